"""Texts printed without quotation marks: posts, statements, letters, transcripts, documents."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import groupby
from operator import or_
from typing import NamedTuple

from dedupe.package_data import read_table

_NAME = r"[^\W\d_]\.|[^\W\d_](?<=[A-ZÀ-ÞŁŚŻŽŠČА-ЯΑ-Ω])[\w.'’-]*"
_SPEAKER = re.compile(
    rf"\s*(Q|A|F|[A-ZÀ-Þ][A-ZÀ-Þ.'’ -]{{2,40}}|(?:{_NAME})(?: (?:{_NAME})){{1,3}})(?: \([^)]{{1,40}}\))?:"
    r"\s+\S+(?:\s+\S+){5}"
)
_LABEL = re.compile(r"\s*([A-ZÀ-Þ][^:.!?\n]{0,40}):\s")
_DASH = re.compile(r"\s*(?:[–—―]|--?(?=\s))\s*(?P<first>\w)")
_LEAST_SPEECH = 6  # words behind a dash; fewer are an item of a list
_MOST_ITEMS = 2  # paragraphs with a dash that follow each other and name no speaker; more are a list
_LONGEST_BLOCK = 12
_LEAST_TURNS = 2
_LEAST_SPEAKERS = 2  # whose labels each begin so many paragraphs, of an interview
_SAID_AFTER = re.compile(r"[,!?…–—-]\s+[^\W\d_]{2,}\s(?:[^,.]{0,60}\s)?[^\W\d_]{2,}")
_POST_SIGNATURE = re.compile(r"[—–-]{1,2}\s*[^()\n—–]{1,60}\(@\w{1,20}\)[^.!?]{0,40}\Z")
_POST_OPENING = re.compile(r"\s*[^()\n.:]{1,60}\(?@\w{1,20}\)?\s*(?:[·•:—–-]|\Z|[A-Z\d])")
_POST_LINK = re.compile(r"(?:pic\.twitter\.com/|https?://t\.co/)\w+")


class _Phrases(NamedTuple):
    """The phrases of `dedupe/data/unmarked_quotations.toml`, of all languages."""

    announced: re.Pattern[str]  # what announces a text, at the end of a paragraph
    whole: re.Pattern[str]  # what is printed above a text
    first_person: re.Pattern[str]  # words of somebody who speaks
    reported: re.Pattern[str]  # words about somebody who speaks


@cache
def _phrases() -> _Phrases:
    table = read_table("unmarked_quotations")
    announced, whole, first_person, reported = (
        rf"(?:{'|'.join(table[kind].values())})\b" for kind in ("announced", "whole", "first_person", "reported")
    )
    return _Phrases(
        re.compile(rf"\b{announced}[^.!?]{{0,80}}:\s*\Z", re.IGNORECASE),
        re.compile(rf"\s*{whole}", re.IGNORECASE),
        re.compile(rf"\b{first_person}", re.IGNORECASE),
        re.compile(rf"\b{reported}", re.IGNORECASE),
    )


def find_unmarked_quotations(paragraphs: Sequence[str]) -> tuple[bool, ...]:
    """Return for each paragraph whether it reprints a text of somebody else without quotation marks.

    Posts; turns of a transcript or an interview ("Hanne Pruett: We could see ..."); speech that a dash
    begins, as in Norwegian, Russian, Spanish or Polish; what follows an announcement that ends in a colon
    ("said in a statement:"), as long as it speaks in the first person and nobody is reported to have
    said it.
    """
    flags = [is_post(paragraph) for paragraph in paragraphs]
    phrases = _phrases()
    turns = list(map(or_, _named_turns(paragraphs), _labelled_turns(paragraphs)))
    if sum(turns) >= _LEAST_TURNS:
        flags = [post or turn for post, turn in zip(flags, turns, strict=True)]
    for start, end in _dashed(paragraphs):
        flags[start:end] = [True] * (end - start)
    for index, paragraph in enumerate(paragraphs):
        is_announced = paragraph.rstrip()[-1:] == ":" and phrases.announced.search(paragraph)
        if is_announced or phrases.whole.match(paragraph):
            for following in _block(paragraphs, index + 1):
                flags[following] = True
    return tuple(flags)


def _named_turns(paragraphs: Sequence[str]) -> list[bool]:
    """Find the paragraphs that begin with a speaker's name: "Hanne Pruett: ..."; not briefs under the names of places.

    Somebody speaks again, or most speak of themselves.
    """
    found = [_SPEAKER.match(text) if ":" in text else None for text in paragraphs]
    counts = Counter(speaker[1] for speaker in found if speaker)
    first_person = _phrases().first_person
    speaks = [
        counts[speaker[1]] >= _LEAST_TURNS or first_person.search(text) is not None
        for speaker, text in zip(found, paragraphs, strict=True)
        if speaker
    ]
    is_interview = 2 * sum(speaks) >= len(speaks)
    return [is_interview and speaker is not None for speaker in found]


def _labelled_turns(paragraphs: Sequence[str]) -> list[bool]:
    """Find the paragraphs that are turns of an interview: "Ledger: ..." and "Pruett: ...", again and again."""
    found = [_LABEL.match(text) if ":" in text else None for text in paragraphs]
    counts = Counter(label[1] for label in found if label)
    speakers = {label for label, count in counts.items() if count >= _LEAST_TURNS}
    if len(speakers) < _LEAST_SPEAKERS:
        return [False] * len(paragraphs)
    return [label is not None and label[1] in speakers for label in found]


def _dashed(paragraphs: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Yield where paragraphs stand that begin with a dash and are speech, not items of a list."""
    dashes = map(_DASH.match, paragraphs)
    speech = [bool(dash) and len(text.split()) > _LEAST_SPEECH for dash, text in zip(dashes, paragraphs, strict=True)]
    if not any(speech):
        return
    for is_speech, places in groupby(range(len(speech)), speech.__getitem__):
        run = list(places)
        if is_speech and (len(run) <= _MOST_ITEMS or any(_names_speaker(paragraphs[at]) for at in run)):
            yield run[0], run[-1] + 1


def _names_speaker(paragraph: str) -> bool:
    dash = _DASH.match(paragraph)
    return dash is not None and _SAID_AFTER.search(paragraph, dash.end()) is not None


def _block(paragraphs: Sequence[str], start: int) -> range:
    """Find how far a text announced just before `start` runs."""
    first_person, reported = _phrases().first_person, _phrases().reported
    end = start
    while end < min(len(paragraphs), start + _LONGEST_BLOCK):
        speaks = first_person.search(paragraphs[end]) is not None
        if not speaks and (end > start or reported.search(paragraphs[end])):
            break
        end += 1
    return range(start, end)


def signature_start(paragraph: str) -> int | None:
    """Find where the line with name, handle and date begins that ends a post, None where none is."""
    match = _POST_SIGNATURE.search(paragraph) if "@" in paragraph else None
    return match.start() if match else None


def is_post(paragraph: str) -> bool:
    """Return whether a paragraph is a post: signed, headed by a handle, or carrying the site's link."""
    return bool(
        ("@" in paragraph and (_POST_SIGNATURE.search(paragraph) or _POST_OPENING.match(paragraph)))
        or (("twitter.com/" in paragraph or "://t.co/" in paragraph) and _POST_LINK.search(paragraph))
    )
