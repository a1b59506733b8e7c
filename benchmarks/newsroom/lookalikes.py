"""Articles that share text, or seem to, and are no copies of each other."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from benchmarks.newsroom import additions
from benchmarks.newsroom.draws import between, pick, sample, seeded
from benchmarks.newsroom.folder import OUTLETS, SISTERS
from benchmarks.newsroom.speech import speeches, with_marks, without_marks
from benchmarks.newsroom.story import event, filled_form, report

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from random import Random

    from benchmarks.newsroom.bulk import Sample
    from benchmarks.newsroom.folder import Folder, Published
    from benchmarks.newsroom.outlets import House
    from benchmarks.newsroom.revision import Change
    from benchmarks.newsroom.story import Story

FORMS = ("form_court", "form_weather", "form_results")


def apart(folder: Folder, seed: str, rng: Random) -> None:
    """Two reports of one speech, quotation marks on both sides."""
    ours = own_report(folder, seed, rng)
    theirs = own_report(folder, seed, rng, ours, frames="frame_apart")
    _pair_apart("apart", folder, rng, ours, theirs, "quotes")


def bare(folder: Folder, seed: str, rng: Random) -> None:
    """Two reports of one statement, which only one of them prints between quotation marks."""
    ours = own_report(folder, seed, rng)
    theirs = own_report(folder, seed, rng, ours, frames="")
    _pair_apart("bare", folder, rng, ours, theirs, "quotes")


def same_event(folder: Folder, seed: str, rng: Random) -> None:
    """Two reports of one event that talked to different people."""
    ours = own_report(folder, seed, rng)
    theirs = own_report(folder, seed, rng, ours, others=True)
    _pair_apart("same_event", folder, rng, ours, theirs, "none")


def dashes(folder: Folder, seed: str, rng: Random) -> None:
    """Two reports of one speech, with a dash before what is said and no quotation marks."""
    ours = own_report(folder, seed, rng, frames="frame_dash")
    theirs = own_report(folder, seed, rng, ours, frames="frame_dash")
    _pair_apart("dashes", folder, rng, ours, theirs, "quotes")


def furniture(folder: Folder, seed: str, rng: Random) -> None:
    """Two unrelated stories on the pages of one outlet."""
    outlet = between(rng, 0, OUTLETS - 1)
    pages = [folder.copy(own_report(folder, f"{seed}/{number}", rng), (), rng, outlet=outlet) for number in range(2)]
    folder.pair("furniture", *_by_date(pages), known="none")


def sisters(folder: Folder, seed: str, rng: Random) -> None:
    """Two unrelated stories of two outlets of one house, both with its newsletter form among the text."""
    _on_sister_pages("sisters", folder, seed, rng, _with_newsletter)


def links(folder: Folder, seed: str, rng: Random) -> None:
    """Two unrelated stories of two outlets of one house, both with its headlines behind names."""
    _on_sister_pages("links", folder, seed, rng, _with_links)


def form(folder: Folder, seed: str, rng: Random) -> None:
    """One form, filled in by two outlets with the facts of two cases."""
    name, outlet = pick(rng, FORMS), between(rng, 0, OUTLETS - 2)
    filled = [
        folder.copy(filled_form(event(f"{seed}/{n}", folder.language), rng, name), (), rng, outlet=outlet + n)
        for n in range(2)
    ]
    folder.pair("form", *_by_date(filled), known="form")


def one_form(seed: int, articles: int, form: str, language: str = "en") -> Iterator[Sample]:
    """One form in every article, filled in with the facts of another event; none has a source."""
    for number in range(articles):
        filled = filled_form(event(f"{seed}/{number}", language), seeded(seed, form, number), form)
        yield f"{number:07}", "\n\n".join(filled.article.texts), None


def own_report(
    folder: Folder, seed: str, rng: Random, after: Story | None = None, *, frames: str = "frame", others: bool = False
) -> Story:
    """One outlet's own report of an event, written apart from an earlier one if there is one."""
    what = event(seed, folder.language)
    said = speeches(what)[3:] if others else speeches(what)[:3]
    printer = partial(with_marks, frames=frames) if frames else without_marks
    used = after.used if after else frozenset()
    return report(what, rng, between(rng, 8, 14), used=used, said=said, printer=printer, wire=False)


def _pair_apart(case: str, folder: Folder, rng: Random, ours: Story, theirs: Story, known: str) -> None:
    outlet = between(rng, 0, OUTLETS - 2)
    first = folder.copy(ours, (), rng, outlet=outlet)
    second = folder.copy(theirs, (), rng, outlet=outlet + 1)
    folder.pair(case, first, second, known=known)


def _on_sister_pages(
    case: str, folder: Folder, seed: str, rng: Random, dress: Callable[[House, Random], Change]
) -> None:
    number = between(rng, 0, len(folder.houses) - 1)
    pages = []
    for nth, sister in enumerate(sample(rng, range(SISTERS), 2)):
        story = own_report(folder, f"{seed}/{nth}", rng)
        change = dress(folder.houses[number], rng)
        pages.append(folder.copy(story, (change,), rng, outlet=SISTERS * number + sister))
    folder.pair(case, *_by_date(pages), known="none")


def _with_newsletter(house: House, rng: Random) -> Change:
    place = pick(rng, (additions.insert, additions.append))
    return partial(place, paragraph=house.newsletter)


def _with_links(house: House, _rng: Random) -> Change:
    return partial(additions.add_links, links=house.links)


def _by_date(pages: list[Published]) -> tuple[Published, Published]:
    first, second = sorted(pages, key=lambda page: page.article.date or "")
    return first, second
