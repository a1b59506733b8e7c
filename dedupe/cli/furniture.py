"""`dedupe furniture`, and reading what it writes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dedupe.cli.options import (
    MAX_FILE_SIZE,
    K,
    MaxFileSizeOption,
    OutputOption,
    PathsArgument,
    ShingleOption,
)
from dedupe.cli.protected_outputs import require_output_free
from dedupe.cli.terminal import write

if TYPE_CHECKING:
    pass


def furniture(
    paths: PathsArgument,
    output: OutputOption = None,
    k: ShingleOption = K,
    max_file_size: MaxFileSizeOption = MAX_FILE_SIZE,
) -> None:
    """Print the page furniture that articles teach, to be edited.

    The file is for `dedupe check --furniture`.

    Exit code: 0, 2 could not read.
    """
    require_output_free(output, [], None, paths)
    from dedupe.diagnosis.stock_passages import learn
    from dedupe.read.file_selection import FileSelection
    from dedupe.report.diagnosis.furniture_toml import render

    selection = FileSelection(max_file_size=max_file_size)
    write(render(learn(paths, k=k, selection=selection)), output)
