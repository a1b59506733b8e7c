"""Articles of archives that keep no texts: those that share text with what is checked, as if without words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from dedupe.archive.archive import Archive
from dedupe.archive.article_columns import StoredArticle, id_hash
from dedupe.archive.article_line import StoredText
from dedupe.archive.estimates import EstimatedPair, estimate_pairs
from dedupe.archive.neighbours import Lookups
from dedupe.furniture.same_story import sampled_keys
from dedupe.index.article_record import ArticleRecord, record_of
from dedupe.index.sketch_batch import SketchedBatch
from dedupe.index.stored_articles import shelves_without, sketch_anew
from dedupe.read.article_draft import Draft
from dedupe.read.corpus import Place
from dedupe.read.corpus_line import line_of
from dedupe.read.found_file import Found
from dedupe.read.metadata import Metadata
from dedupe.read.paragraph_splitter import ParagraphColumns
from dedupe.read.temporary_copies import Copier, CopyFolder
from dedupe.sketch.packed_postings import keys_of
from dedupe.sketch.sketch_collection import SketchCollection
from dedupe.sketch.sorted_arrays import isin_sorted, unique_of_blocks

_NO_TEXT = "—"


class UnreadArticles(NamedTuple):
    """Articles of archives without texts.

    Attributes:
        batch: the articles, as if they had no words.
        pairs: what they share with checked articles; these and those by their places among theirs.
    """

    batch: SketchedBatch
    pairs: tuple[EstimatedPair, ...]


def find_unread(
    archives: Sequence[Archive],
    checked: Sequence[ArticleRecord],
    since: str | None,
    lookups: Lookups,
    k: int,
    copies: CopyFolder,
) -> UnreadArticles:
    """Find the articles of archives without texts that share text with what is checked."""
    records: list[ArticleRecord] = []
    pairs: list[EstimatedPair] = []
    with Copier(copies.path) as copier:
        for archive in archives:
            shelves = shelves_without(archive, checked, since, 0)
            found = estimate_pairs(shelves, lookups) if shelves else []
            numbers = sorted({pair.stored for pair in found})
            places = {number: len(records) + at for at, number in enumerate(numbers)}
            for number in numbers:
                draft, place = _wordless(archive.article(number))
                records.append(record_of(draft, copier.write(line_of(draft), place)))
            pairs += [pair._replace(stored=places[pair.stored]) for pair in found]
    return UnreadArticles(sketch_anew(records, [(_NO_TEXT,)] * len(records), k), tuple(pairs))


def _wordless(article: StoredArticle) -> StoredText:
    """Make an article of what an archive knows of it, with a dash for its text."""
    found = Found(article.path, article.path)
    lines = (max(article.line, 1),)
    draft = Draft(
        article.id,
        found,
        Metadata(outlet=article.outlet or None, date=article.date or None),
        ParagraphColumns((_NO_TEXT,), lines, lines),
        line=article.line or None,
        content=id_hash(article.id).to_bytes(16, "little"),
    )
    return StoredText(draft, Place(found, line=article.line, record=article.record))


def without_quotations(lookups: Lookups, sketches: SketchCollection) -> Lookups:
    """Leave out the sampled shingles that some article quotes."""
    quoted = np.sort(sampled_keys(unique_of_blocks(sketches.quotations))[1])
    return lookups._replace(samples=lookups.samples[~isin_sorted(quoted, keys_of(lookups.samples))])
