"""The cases that a folder of news holds: copies of every kind, and what only looks like one."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from benchmarks.newsroom.draws import between
from benchmarks.newsroom.folder import OUTLETS
from benchmarks.newsroom.recipes import CUT, LIFTED, REWORKED, TOUCHED, UPDATED
from benchmarks.newsroom.speech import speeches, with_marks, without_marks
from benchmarks.newsroom.story import event, report, story

if TYPE_CHECKING:
    from collections.abc import Callable
    from random import Random

    from benchmarks.newsroom.draft import Change
    from benchmarks.newsroom.folder import Folder, Published
    from benchmarks.newsroom.story import Story

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


def apart(folder: Folder, seed: str, rng: Random) -> None:
    """Two reports of one speech, quotation marks on both sides."""
    ours = _own_report(folder, seed, rng)
    theirs = _own_report(folder, seed, rng, ours, frames="frame_apart")
    _pair_apart("apart", folder, rng, ours, theirs, "quotes")


def bare(folder: Folder, seed: str, rng: Random) -> None:
    """Two reports of one statement, which only one of them prints between quotation marks."""
    ours = _own_report(folder, seed, rng)
    theirs = _own_report(folder, seed, rng, ours, frames="")
    _pair_apart("bare", folder, rng, ours, theirs, "quotes")


def same_event(folder: Folder, seed: str, rng: Random) -> None:
    """Two reports of one event that talked to different people."""
    ours = _own_report(folder, seed, rng)
    theirs = _own_report(folder, seed, rng, ours, others=True)
    _pair_apart("same_event", folder, rng, ours, theirs, "none")


def brief(folder: Folder, seed: str, rng: Random) -> None:
    """A brief of about 40 words lifted whole into a long article."""
    wire = report(event(seed, folder.language), rng, 2, said=())
    folder.derived("brief", wire, folder.wire(wire), folder.copy(wire, LIFTED, rng))


def furniture(folder: Folder, seed: str, rng: Random) -> None:
    """Two unrelated stories on the pages of one outlet."""
    outlet = between(rng, 0, OUTLETS - 1)
    pages = [
        folder.copy(_own_report(folder, f"{seed}/{number}", rng), (), rng, outlet=outlet)
        for number in range(2)
    ]
    first, second = sorted(pages, key=lambda page: page.article.date or "")
    folder.pair("furniture", first, second, known="none")


def alone(folder: Folder, seed: str, rng: Random) -> None:
    """A story that nobody else has."""
    folder.copy(_own_report(folder, seed, rng), (), rng)


CASES: tuple[Case, ...] = (
    exact, near, wholly, partially, spread, common, version, apart, bare, same_event, brief,
    furniture, alone,
)  # fmt: skip


def _copied(
    case: str,
    folder: Folder,
    seed: str,
    rng: Random,
    changes: tuple[Change, ...],
    *,
    plain: bool = False,
) -> None:
    wire = story(seed, folder.language)
    source = folder.wire(wire)
    folder.derived(case, wire, source, folder.copy(wire, changes, rng, plain=plain))


def _siblings(case: str, folder: Folder, copies: list[Published]) -> None:
    for index, copy in enumerate(copies):
        for other in copies[:index]:
            folder.pair(case, other, copy, origin="common")


def _own_report(
    folder: Folder,
    seed: str,
    rng: Random,
    after: Story | None = None,
    *,
    frames: str = "frame",
    others: bool = False,
) -> Story:
    what = event(seed, folder.language)
    said = speeches(what)[3:] if others else speeches(what)[:3]
    printer = partial(with_marks, frames=frames) if frames else without_marks
    used = after.used if after else frozenset()
    return report(what, rng, between(rng, 8, 14), used=used, said=said, printer=printer, wire=False)


def _pair_apart(
    case: str, folder: Folder, rng: Random, ours: Story, theirs: Story, known: str
) -> None:
    outlet = between(rng, 0, OUTLETS - 2)
    first = folder.copy(ours, (), rng, outlet=outlet)
    second = folder.copy(theirs, (), rng, outlet=outlet + 1)
    folder.pair(case, first, second, known=known)
