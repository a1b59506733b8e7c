"""`dedupe furniture`."""

from __future__ import annotations

from dedupe.cli import options
from dedupe.cli.protected_outputs import require_output_free
from dedupe.cli.terminal import write


def furniture(
    paths: options.Paths,
    output: options.Output = None,
    k: options.Shingle = options.K,
    max_file_size: options.MaxFileSize = options.MAX_FILE_SIZE,
) -> None:
    """Print the page furniture that articles teach, to be edited.

    The file is for `dedupe check --furniture`.

    Exit code: 0, 2 could not read.
    """
    require_output_free(output, [], None, paths)
    from dedupe.diagnosis.stock_passages import learn
    from dedupe.read.file_selection import FileSelection
    from dedupe.report.furniture_toml import render

    selection = FileSelection(max_file_size=max_file_size)
    write(render(learn(paths, k=k, selection=selection)), output)
