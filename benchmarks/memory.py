"""What a process holds in memory together with its children, where the system tells."""

from __future__ import annotations

import re
from collections import defaultdict
from pathlib import Path

_PROC = Path("/proc")


def memory(process: int) -> int:
    """Bytes resident in a process: the most so far if it is alone, else those of all now.

    What several of them share counts once. 0 if the process has ended or the system does not tell.
    """
    try:
        members = family(process)
        if len(members) == 1:
            return _kib(_PROC / str(process) / "status", "VmHWM")
        return sum(_kib(_PROC / str(member) / "smaps_rollup", "Pss") for member in members)
    except OSError:
        return 0


def family(process: int) -> list[int]:
    """The process and all that descend from it."""
    children: defaultdict[int, list[int]] = defaultdict(list)
    for path in _PROC.glob("[0-9]*/stat"):
        try:
            parent = int(path.read_text().rpartition(")")[2].split()[1])
        except OSError:  # it has just ended
            continue
        children[parent].append(int(path.parent.name))
    members = [process]
    for member in members:
        members += children[member]
    return members


def _kib(path: Path, field: str) -> int:
    found = re.search(rf"^{field}:\s+(\d+) kB", path.read_text(), re.MULTILINE)
    return int(found[1]) * 1024 if found else 0
