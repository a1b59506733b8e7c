"""What the standard output is connected to, and writing a report there or to a file."""

from __future__ import annotations

import os
import shutil
import sys
from typing import TYPE_CHECKING

from dedupe.cli.options import Color
from dedupe.cli.streams import tell
from dedupe.report.terminal import PLAIN, Terminal
from dedupe.report.write import write_atomically

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

_MOST_REMARKS = 10


def terminal_for(color: Color, output: Path | None = None) -> Terminal:
    """Find out how a text report is to look.

    Args:
        output: the file it goes to, None for the standard output.
    """
    is_terminal = output is None and sys.stdout.isatty()
    width = shutil.get_terminal_size().columns if is_terminal else PLAIN.width
    wanted = is_terminal and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    return Terminal(width, color == "always" or (color == "auto" and wanted))


def write(report: str | Iterable[str], output: Path | None) -> None:
    """Write a report, whole or piece by piece, to a file, or to the standard output.

    Raises:
        DedupeError: the file cannot be written.
        OSError: the standard output cannot be written to.
    """
    texts = [report] if isinstance(report, str) else report
    if output is not None:
        write_atomically(output, texts)
    else:
        sys.stdout.writelines(texts)


def remark(remarks: Sequence[str], elsewhere: str = "") -> None:
    """Write on the standard error what a report has no place for.

    Args:
        remarks: of which the first ten are shown.
        elsewhere: what has all of them, if anything has.
    """
    for line in remarks[:_MOST_REMARKS]:
        tell(f"note: {line}")
    if (more := len(remarks) - _MOST_REMARKS) > 0:
        tell(f"note: and {more:,} more{elsewhere and f'; {elsewhere} have all'}")


def qualified_remark(names: Sequence[str]) -> list[str]:
    """Write once that articles have an identity that another one has; nothing if none has."""
    if not names:
        return []
    one = len(names) == 1
    return [
        f"{len(names):,} {'article has' if one else 'articles have'} an id that another has, and "
        f"{'is' if one else 'are'} named by file and line as well{':' if one else ', such as'} {names[0]}"
    ]
