"""`dedupe cache info` and `clear`, and where a run keeps its cache."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from dedupe.cli import options
from dedupe.cli.option_values import group
from dedupe.cli.terminal import write
from dedupe.report.escape import for_terminal

if TYPE_CHECKING:
    from dedupe.cli.effective_config import Setting

cache = group("What runs keep, so that the next ones are faster.")


@cache.command()
def info(cache_dir: options.CacheDir = None) -> None:
    """Show where the cache is, and how much it holds."""
    from dedupe.cache import folder_contents

    folder = cache_folder(cache_dir)
    held = folder_contents.info(folder)
    write(f"{for_terminal(str(folder))}: {held.values:,} values, {held.size / 1e6:,.1f} MB, {held.runs:,} runs\n", None)


@cache.command()
def clear(cache_dir: options.CacheDir = None) -> None:
    """Delete the cache; the next run takes as long as the first."""
    from dedupe.cache import folder_contents

    folder = cache_folder(cache_dir)
    write(f"{for_terminal(str(folder))}: {folder_contents.clear(folder) / 1e6:,.1f} MB deleted\n", None)


def cache_folder(given: Path | None, setting: Setting | None = None) -> Path:
    """Find the folder of the cache: the one named, or one beside the configuration."""
    from dedupe.cache.folder_contents import FOLDER
    from dedupe.cli.effective_config import setting_for

    return given or (setting or setting_for(None)).config.folder / FOLDER
