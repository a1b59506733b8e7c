"""Figures of an earlier run, kept as ratios to rensa in the same run, so that a slowdown shows."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from benchmarks.tables import Table

RATIO = "× rensa"
OURS = "dedupe"
_SLOWER = 1.25  # times; less is the weather on a shared machine


def ratios(table: Table) -> dict[str, float]:
    """Return for each process of this project how many times as fast as rensa it was, by its name."""
    at = table.columns.index(RATIO)
    found = {str(row[0]): row[at] for row in table.rows if str(row[0]).startswith(OURS)}
    return {name: ratio for name, ratio in found.items() if isinstance(ratio, float)}


def write(path: Path, sizes: Mapping[str, int], found: Mapping[str, float]) -> None:
    """Write ratios and the sizes that they hold for as JSON."""
    rounded = {name: round(ratio, 3) for name, ratio in found.items()}
    text = json.dumps({"sizes": dict(sizes), RATIO: rounded}, indent=1, ensure_ascii=False)
    path.write_text(f"{text}\n", encoding="utf-8")


def read(path: Path, sizes: Mapping[str, int]) -> dict[str, float]:
    """Read ratios that hold for these sizes; none where the file is of others.

    Raises:
        OSError: there is no such file.
    """
    written = json.loads(path.read_text(encoding="utf-8"))
    return dict(written[RATIO]) if written["sizes"] == sizes else {}


def compare(found: Mapping[str, float], earlier: Mapping[str, float]) -> str:
    """Return a line for each process: its ratio to rensa now and before, and whether it is slower."""
    if not (found and earlier):
        return "Nothing to compare with: the baseline has other sizes, or rensa did not run."
    lines = []
    for name in sorted(found.keys() & earlier.keys()):
        slower = earlier[name] / found[name]
        verdict = f"SLOWER, {slower:.2f} times the processor time" if slower > _SLOWER else "no slower"
        lines.append(f"{name}: {found[name]:.2f} {RATIO}, {earlier[name]:.2f} before: {verdict}")
    return "\n".join(lines)
