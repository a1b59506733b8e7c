"""What every alignment of an article needs, found out once."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import compress
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from dedupe.align.article_content import ArticleContent
from dedupe.align.narrative import NarrativeTrigrams
from dedupe.align.prose_and_quotations import attributed_tokens, is_own_prose
from dedupe.align.telling_words import TellingWords
from dedupe.align.token_run_scores import WeightedTokens
from dedupe.align.token_runs import BigramIndex, TokenSequence, index_bigrams
from dedupe.align.word_weights import low_weight_words, weights
from dedupe.prepare.passages import Passages
from dedupe.sketch.shingles import prefix_hashes
from dedupe.sketch.sorted_arrays import unique_sorted

_MOST_REPEATED = 8  # times a wording is looked at; further ones follow the first


class ParagraphWords(NamedTuple):
    """The words of a paragraph, by their hashes."""

    body: Sequence[int]  # without dateline and parts of the page
    text: Sequence[int]  # without the signature as well
    figures: Sequence[int]  # those of the body that begin with a digit


@dataclass(frozen=True, eq=False)
class AlignableArticle:
    """An article of `n` tokens in `p` paragraphs, with what is found out about it when it is first asked for."""

    passages: Passages
    code: str | None  # the language in which it is compared (ISO 639-1), None where it is unknown
    cited: Callable[[], Sequence[str]] = tuple  # returns the agencies and outlets that it cites, as printed
    _words: dict[int, ParagraphWords] = field(default_factory=dict, compare=False, repr=False)

    def __len__(self) -> int:
        """The number of paragraphs."""
        return len(self.passages)

    @cached_property
    def tokens(self) -> TokenSequence:
        """Its tokens in a row."""
        tokens = self.passages.tokens
        return TokenSequence(tokens.hashes, tokens.bounds, tokens.paragraphs)

    @cached_property
    def bigrams(self) -> BigramIndex:
        """Those of the paragraphs that are compared: not of furniture, nor of a wording's many repeats."""
        return index_bigrams(self.tokens, self._excluded())

    @cached_property
    def weighted(self) -> WeightedTokens:
        """Its tokens with their weights, in hundredths of a word."""
        return WeightedTokens(self.tokens, weights(self.passages.tokens, ~self.is_content))

    @cached_property
    def is_content(self) -> NDArray[np.bool_]:
        """bool[n], whether a token says anything by itself."""
        return ~low_weight_words(self.code).contains(self.tokens.hashes)

    @cached_property
    def wordings(self) -> list[int]:
        """A hash of the words of each paragraph, 0 where it has none."""
        return list(prefix_hashes(self.tokens.hashes).span_hashes(self.tokens.bounds).tolist())

    @cached_property
    def is_furniture(self) -> list[bool]:
        """Whether each paragraph belongs to the page."""
        return list(self.passages.tokens.is_furniture.tolist())

    @cached_property
    def is_post(self) -> list[bool]:
        """Whether each paragraph is a post."""
        return list(self.passages.tokens.is_post.tolist())

    @cached_property
    def places(self) -> Mapping[int, Sequence[int]]:
        """Where each wording stands, furniture aside, ascending."""
        found = defaultdict[int, list[int]](list)
        for at, is_furniture in enumerate(self.is_furniture):
            if not is_furniture:
                found[self.wordings[at]].append(at)
        return found

    @cached_property
    def repeats(self) -> Mapping[int, int]:
        """The first paragraph with the same words, by each later one, furniture aside."""
        return {later: first for first, *rest in self.places.values() for later in rest}

    @cached_property
    def narrative(self) -> NarrativeTrigrams:
        """Its trigrams."""
        return NarrativeTrigrams(self.passages.tokens, self.code)

    @cached_property
    def telling(self) -> TellingWords:
        """The words of its own prose that tell one sentence from another."""
        return TellingWords(self.passages, self.code, self.is_content)

    @cached_property
    def telling_or_excerpted(self) -> TellingWords:
        """The same, with those of the prose of others that it prints between quotation marks."""
        if not self.attributed.any():
            return self.telling
        return TellingWords(self.passages, self.code, self.is_content, self.attributed)

    @cached_property
    def attributed(self) -> NDArray[np.bool_]:
        """bool[n], the tokens of quotations that are put down to an agency or outlet."""
        return attributed_tokens(self.passages, self.cited)

    @cached_property
    def content(self) -> ArticleContent:
        """Its words of content."""
        return ArticleContent(self.passages, self.code, self.is_content)

    @cached_property
    def prose(self) -> NDArray[np.uint64]:
        """What it prints as its own prose, by trigrams, ascending."""
        return unique_sorted(self.narrative.hashes[is_own_prose(self.passages.tokens, self.narrative)])

    def equals(self, at: int) -> Sequence[int]:
        """Return where the words of a paragraph of the story stand; only itself where that is too often."""
        found = self.places[self.wordings[at]]
        return found if len(found) <= _MOST_REPEATED else (at,)

    def words(self, at: int) -> ParagraphWords:
        """Return the words of a paragraph."""
        if at not in self._words:
            own = slice(*self.tokens.bounds[at : at + 2].tolist())
            self._words[at] = ParagraphWords(*([*compress(self._hashes[own], flags[own])] for flags in self._in_body))
        return self._words[at]

    @cached_property
    def _hashes(self) -> list[int]:
        return list(self.tokens.hashes.tolist())

    @cached_property
    def _in_body(self) -> tuple[list[bool], list[bool], list[bool]]:
        """Which tokens are of the body of a paragraph, and which of these of its text, and figures."""
        tokens = self.passages.tokens
        firsts = np.repeat(tokens.bounds[:-1] + tokens.body, np.diff(tokens.bounds))
        is_body = ~tokens.is_page & (np.arange(firsts.size) >= firsts)
        return is_body.tolist(), (is_body & tokens.is_text).tolist(), (is_body & tokens.is_figure).tolist()

    def _excluded(self) -> list[int]:
        seen: Counter[int] = Counter()
        excluded: list[int] = []
        for at, wording in enumerate(self.wordings):
            seen[wording] += 1
            if self.is_furniture[at] or seen[wording] > _MOST_REPEATED:
                excluded.append(at)
        return excluded
