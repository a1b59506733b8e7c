"""How many of its quantities an article has in common with another one: a copy keeps them, a form does not."""

from __future__ import annotations

from collections.abc import Iterable

from dedupe.align.alignment import AlignedParagraph, Alignment
from dedupe.edits.compared_sentences import sentences_of
from dedupe.edits.compared_words import CutParagraphs
from dedupe.edits.lexicon import Lexicon, lexicon_of
from dedupe.edits.quantity import Quantity, is_same
from dedupe.edits.quantity_reader import read_quantities
from dedupe.prepare.passages import Passages

_LEAST = 3  # quantities that both tell; fewer are left out easily


def share_of_quantities(source: Passages, target: Passages, alignment: Alignment, code: str | None) -> float | None:
    """Return the share of the quantities in aligned paragraphs that both articles tell, of those of the one with fewer.

    Who tells a story in other words keeps its figures, in whatever units; two days at an exchange, or two accidents of one
    kind, have the words in common and the figures not.

    Example: of "The CX-40 rose 0.8% to 4,212.6 points in turnover of 1.9 billion" and "The CX-40 closed 0.5% lower at
    4,191.3 points in turnover of 1.6 billion" it is 0.

    Args:
        code: their language (ISO 639-1), None where it is unknown.

    Returns:
        The share, None where either tells too few quantities to know.
    """
    lexicon = lexicon_of(code)
    ours, theirs = _quantities(source, alignment.source, lexicon), _quantities(target, alignment.target, lexicon)
    fewer, more = sorted((ours, theirs), key=len)
    if len(fewer) < _LEAST:
        return None
    return sum(any(is_same(one, other) for other in more) for one in fewer) / len(fewer)


def _quantities(article: Passages, paragraphs: Iterable[AlignedParagraph], lexicon: Lexicon) -> list[Quantity]:
    """Return the quantities in the paragraphs of an article that have partners, each once, minor ones aside."""
    cut = CutParagraphs(article, (paragraph.index for paragraph in paragraphs if paragraph.partners), lexicon)
    found: list[Quantity] = []
    for at, tokens in cut.items():
        for sentence in sentences_of(at, tokens, lexicon):
            for quantity in read_quantities(sentence):
                if not quantity.is_minor and not any(is_same(quantity, other) for other in found):
                    found.append(quantity)
    return found
