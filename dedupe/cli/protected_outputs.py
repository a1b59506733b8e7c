"""What a run writes: refused, before anything is read, where it would replace what the user owns."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from dedupe.cli.option_values import is_folder, is_missing
from dedupe.errors import ConfigError
from dedupe.read.formats.registry import format_by_name
from dedupe.report.write import require_report_folder

# What every report has, a CSV and a list of GitLab's without findings, and a rule of a makefile.
_REPORT = re.compile(
    rb"DUP\d{3}|Nothing found|schema_version|dedupe|\Aseverity,code,rule,|\A\s*(\[\s*\]\s*)?\Z|\A[^\n]*: \\\n  "
)
_LOOKED_AT = 1 << 16  # bytes of a file by which it is known to be a report


class Output(NamedTuple):
    """A file that is to be written, or a folder of pages, and the option that names it."""

    option: str
    file: Path
    is_folder: bool = False


def require_free(outputs: Sequence[Output], owned: Mapping[str, Path | None], inputs: Iterable[Path] = ()) -> None:
    """Raise a ConfigError if an output replaces another one or a file that the run reads, or its folder is not there.

    Links are followed on both sides. Reports of earlier runs may be replaced wherever they are; devices and pipes are
    never replaced. The inputs are articles, folders of them, and corpora; other files that the run reads are `owned`.
    """
    paths = list(inputs)
    kept = {_key(path): f"the {what}" for what, path in owned.items() if path is not None}
    kept |= {_key(path): "an input" for path in paths if not is_folder(path)}
    folders = [os.path.realpath(path) for path in paths if is_folder(path)]
    for option, file, is_report_folder in outputs:
        if is_report_folder:
            require_report_folder(file)
        elif _is_special(file):
            continue
        if is_missing(file.parent):
            raise ConfigError(f"{option} {file}: there is no folder {file.parent}")
        if owner := kept.get(_key(file)):
            raise ConfigError(f"{option} {file} would replace {owner}")
        if _is_within(file, folders) and _is_article(file):
            raise ConfigError(f"{option} {file} would replace a file among the articles that is no report")
        kept[_key(file)] = f"what {option} writes"


def require_output_free(
    output: Path | None, articles: Iterable[str], furniture: Path | None, inputs: Iterable[Path] = ()
) -> None:
    """Do as `require_free` does for the one output of a command about single articles, such as `CORPUS#ID`."""
    if output is None:
        return
    from dedupe.read.article_reference import parse_reference

    references = {name: parse_reference(name) for name in articles}
    files = [Path(found.corpus if found else name) for name, found in references.items()]
    require_free([Output("--output", output)], {"furniture file": furniture}, [*files, *inputs])


def _key(path: Path) -> tuple[int, int] | str:
    """Return what is equal for two paths to one file: its number, or its real path where there is none."""
    with suppress(OSError, ValueError):
        status = path.stat()
        return status.st_dev, status.st_ino
    return os.path.realpath(path)


def _is_special(path: Path) -> bool:
    with suppress(OSError, ValueError):
        return not stat.S_ISREG(path.stat().st_mode)
    return False


def _is_within(path: Path, folders: Sequence[str]) -> bool:
    real = Path(os.path.realpath(path))
    return any(real.is_relative_to(folder) for folder in folders)


def _is_article(path: Path) -> bool:
    if format_by_name(path.name) is None:
        return False
    try:
        with path.open("rb") as file:
            return not _REPORT.search(file.read(_LOOKED_AT))
    except OSError:
        return False
