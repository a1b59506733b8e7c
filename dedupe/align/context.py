"""What there is to know about a change besides its words."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Set

    from dedupe.align.collation import Collation
    from dedupe.align.lexemes import Lexeme
    from dedupe.align.lexicon import Lexicon
    from dedupe.align.pairing import Pairing, Side, Stretch


@dataclass(frozen=True, slots=True)
class Changed:
    """All that changes in one target paragraph.

    Attributes:
        balance: how many more of each key are lost than gained.
        lost: where what is lost stands in the source.
        gained: where what is gained stands in the target.
    """

    balance: Counter[str]
    lost: tuple[tuple[Side, int], ...]
    gained: tuple[tuple[Side, int], ...]


@dataclass(frozen=True, slots=True)
class Context:
    """The surroundings of a change.

    Attributes:
        pairing: the paragraphs it stands in.
        names: words that are names wherever they stand.
        changed: all that changes in the same target paragraph.
    """

    pairing: Pairing
    names: Set[str]
    changed: Changed

    @property
    def lexicon(self) -> Lexicon:
        """The lexicon of the paragraphs' language."""
        return self.pairing.lexicon

    def words(self, change: Stretch) -> tuple[list[Lexeme], list[Lexeme]]:
        """The words of a change on both sides."""
        source, target = self.pairing.source.words, self.pairing.target.words
        return [source[at] for at in change.source], [target[at] for at in change.target]


def changed(collations: Iterable[Collation]) -> Changed:
    """Collect what changes in the collations of one target paragraph."""
    balance: Counter[str] = Counter()
    lost: list[tuple[Side, int]] = []
    gained: list[tuple[Side, int]] = []
    for collation in collations:
        pairing = collation.pairing
        for change in collation.changes:
            before, after = pairing.keys(change)
            balance.update(before)
            balance.subtract(after)
            lost += ((pairing.source, at) for at in change.source)
            gained += ((pairing.target, at) for at in change.target)
    return Changed(balance, tuple(lost), tuple(gained))
