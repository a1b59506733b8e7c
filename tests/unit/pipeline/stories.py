"""Invented paragraphs to make articles of, and a folder to put them in."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

FERRY = (
    "The harbour board will close the northern ferry terminal in October after two years of falling traffic, it decided on Monday.",
    "Rebuilding the pier would cost $40 million, according to an engineering survey that was paid for by the county.",
    "Dock workers plan to march to the county hall next week and to hand over a petition with 9,000 names.",
    "The terminal opened in 1921 and once carried timber, mail and seasonal pickers to the outer islands.",
    "Passengers from the islands will have to drive forty minutes to the southern pier, where parking is scarce.",
    "The county has set aside a small fund for a shuttle bus, but its drivers say the timetable cannot work in winter.",
    "A decision on the old customs house, which stands beside the terminal, was put off until the spring.",
)
MAYOR = (
    "Voters in Brennfield chose a new mayor on Sunday, a retired vet who campaigned on bus routes and bins.",
    "Turnout was the lowest since the war, and the count was over before the last of the tea had been poured.",
    "Her rival, a builder, said he would not ask for a recount and drove home in the rain to feed his dogs.",
    "The council meets on Thursday to hand over the chain, which was repaired this year after a fall from a shelf.",
)
ORCHARD = (
    "A late frost has cost growers in the Vale half of their plums, and most of them were not insured against it.",
    "Beekeepers moved their hives back down the hill and will try again when the pears are in flower.",
    "Cider makers expect prices to rise by the autumn, though last year's barrels are still half full.",
)
SCHOOL = (
    "Pupils at the lighthouse school built a weather balloon that came down in a field two counties away.",
    "The farmer who found it sent it back with a jar of honey and a note about the wind over his barn.",
    "Their teacher means to fly a second one before the holidays, this time with a camera that works.",
)


def write(folder: Path, articles: Mapping[str, tuple[str, ...] | list[str] | str]) -> Path:
    """Write articles, each given by its paragraphs or as it is."""
    for name, text in articles.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text if isinstance(text, str) else "\n\n".join(text), encoding="utf-8")
    return folder
