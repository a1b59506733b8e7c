from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pytest

from dedupe.index.build_index import build_index
from dedupe.index.find_pieces import find_input
from dedupe.index.read_and_sketch import read_and_sketch
from dedupe.read.file_selection import ALL_FILES
from dedupe.text.batch.tokenize import tokenize_batch

if TYPE_CHECKING:
    from pathlib import Path

    from dedupe.index.catalogue import Catalogue
    from dedupe.text.batch.tokenize import TokenBatch


@pytest.fixture
def kept(tmp_path: Path) -> Catalogue:
    """A catalogue that has the tokens of its five articles."""
    for number in range(5):
        text = f"Ferry {number} was late, said \u201cthe harbour master\u201d. " * (number + 1)
        (tmp_path / f"{number}.txt").write_text(f"{text}\n\nNobody minded.\n", "utf-8")
    index, _ = build_index(read_and_sketch(find_input([tmp_path], 5), 5), ALL_FILES)
    return index.catalogue


def let_go(catalogue: Catalogue) -> Catalogue:
    return replace(catalogue, kept=tokenize_batch([]), rows=np.full(catalogue.rows.size, -1))


def columns(tokens: TokenBatch) -> list[list[int]]:
    return [
        tokens.hashes.tolist(),
        tokens.quotations.ravel().tolist(),
        tokens.paragraph_starts.tolist(),
        tokens.article_starts.tolist(),
    ]


@pytest.mark.parametrize("chosen", [[], [3], [4, 0, 2], [2, 1, 0, 4, 3], [1, 3]])
def test_tokens_are_the_same_kept_or_read_again(kept: Catalogue, chosen: list[int]) -> None:
    partly = let_go(kept).keeping(np.array([3, 1, 3]), np.full(5, 10), jobs=0)

    assert (partly.rows >= 0).tolist() == [False, True, False, True, False]
    assert columns(partly.words(chosen)) == columns(kept.words(chosen))
    assert columns(let_go(kept).words(chosen)) == columns(kept.words(chosen))


def test_what_is_too_much_is_not_kept(kept: Catalogue) -> None:
    none = let_go(kept)

    assert none.keeping(np.array([0, 1]), np.full(5, 1 << 30), jobs=0) is none


def test_an_article_that_changed_is_not_taken_for_what_it_was(kept: Catalogue, tmp_path: Path) -> None:
    (tmp_path / "1.txt").write_text("Something else altogether.\n", "utf-8")
    (tmp_path / "2.txt").unlink()
    again = let_go(kept)

    some = again.keeping(np.array([0, 1, 2]), np.full(5, 10), jobs=0)

    assert (some.rows >= 0).tolist() == [True, False, False, False, False]
    for catalogue in (again, some):
        words = catalogue.words([2, 0, 1, 3])
        assert (np.diff(words.bounds) > 0).tolist() == [False, True, False, True]
