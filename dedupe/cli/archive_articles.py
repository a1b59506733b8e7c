"""Reading articles into an archive, and telling what became of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from dedupe.cli.checked_files import all_paths
from dedupe.cli.fields import parse_fields
from dedupe.cli.progress import shown_progress
from dedupe.cli.setting import setting_for
from dedupe.cli.terminal import qualified_remark, remark, write
from dedupe.report.escape import for_terminal

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from dedupe.pipeline.archive_articles import Added


def read_into(
    store: Callable[..., Added],
    folder: Path,
    paths: Sequence[Path] | None,
    files_from: str | None,
    settings: dict[str, Any],
    *,
    quiet: bool,
    **options: Any,  # noqa: ANN401 - they are those of `store`
) -> None:
    """Read articles into an archive as the configuration wants it.

    Args:
        store: makes an archive, or adds to one.
        folder: of the archive.
        paths: of the articles.
        files_from: a list of more paths.
        settings: options that go before the configuration.
        quiet: whether nothing is to be said of what was not read.
        options: of `store`.

    Raises:
        DedupeError: nothing could be read, or the archive cannot be written.
    """
    given = all_paths(paths, files_from)
    setting = setting_for(
        settings["config"], include=settings["include"], fields=parse_fields(settings["fields"])
    )
    with shown_progress(wanted=not quiet) as progress:
        added = store(folder, given, intake=setting.intake(), progress=progress, **options)
    failed = [f"{it.id} skipped: {it.reason}" for it in added.skipped]
    remark(() if quiet else [*failed, *map(str, added.unread), *qualified_remark(added.qualified)])
    write(f"{for_terminal(str(folder))}: {_sentence(added)}\n", None)


def _sentence(added: Added) -> str:
    """Describe what was added.

    >>> from dedupe.pipeline.archive_articles import Added
    >>> _sentence(Added(3, 1, 0, 20, (), (), ()))
    '3 articles added, 1 of them in the place of an earlier version; 20 in all'
    """
    kinds = (
        (added.replaced, "in the place of an earlier version"),
        (added.moved, "in the place of the same article under another identity"),
    )
    said = ", ".join(f"{count:,} of them {what}" for count, what in kinds if count)
    one = "article" if added.articles == 1 else "articles"
    return f"{added.articles:,} {one} added{f', {said}' if said else ''}; {added.total:,} in all"
