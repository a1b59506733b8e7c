"""Stock text as it is learned, against the same rules written down with sets, slowly."""

from __future__ import annotations

from collections import Counter, defaultdict
from itertools import combinations, groupby, pairwise
from typing import TYPE_CHECKING
from unittest.mock import patch

import numpy as np
from hypothesis import example, given, settings
from hypothesis import strategies as st

from dedupe.furniture.learn_stock_text import LEAST_STORIES, learn_stock
from dedupe.sketch.packed_postings import shared_postings
from dedupe.sketch.shingles import shingle
from dedupe.sketch.sizes import SCALE
from dedupe.sketch.sketches import sketch
from dedupe.text.batch.hashing import hash_words
from dedupe.text.batch.tokenize import tokenize_batch
from dedupe.text.language import stopwords

if TYPE_CHECKING:
    from collections.abc import Sequence

K = 5
MANY = 4  # stories, of which not more carry one story in versions of their own
POOL = [
    "A barge ran aground below the old mill and blocked the canal for nineteen hours.",
    "The school board chose a shorter lunch break over the protest of every cook.",
    "Beekeepers counted forty lost hives after the coldest April since records began.",
    "A tenor fell ill an hour before curtain and the usher sang in his place.",
    "Quillon Dairy closed its Harrow plant in May and let go of sixty people.",
    "A judge in Harrow froze the accounts of Quillon Dairy until June.",
    "Our bakery of the week lives on Plum Street and opens at six every morning but Monday.",
    "Sign up for our letter and read what happened in Harrow before anybody else does.",
    "Sign up for our letter and read nothing at all on Sundays.",
    "He writes on bees and dairies and lives above the bakery.",
    '"Our bakery of the week lives on Plum Street and opens at six every morning but Monday."',
]
FUNCTION = set(hash_words(sorted(frozenset[str]().union(*stopwords().values()))).tolist())

stories = st.lists(st.lists(st.sampled_from(POOL), min_size=1, max_size=4).map(" ".join), min_size=1, max_size=8)


def learned(texts: Sequence[str]) -> set[int]:
    folder = [[text] for text in texts]
    with patch("dedupe.furniture.recurring_shingles.MAX_STORY", MANY):
        found = learn_stock(
            shared_postings([sketch(tokenize_batch(folder), K).samples], np.arange(len(folder))),
            np.arange(len(folder)),
            np.array(list(combinations(range(len(folder)), 2)), np.int64).reshape(-1, 2),
            lambda chosen: tokenize_batch([folder[at] for at in chosen]),
            K,
        )
    return set(found.hashes.tolist())


def learned_slowly(texts: Sequence[str]) -> set[int]:
    batch = tokenize_batch([[text] for text in texts])
    words = [batch.hashes[low:high].tolist() for low, high in pairwise(batch.bounds.tolist())]
    windows = [shingle(np.array(own, np.uint64), np.array([0, len(own)]), K).hashes.tolist() for own in words]
    holders = defaultdict[int, list[int]](list)
    for article, own in enumerate(windows):
        for window in {window for window in own if is_sampled(window)}:
            holders[window].append(article)
    quoted = [batch.quoted[low:high].tolist() for low, high in pairwise(batch.bounds.tolist())]
    printed = printing(windows, quoted)
    recurring = {window for window, of in holders.items() if len(of) >= LEAST_STORIES}
    exclusive = Counter(tuple(of) for of in holders.values() if len(of) == 2)
    beside = rare_words(words, windows, recurring)
    everywhere = [rare_words(words, windows, set(), rare) for rare in (0.02, 0.1)]

    def are_related(first: int, second: int, window: int) -> bool:
        few, more = sorted((len(beside[first]), len(beside[second])))
        is_filled = few < 3 and more < 16 and len(holders[window]) > MANY
        asked = everywhere if is_filled else [beside]
        return exclusive[first, second] >= 2 or all(share_many(rare, first, second) for rare in asked)

    stock = set[int]()
    for window in recurring:
        apart = list[int]()
        for article in sorted(printed[window] or holders[window]):
            if not any(are_related(earlier, article, window) for earlier in apart):
                apart.append(article)
        if len(apart) >= LEAST_STORIES:
            stock.add(window)
    return whole_passages(windows, stock)


def share_many(rare: Sequence[set[int]], first: int, second: int) -> bool:
    shared, least = rare[first] & rare[second], min(len(rare[first]), len(rare[second]))
    return least < 3 or len(shared) >= max(3, 0.12 * least)


def printing(windows: Sequence[list[int]], quoted: Sequence[list[bool]]) -> defaultdict[int, set[int]]:
    """Return the articles that have each window outside quotation marks somewhere."""
    found = defaultdict[int, set[int]](set)
    for article, (own, flags) in enumerate(zip(windows, quoted, strict=True)):
        for at, window in enumerate(own):
            if not all(flags[at : at + K]):
                found[window].add(article)
    return found


def rare_words(
    words: Sequence[list[int]], windows: Sequence[list[int]], recurring: set[int], rare: float = 0.02
) -> list[set[int]]:
    held = Counter(word for own in words for word in set(own))
    common = FUNCTION | {word for word, times in held.items() if times > max(3, rare * len(words))}
    found = []
    for own, starts in zip(words, windows, strict=True):
        near = {
            place
            for start, window in enumerate(starts)
            if window in recurring
            for place in range(start - 5, start + K + 5)
        }
        found.append({word for at, word in enumerate(own) if at not in near} - common)
    return found


def whole_passages(windows: Sequence[list[int]], stock: set[int]) -> set[int]:
    """Extend stock to its passages; the texts are so short that all of them is near."""
    having = [own for own in windows if stock & set(own)]
    times = Counter(window for own in having for window in set(own))
    found = set[int]()
    for own in having:
        for is_frequent, run in groupby(own, lambda window: times[window] >= LEAST_STORIES):
            passage = list(run)
            for at, window in enumerate(passage) if is_frequent else ():
                before = next(filter(is_sampled, reversed(passage[: at + 1])), None)
                after = next(filter(is_sampled, passage[at:]), None)
                if {before, after} - {None} and {before, after} - {None} <= stock:
                    found.add(window)
    return found


def is_sampled(window: int) -> bool:
    return window <= (1 << 64) // SCALE - 1


@given(stories)
@example([f"{story} {POOL[10]}" for story in POOL[:4]])
@settings(max_examples=150, deadline=None)
def test_what_is_learned_is_what_the_rules_say(texts: list[str]) -> None:
    assert learned(texts) == learned_slowly(texts)


def test_the_rules_find_stock_in_such_folders() -> None:
    texts = [f"{story} {POOL[6]}" for story in POOL[:4]]
    assert len(learned_slowly(texts)) > len(POOL[6].split()) // 2


def test_a_story_is_no_stock_text_however_many_carry_it_alone() -> None:
    words = f"{POOL[0]} {POOL[1]} {POOL[2]} {POOL[3]}".split()
    texts = [" ".join([*words[:at], "indeed", *words[at + 1 :]]) for at in range(5, len(words) - 5, 7)]
    assert learned(texts) == set()
    unrelated = [f"{text} {POOL[at + 4]}" for at, text in enumerate(texts[:4])]
    assert learned(unrelated)
