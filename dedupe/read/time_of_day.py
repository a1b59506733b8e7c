"""The time of day and its zone, as people and systems write them beside a date."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import time, timedelta, timezone

from dedupe.lazy_regex import pattern

_CLOCK = pattern(
    r"(?:(?P<lead>\bklo?\.?\s)|(?<![0-9:.]))(?P<hour>[0-9]{1,2})"
    r"(?:(?:[:h]|(?(lead)\.|\.(?=[0-9]{2}\s*(?:uhr|h|[ap]\.?\s?m|gmt|bst|utc|cet|mez)\b)))(?P<minute>[0-9]{2})"
    r"(?::(?P<second>[0-9]{2})(?:[.,](?P<part>[0-9]{1,9}))?)?)?"
    r"\s*(?:(?P<half>[ap])\.?\s?m\b\.?|(?P<full>(?:uhr|h)\b))?"
)
_ZONE = pattern(
    r"\s?(?:utc|gmt)?\s?(?P<sign>[+−-])(?P<hours>[0-9]{2}):?(?P<minutes>[0-9]{2})(?![0-9:.])"
    r"|\s?(?:utc|gmt)\s?(?P<sign_2>[+−-])(?P<hours_2>[0-9]{1,2})(?![0-9:.])"
    r"|(?P<sign_3>[+−-])(?P<hours_3>[0-9]{2})(?![0-9:.])"
    r"|\s?\(?(?P<name>[a-z]{1,5})\b"
)
# Short names of zones that mean one offset from UTC, in hours, to nearly all who use them.
_ZONES: Mapping[str, float] = {
    "z": 0, "utc": 0, "gmt": 0, "wet": 0, "west": 1, "bst": 1, "cet": 1, "cest": 2, "mez": 1, "mesz": 2,
    "eet": 2, "eest": 3, "msk": 3, "est": -5, "edt": -4, "cdt": -5, "mst": -7, "mdt": -6, "pst": -8,
    "pdt": -7, "akst": -9, "akdt": -8, "hst": -10, "jst": 9, "kst": 9, "hkt": 8, "sgt": 8, "awst": 8,
    "acst": 9.5, "aest": 10, "aedt": 11, "nzst": 12, "nzdt": 13, "sast": 2, "pkt": 5, "brt": -3,
}  # fmt: skip


def take_time_of_day(text: str) -> tuple[time | None, str]:
    """Find the time of day and its zone in a text, and cut them out.

    >>> take_time_of_day("monday, 9. marz 2031, 22.10 uhr")
    (datetime.time(22, 10), 'monday, 9. marz 2031,  ')

    Args:
        text: in lower case, without accents.

    Returns:
        None and the same text where there is no time.
    """
    for found in _CLOCK.finditer(text):
        if not (found["minute"] or found["half"] or found["full"]):
            continue
        hour, minute, second = (int(found[part] or 0) for part in ("hour", "minute", "second"))
        if found["half"]:
            if not 1 <= hour <= 12:
                continue
            hour = hour % 12 + (12 if found["half"] == "p" else 0)
        if hour > 23 or minute > 59 or second > 60:
            continue
        zone, end = _zone(text, found.end())
        fraction = int(f"{found['part'] or '0':0<6.6}")
        clock = time(hour, minute, min(second, 59), fraction, zone)
        start = found.start()
        before = text[:start].removesuffix("t") if text[start - 2 : start - 1].isdigit() else text[:start]
        return clock, f"{before} {text[end:]}"
    return None, text


def _zone(text: str, at: int) -> tuple[timezone | None, int]:
    """Read the zone that stands behind a time; one that is not known counts as none."""
    found = _ZONE.match(text, at)
    if not found:
        return None, at
    if name := found["name"]:
        hours = _ZONES.get(name)
        return (None, at) if hours is None else (timezone(timedelta(hours=hours)), found.end())
    sign = found["sign"] or found["sign_2"] or found["sign_3"]
    hour = int(found["hours"] or found["hours_2"] or found["hours_3"])
    minute = int(found["minutes"] or 0)
    if hour > 14 or minute > 59:
        return None, at
    offset = timedelta(hours=hour, minutes=minute)
    return timezone(offset if sign == "+" else -offset), found.end()
