"""`dedupe archive`: articles kept with their sketches, to check new ones against."""

from __future__ import annotations

from contextlib import AbstractContextManager
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from dedupe.cli import options
from dedupe.cli.checked_files import all_paths
from dedupe.cli.effective_config import setting_for
from dedupe.cli.exits import Exit
from dedupe.cli.option_values import group
from dedupe.cli.reading_notes import qualified_remark, remark
from dedupe.cli.terminal import shown_progress, write
from dedupe.report.escape import for_terminal

if TYPE_CHECKING:
    from dedupe.archive.manifest import Manifest
    from dedupe.read.file_selection import FileSelection

archive = group("Articles kept with their sketches, to check new ones against.")


@archive.command()
def create(
    folder: options.NewArchive,
    paths: options.PathsOrList = None,
    no_texts: options.NoTexts = False,
    files_from: options.FilesFrom = None,
    include: options.Include = None,
    fields: options.Fields = None,
    config: options.Config = None,
    jobs: options.Jobs = None,
    k: options.Shingle = options.K,
    max_file_size: options.MaxFileSize = options.MAX_FILE_SIZE,
    quiet: options.Quiet = False,
) -> None:
    """Make an archive of articles, or of another archive.

    Of another one, what can be read of it is taken.

    Exit code: 0, 2 could not read or write.
    """
    from dedupe.archive.commit import new_archive

    _read_into(
        folder,
        new_archive(folder, k, texts=not no_texts),
        all_paths(paths, files_from),
        setting_for(config, include=include, fields=fields).selection((), max_file_size),
        jobs=jobs,
        quiet=quiet,
    )


@archive.command()
def add(
    folder: options.Archive,
    paths: options.PathsOrList = None,
    files_from: options.FilesFrom = None,
    include: options.Include = None,
    fields: options.Fields = None,
    config: options.Config = None,
    jobs: options.Jobs = None,
    max_file_size: options.MaxFileSize = options.MAX_FILE_SIZE,
    quiet: options.Quiet = False,
) -> None:
    """Add articles to an archive.

    One that is in it already, by its identity or its words, is replaced.

    Exit code: 0, 2 could not read or write.
    """
    from dedupe.archive.commit import opened_to_write

    _read_into(
        folder,
        opened_to_write(folder),
        all_paths(paths, files_from),
        setting_for(config, include=include, fields=fields).selection((), max_file_size),
        jobs=jobs,
        quiet=quiet,
    )


def _read_into(
    folder: Path,
    opened: AbstractContextManager[Manifest],
    paths: list[Path],
    selection: FileSelection,
    *,
    jobs: int | None,
    quiet: bool,
) -> None:
    """Read articles into an archive whose lock is taken when it is opened."""
    from dedupe.archive.add_articles import add_articles
    from dedupe.cli.archive_messages import added_sentence

    with opened as manifest, shown_progress(wanted=not quiet) as progress:
        added = add_articles(folder, manifest, paths, selection=selection, jobs=jobs, progress=progress)
    failed = [f"{skipped.id} skipped: {skipped.reason}" for skipped in added.skipped]
    remark(() if quiet else [*failed, *map(str, added.unread), *qualified_remark(added.qualified)])
    write(f"{for_terminal(str(folder))}: {added_sentence(added)}\n", None)


@archive.command()
def info(folder: options.Archive) -> None:
    """Show what an archive holds."""
    from dedupe.archive.archive import Archive
    from dedupe.cli.archive_messages import describe

    with Archive.open(folder) as opened:
        write("".join(f"{for_terminal(line)}\n" for line in describe(opened)), None)


@archive.command("list")
def list_articles(folder: options.Archive, output_format: options.Format = "text") -> None:
    """List the articles of an archive.

    It prints identity, date and outlet; as JSON, one object a line.
    """
    from dedupe.archive.archive import Archive
    from dedupe.cli.archive_messages import article_line

    with Archive.open(folder) as opened:
        for article in opened.stored():
            write(f"{article_line(article, output_format)}\n", None)


@archive.command()
def remove(folder: options.Archive, ids: options.Ids, no_compact: options.NoCompact = False) -> None:
    """Remove articles from an archive, and from all its files.

    Exit code: 0, 2 could not, or one of them is not there.
    """
    from dedupe.archive.remove_and_compact import remove as remove_articles

    removed = remove_articles(folder, ids, for_good=not no_compact)
    later = "; dedupe archive compact takes them out of the files" if no_compact else ""
    write(f"{for_terminal(str(folder))}: {removed:,} removed{later}\n", None)


@archive.command()
def compact(folder: options.Archive) -> None:
    """Merge what was added, and let go of what was removed.

    Exit code: 0, 2 could not.
    """
    from dedupe.archive.remove_and_compact import compact as compact_archive
    from dedupe.cli.archive_messages import count_of

    manifest = compact_archive(folder)
    write(f"{for_terminal(str(folder))}: {count_of(manifest)}\n", None)


@archive.command()
def verify(folder: options.Archive) -> None:
    """Read all of an archive, and name what is damaged.

    Exit code: 0 whole, 1 damaged, 2 could not read it at all.
    """
    from dedupe.archive.integrity import verify as verify_archive
    from dedupe.cli.archive_messages import damage_line, repair_line

    damages = list(verify_archive(folder))
    lines = [damage_line(damage) for damage in damages]
    lines.append(repair_line(folder) if damages else f"{folder}: whole")
    write("".join(f"{for_terminal(line)}\n" for line in lines), None)
    raise typer.Exit(Exit.FOUND if damages else Exit.NOTHING)


@archive.command()
def push(folder: options.Archive, lsh: options.Lsh, name: options.LshName = "dedupe") -> None:
    """Hand all signatures over to datasketch on a Redis server.

    Exit code: 0, 2 could not read the archive or reach the server.
    """
    from dedupe.archive.archive import Archive
    from dedupe.sketch.datasketch_export import push_articles

    with Archive.open(folder) as opened:
        pushed = push_articles(opened.read_articles(), lsh, name, k=opened.manifest.k)
    sentence = f"{pushed.new:,} articles pushed, {pushed.replaced:,} replaced"
    write(f"{for_terminal(str(folder))}: {sentence}\n", None)
