"""What there is to know about a change besides its words."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from dedupe.edits.qualifiers import qualifier

if TYPE_CHECKING:
    from collections.abc import Iterable, Set

    from dedupe.edits.collation import Collation
    from dedupe.edits.lexemes import Lexeme
    from dedupe.edits.lexicon import Lexicon
    from dedupe.edits.pairing import Pairing, Side, Stretch


@dataclass(slots=True)
class ChangedWords:
    """What changes on one side of a target paragraph's collations.

    Attributes:
        quoted: keys of the words that are quoted.
        qualifiers: of each figure, by key, what it is qualified by.
    """

    quoted: set[str] = field(default_factory=set)
    qualifiers: dict[str, set[frozenset[str]]] = field(default_factory=dict)

    def add(self, side: Side, stretch: range, lexicon: Lexicon) -> None:
        """Take in the words of a change."""
        for at in stretch:
            word = side.words[at]
            if word.is_quoted:
                self.quoted.add(word.key)
            if word.is_figure:
                self.qualifiers.setdefault(word.key, set()).add(qualifier(side, at, lexicon))


@dataclass(frozen=True, slots=True)
class Changed:
    """All that changes in one target paragraph.

    Attributes:
        balance: how many more of each key are lost than gained.
        lost: what changes on the source's side.
        gained: what changes on the target's side.
    """

    balance: Counter[str]
    lost: ChangedWords
    gained: ChangedWords


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
    found = Changed(Counter(), ChangedWords(), ChangedWords())
    for collation in collations:
        pairing = collation.pairing
        for change in collation.changes:
            before, after = pairing.keys(change)
            found.balance.update(before)
            found.balance.subtract(after)
            found.lost.add(pairing.source, change.source, pairing.lexicon)
            found.gained.add(pairing.target, change.target, pairing.lexicon)
    return found
