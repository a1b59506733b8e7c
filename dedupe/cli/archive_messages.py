"""What the commands on an archive say of it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from dedupe.archive.article_columns import UNDATED
from dedupe.cli import options
from dedupe.report.phrases import counted

if TYPE_CHECKING:
    from dedupe.archive.add_articles import Added
    from dedupe.archive.archive import Archive
    from dedupe.archive.article_columns import StoredArticle
    from dedupe.archive.integrity import Damage
    from dedupe.archive.manifest import Manifest


def added_sentence(added: Added) -> str:
    """Describe what was added.

    >>> from dedupe.archive.add_articles import Added
    >>> added_sentence(Added(3, 1, 0, 20, (), (), ()))
    '3 articles added, 1 of them in the place of an earlier version; 20 in all'
    >>> added_sentence(Added(1, 1, 0, 20, (), (), ()))
    '1 article added, in the place of an earlier version; 20 in all'
    """
    kinds = (
        (added.replaced, "in the place of an earlier version"),
        (added.moved, "in the place of the same article under another identity"),
    )
    is_one = added.articles == 1
    said = ", ".join(what if is_one else f"{count:,} of them {what}" for count, what in kinds if count)
    return f"{counted(added.articles, 'article')} added{f', {said}' if said else ''}; {added.total:,} in all"


def describe(archive: Archive) -> Iterator[str]:
    """Yield what there is to say of an archive, a line each."""
    manifest = archive.manifest
    size = sum(segment.index_size + segment.texts_size for segment in manifest.segments)
    yield f"{archive.folder}: {count_of(manifest)}, {size / 1e6:,.1f} MB"
    removed = sum(len(segment.removed) for segment in manifest.segments)
    if removed:
        yield f"replaced or removed, and still in its files: {removed:,}"
    yield f"texts: {'kept' if manifest.texts else 'not kept'}; words a shingle: {manifest.k}"
    yield f"outlets: {len(archive.outlets()):,}"
    first, last = _dates(archive)
    yield f"dates: {first} to {last}" if first else "dates: unknown"


def _dates(archive: Archive) -> tuple[str, str]:
    """Return the first and the last day, empty where no article has a date."""
    days = []
    for segment in archive.segments:
        times = segment.columns.times[~segment.is_removed]
        dated = times[times < UNDATED]
        days += [int(dated[0]), int(dated[-1])] if dated.size else []
    shown = [f"{day:014}" for day in (min(days, default=0), max(days, default=0))]
    first, last = (f"{day[:4]}-{day[4:6]}-{day[6:8]}" for day in shown)
    return (first, last) if days else ("", "")


def count_of(manifest: Manifest) -> str:
    """Return how many articles an archive has, and in how many segments."""
    articles, segments = sum(segment.count for segment in manifest.segments), len(manifest.segments)
    return f"{counted(articles, 'article')} in {counted(segments, 'segment')}"


def article_line(article: StoredArticle, line_format: options.FormatName) -> str:
    """Return what is known of an article, as words with tabs between them or as JSON."""
    if line_format == "json":
        known = {key: value for key, value in article._asdict().items() if value}
        return json.dumps(known, ensure_ascii=False)
    return "\t".join((article.id, article.date or "-", article.outlet or "-"))


def damage_line(damage: Damage) -> str:
    """Return one thing that is wrong with an archive, in words."""
    ends = f", {damage.first} to {damage.last}" if damage.first else ""
    lost = f" ({counted(damage.articles, 'article')}{ends})" if damage.articles else ""
    return f"{damage.file}: {damage.reason}{lost}"


def repair_line(folder: Path) -> str:
    """Return what can be done about a damaged archive."""
    return f"{folder}: damaged; dedupe archive create NEW {folder} makes a new one of what is whole"
