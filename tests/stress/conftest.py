"""Many tries at what stops, corrupts or confuses a run; `make stress` makes more of them and counts them."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest

from tests.e2e.newsroom import COPY, OWN, WIRE, write

_TRIES = "tries"
SIZE = int(os.environ.get("STRESS", "1"))  # of which most tests make a multiple of tries


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.stress)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print the tries of each test, those of its parameters together, whichever process made them."""
    reports = [*terminalreporter.getreports("passed"), *terminalreporter.getreports("failed")]
    tries: Counter[str] = Counter()
    for report in reports:
        name = report.location[2].removeprefix("test_").partition("[")[0].replace("_", " ")
        tries[name] += sum(number for key, number in report.user_properties if key == _TRIES)
    if tries.total():
        terminalreporter.section("tries")
        for name, number in sorted(tries.items()):
            terminalreporter.write_line(f"{number:>8,}  {name}")


@pytest.fixture
def tries(record_property: Callable[[str, int], None]) -> Callable[[int], None]:
    """Count the tries of a test."""

    def count(number: int = 1) -> None:
        record_property(_TRIES, number)

    return count


@pytest.fixture
def random(request: pytest.FixtureRequest) -> Random:
    """Random numbers that are the same at every run; another seed is given by `STRESS_SEED`."""
    return Random(f"{request.node.name} {os.environ.get('STRESS_SEED', '')}")


@pytest.fixture
def newsroom(tmp_path: Path) -> Path:
    """A folder with copies in files and in a corpus."""
    for number in range(4):
        figure = f"{30 + number},200"
        write(tmp_path, f"articles/o{number}/wire.md", WIRE.replace("1,200", figure))
        write(tmp_path, f"articles/o{number}/copy.txt", COPY.replace("1,200", figure))
        write(tmp_path, f"articles/o{number}/own.txt", OWN.replace("Brayford", f"Brayford {number}"))
    lines = [
        f'{{"id": "c{number}", "outlet": "Z{number}", "text": "{" ".join(COPY.split())[number * 9 :]}"}}'
        for number in range(4)
    ]
    write(tmp_path, "corpus.jsonl", "\n".join(lines).replace('"Nobody', "Nobody").replace('that,"', "that,"))
    return tmp_path
