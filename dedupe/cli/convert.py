"""`dedupe convert`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from dedupe.cli import options
from dedupe.cli.checked_files import all_paths
from dedupe.cli.effective_config import setting_for
from dedupe.cli.protected_outputs import require_output_free
from dedupe.cli.reading_notes import note_sentences, remark
from dedupe.cli.terminal import write

if TYPE_CHECKING:
    from dedupe.article import Note, Skipped
    from dedupe.read.article_draft import Draft


def convert(
    paths: options.PathsOrList = None,
    output: options.Output = None,
    include: options.Include = None,
    fields: options.Fields = None,
    config: options.Config = None,
    max_file_size: options.MaxFileSize = options.MAX_FILE_SIZE,
    quiet: options.Quiet = False,
) -> None:
    """Write articles of any format as a corpus, a line each.

    A line is a JSON object, and a check of the corpus finds the same.

    Exit code: 0, 2 could not read.
    """
    from dedupe.article import summarise_notes
    from dedupe.read.article_reader import drafts
    from dedupe.read.unread_files import count_unread

    given = all_paths(paths, None)
    require_output_free(output, [], None, given)
    setting = setting_for(config, include=include, fields=fields)
    selection = setting.selection([output] if output else [], max_file_size)
    skipped: list[Skipped] = []
    notes: list[tuple[str, Sequence[Note]]] = []
    read = drafts(given, selection=selection)
    write(_lines(read, skipped, notes), output)
    failed = [f"{file.id} skipped: {file.reason}" for file in skipped if not file.unsupported]
    unclear = note_sentences(summarise_notes(notes))
    remark(() if quiet else [*failed, *map(str, count_unread(skipped)), *unclear])


def _lines(
    read: Iterable[Draft | Skipped], skipped: list[Skipped], notes: list[tuple[str, Sequence[Note]]]
) -> Iterator[str]:
    """Yield the lines of the corpus, and put aside what is not read or not understood; an InputError if all is."""
    from dedupe.article import Skipped
    from dedupe.read.corpus_line import line_of
    from dedupe.read.unread_files import nothing_read

    is_empty = True
    for article in read:
        if isinstance(article, Skipped):
            skipped.append(article)
        else:
            is_empty = False
            if article.metadata.notes:
                notes.append((article.id, article.metadata.notes))
            yield line_of(article).decode()
    if is_empty:
        raise nothing_read(skipped)
