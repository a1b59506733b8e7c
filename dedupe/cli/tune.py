"""`dedupe tune`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from dedupe.align.alignment import LEAST_NARRATIVE
from dedupe.cli import options
from dedupe.cli.effective_config import setting_for
from dedupe.cli.terminal import terminal_for
from dedupe.errors import ConfigError
from dedupe.process_signals import ended_by_interrupt

if TYPE_CHECKING:
    from dedupe.comparison.comparison import Comparison
    from dedupe.report.terminal import Terminal

Answer = Literal["y", "n", "s", "q"]
_ANSWERS: dict[str, Answer] = {"y": "y", "n": "n", "s": "s", "": "s", "q": "q"}


def tune(
    paths: options.Paths,
    labels: options.Labels = None,
    most: options.MostPairs = 40,
    k: options.Shingle = options.K,
    max_file_size: options.MaxFileSize = options.MAX_FILE_SIZE,
    furniture: options.Furniture = None,
    least_narrative: options.LeastNarrative = LEAST_NARRATIVE,
    color: options.Color = "auto",
) -> None:
    """Label borderline pairs, and get a better threshold.

    It shows how often a check is right.

    Without a terminal nothing is asked, and --labels is needed.

    Exit code: 0, 2 could not check, or there is neither a terminal nor --labels.
    """
    is_terminal = sys.stdin.isatty() and sys.stdout.isatty()
    if not is_terminal and labels is None:
        raise ConfigError("there is no terminal to ask on; --labels FILE gives labels from a file")
    from dedupe.diagnosis.tune import Tuner, read_labels
    from dedupe.pipeline.find_candidates import search_folder
    from dedupe.report.tune import render_tuning

    known, setting = read_labels(labels) if labels else {}, setting_for(None)
    criteria = setting.criteria(furniture, k, least_narrative)
    found = search_folder(paths, criteria=criteria, selection=setting.selection(max_file_size=max_file_size))
    tuner, terminal = Tuner(found, criteria.outlets), terminal_for(color)
    if is_terminal:
        asked = [pair for pair in tuner.borderline(most + len(known)) if _key(pair) not in known]
        with ended_by_interrupt():
            _ask(asked[:most], known, labels, terminal)
    sys.stdout.write(render_tuning(tuner.tune(known), terminal))


def _ask(pairs: list[Comparison], known: dict[frozenset[str], bool], labels: Path | None, terminal: Terminal) -> None:
    """Show pairs and take labels, until there are no more, or the user has enough."""
    from dedupe.diagnosis.tune import add_label
    from dedupe.report.tune import render_pair

    for number, comparison in enumerate(pairs, 1):
        print(f"\n{terminal.paint(f'Pair {number} of {len(pairs)}', 'bold')}\n")
        print(render_pair(comparison, terminal))
        answer = _answer()
        if answer == "q":
            break
        if answer != "s":
            known[_key(comparison)] = answer == "y"
            if labels:
                add_label(labels, comparison.source.id, comparison.target.id, answer == "y")
    print()


def _answer() -> Answer:
    """Ask until the answer is one; the end of the input is to quit."""
    while True:
        try:
            typed = input("Is one a copy of the other, or both of a third? [y/n/s(kip)/q(uit)] ")
        except EOFError:
            return "q"
        answer = _ANSWERS.get(typed.strip().casefold()[:1])
        if answer is not None:
            return answer


def _key(comparison: Comparison) -> frozenset[str]:
    return frozenset({comparison.source.id, comparison.target.id})
