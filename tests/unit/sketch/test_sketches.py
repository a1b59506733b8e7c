from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dedupe.sketch import sketches as collection
from dedupe.sketch.packed_postings import articles_of, keys_of
from dedupe.sketch.sketches import SketchCollector, Sketches, sketch
from dedupe.text.batch.tokenize import tokenize_batch

WORDS = st.lists(st.sampled_from(["ferry", "the", "“moored”", "late"]), max_size=9).map(" ".join)
BATCHES = st.lists(st.lists(st.lists(WORDS, max_size=3), max_size=3), max_size=4)


@pytest.fixture(autouse=True, scope="module", params=[1, 200, 1 << 25])
def _block(request: pytest.FixtureRequest) -> object:
    patch = pytest.MonkeyPatch()
    patch.setattr(collection, "_BLOCK", request.param)
    yield
    patch.undo()


def rows(samples: np.ndarray[tuple[int, ...], np.dtype[np.uint64]], first: int) -> set[object]:
    owners = (articles_of(samples) + first).tolist()
    return set(zip(keys_of(samples).tolist(), owners, strict=True))


@given(BATCHES)
def test_joined_batches_are_one_batch(batches: list[list[list[str]]]) -> None:
    columns, parts = SketchCollector(), list[Sketches]()
    for texts in batches:
        parts.append(sketch(tokenize_batch(texts), 2))
        columns.take(parts[-1])
    joined = columns.joined()
    whole = sketch(tokenize_batch([text for texts in batches for text in texts]), 2)
    np.testing.assert_array_equal(joined.sizes, whole.sizes)
    np.testing.assert_array_equal(joined.digests, whole.digests)
    np.testing.assert_array_equal(joined.sampled, whole.sampled)
    np.testing.assert_array_equal(joined.counts, np.diff(whole.article_starts))
    np.testing.assert_array_equal(np.concatenate([whole.bands[:0], *joined.bands]), whole.bands)
    none = np.empty(0, np.uint64)
    np.testing.assert_array_equal(np.concatenate([none, *joined.paragraphs]), whole.paragraphs)
    assert set(np.concatenate([none, *joined.quotations]).tolist()) == set(whole.quotations.tolist())
    assert rows(np.concatenate([none, *joined.samples]), 0) == rows(whole.samples, 0)
