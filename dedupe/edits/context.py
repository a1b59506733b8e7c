"""What there is to know about a change besides its words."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from dedupe.edits.qualifiers import qualifier

if TYPE_CHECKING:
    from collections.abc import Iterable, Set

    from dedupe.edits.diff_tokens import DiffToken
    from dedupe.edits.lexicon import Lexicon
    from dedupe.edits.paragraph_diff import ParagraphDiff
    from dedupe.edits.paragraph_pair import Hunk, ParagraphPair, ParagraphTokens


@dataclass(slots=True)
class ChangedWords:
    """What changes on one side of a target paragraph's diffs.

    Attributes:
        quoted: keys of the words that are quoted.
        qualifiers: of each figure, by key, what it is qualified by.
    """

    quoted: set[str] = field(default_factory=set)
    qualifiers: dict[str, set[frozenset[str]]] = field(default_factory=dict)

    def add(self, side: ParagraphTokens, stretch: range, lexicon: Lexicon) -> None:
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
        pair: the paragraphs it stands in.
        names: words that are names wherever they stand.
        changed: all that changes in the same target paragraph.
    """

    pair: ParagraphPair
    names: Set[str]
    changed: Changed

    @property
    def lexicon(self) -> Lexicon:
        """The lexicon of the paragraphs' language."""
        return self.pair.lexicon

    def words(self, change: Hunk) -> tuple[list[DiffToken], list[DiffToken]]:
        """The words of a change on both sides."""
        source, target = self.pair.source.words, self.pair.target.words
        return [source[at] for at in change.source], [target[at] for at in change.target]


def changed(diffs: Iterable[ParagraphDiff]) -> Changed:
    """Collect what changes in the diffs of one target paragraph."""
    found = Changed(Counter(), ChangedWords(), ChangedWords())
    for diff in diffs:
        pair = diff.pair
        for change in diff.hunks:
            before, after = pair.keys_in(change)
            found.balance.update(before)
            found.balance.subtract(after)
            found.lost.add(pair.source, change.source, pair.lexicon)
            found.gained.add(pair.target, change.target, pair.lexicon)
    return found
