"""The cases that a folder of news holds: copies of every kind, and all that only looks like one."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from benchmarks.newsroom import additions
from benchmarks.newsroom.draws import between
from benchmarks.newsroom.folder import OUTLETS
from benchmarks.newsroom.lookalikes import apart, bare, dashes, form, furniture, links, own_report, same_event, sisters
from benchmarks.newsroom.recipes import CUT, LIFTED, RETOLD, REWORKED, TOUCHED, UPDATED
from benchmarks.newsroom.segments import Segment, is_prose, lay_out
from benchmarks.newsroom.story import event, report, story
from benchmarks.newsroom.writer import Writer

if TYPE_CHECKING:
    from collections.abc import Callable
    from random import Random

    from benchmarks.newsroom.folder import Folder, Published
    from benchmarks.newsroom.revision import Change

    Case = Callable[[Folder, str, Random], None]


def exact(folder: Folder, seed: str, rng: Random) -> None:
    """The same text from another outlet."""
    _copied("exact", folder, seed, rng, (), plain=True)


def near(folder: Folder, seed: str, rng: Random) -> None:
    """House style, a few synonyms, a credit."""
    _copied("near", folder, seed, rng, TOUCHED)


def wholly(folder: Folder, seed: str, rng: Random) -> None:
    """Cut and paraphrased, nothing added."""
    _copied("wholly", folder, seed, rng, CUT)


def partially(folder: Folder, seed: str, rng: Random) -> None:
    """Cut, rewritten, and mixed with the outlet's own reporting."""
    _copied("partially", folder, seed, rng, REWORKED)


def spread(folder: Folder, seed: str, rng: Random) -> None:
    """A wire story and three copies of it, which are also related to each other."""
    wire = story(seed, folder.language)
    source = folder.wire(wire)
    copies = [folder.copy(wire, changes, rng) for changes in (TOUCHED, CUT, REWORKED)]
    for copy in copies:
        folder.derived("spread", wire, source, copy)
    _siblings("spread", folder, copies)


def common(folder: Folder, seed: str, rng: Random) -> None:
    """Two copies of a wire story that is not in the folder."""
    wire = story(seed, folder.language)
    _siblings("common", folder, [folder.copy(wire, changes, rng) for changes in (CUT, REWORKED)])


def version(folder: Folder, seed: str, rng: Random) -> None:
    """An outlet's story, and its own update of it."""
    own = report(event(seed, folder.language), rng, between(rng, 8, 16), wire=False)
    outlet = between(rng, 0, OUTLETS - 1)
    first = folder.copy(own, (), rng, outlet=outlet)
    update = folder.copy(own, UPDATED, rng, outlet=outlet)
    folder.pair("version", first, update, known="version", origin="source")


def brief(folder: Folder, seed: str, rng: Random) -> None:
    """A brief of about 40 words lifted whole into a long article."""
    wire = report(event(seed, folder.language), rng, 2, said=())
    folder.derived("brief", wire, folder.wire(wire), folder.copy(wire, LIFTED, rng))


def retold(folder: Folder, seed: str, rng: Random) -> None:
    """Every fact kept, and two sentences told as one."""
    _copied("retold", folder, seed, rng, RETOLD)


def excerpt(folder: Folder, seed: str, rng: Random) -> None:
    """An outlet's report with a paragraph of another's own prose between quotation marks."""
    ours = own_report(folder, seed, rng)
    theirs = own_report(folder, seed, rng, ours, others=True)
    outlet = between(rng, 0, OUTLETS - 2)
    first = folder.copy(ours, (), rng, outlet=outlet)
    prose = max((p for p in ours.paragraphs if is_prose(p)), key=lambda p: len(lay_out(p).text))
    writer = Writer(theirs.event, rng, theirs.used)
    house = Segment(folder.outlets[outlet].name)
    writer.given = {"house": (house,), "q1": (Segment(lay_out(prose).text.rstrip(".")),)}
    excerpted = partial(additions.insert, paragraph=writer.paragraph("excerpted"))
    second = folder.copy(theirs, (excerpted,), rng, outlet=outlet + 1)
    folder.pair("excerpt", first, second, known="partially", origin="source")


def alone(folder: Folder, seed: str, rng: Random) -> None:
    """A story that nobody else has."""
    folder.copy(own_report(folder, seed, rng), (), rng)


CASES: tuple[Case, ...] = (
    exact, near, wholly, partially, spread, common, version, apart, bare, same_event, brief,
    furniture, alone, retold, excerpt, sisters, links, form, dashes,
)  # fmt: skip


def _copied(
    case: str, folder: Folder, seed: str, rng: Random, changes: tuple[Change, ...], *, plain: bool = False
) -> None:
    wire = story(seed, folder.language)
    source = folder.wire(wire)
    folder.derived(case, wire, source, folder.copy(wire, changes, rng, plain=plain))


def _siblings(case: str, folder: Folder, copies: list[Published]) -> None:
    for index, copy in enumerate(copies):
        for other in copies[:index]:
            folder.pair(case, other, copy, origin="common")
