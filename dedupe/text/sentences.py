"""Where the sentences of a paragraph begin and end."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from dedupe.lazy_regex import pattern
from dedupe.package_data import read_table
from dedupe.punctuation import CLOSING, OPENING, STOPS, UNSPACED_STOPS
from dedupe.text.characters import fold_character
from dedupe.text.language import stopwords

Span = tuple[int, int]
_END = pattern(  # one class first: it is what the search goes by
    rf"[{STOPS}{UNSPACED_STOPS}](?:"
    rf"(?<=[{STOPS}])[{STOPS}]*(?:\s[»›]|[{CLOSING}]*)(?=\s)"
    rf"|(?<=[{UNSPACED_STOPS}])[{UNSPACED_STOPS}]*[{CLOSING}]*)"
)
_LAST_WORD = pattern(  # all up to it first: a search would begin anew at each letter
    rf"(?:.*(?:(?=(?<=\w)['’]\w+\Z)|[\s{OPENING}’]))?(.*)", re.DOTALL
)
_NEXT_WORD = pattern(r"\W{0,40}(\w{1,40})")  # bounded, or many full stops would take for ever
_GLUED = pattern(  # likewise
    rf"[{STOPS}](?<=[^\W\d_]{{2}}[{STOPS}])[{STOPS}]*[”’»)\]]*(?=[“„«‘(\[]*\"?[^\W\d_]{{2}})"
)
_ADDRESS = pattern(r"[@/]|www\.", re.IGNORECASE)
_LONGEST_WORD = 40
_LONGEST_ORDINAL = 2  # digits; a longer number before a full stop is a year or an amount


@dataclass(frozen=True, slots=True)
class _Rules:
    """What keeps a full stop from ending a sentence."""

    abbreviations: frozenset[str]  # lower case, without the last full stop
    ordinals: bool  # whether a full stop makes a number an ordinal
    openers: frozenset[str]  # folded function words that begin sentences, rather than follow an ordinal


def sentence_spans(text: str, code: str | None) -> tuple[Span, ...]:
    """Split one paragraph into sentences.

    >>> text = "Am 3. März kam Dr. Roth. Er blieb bis 5. Mai."
    >>> [text[start:end] for start, end in sentence_spans(text, "de")]
    ['Am 3. März kam Dr. Roth.', 'Er blieb bis 5. Mai.']

    Args:
        code: its language (ISO 639-1), None where it is unknown.

    Two sentences with no blank between them are two:

    >>> sentence_spans("The slip was closed.Nobody was hurt.", "en")
    ((0, 20), (20, 36))

    Returns:
        Start and end of each sentence in characters, without the white space around it, in order; none
        of a text that is all white space.
    """
    rules, length = _rules(code), len(text.rstrip())
    cuts = [found.end() for found in _END.finditer(text, 0, length) if _is_end(text, found, rules)]
    if glued := [*glued_ends(text, code)]:
        inside = {at for start, end in glued for at in range(start, end)}
        cuts = sorted({*cuts} - inside | {end for _, end in glued})
    spans, start = list[Span](), 0
    for end in (*cuts, length):
        start = end - len(text[start:end].lstrip())
        if start < end:
            spans.append((start, end))
        start = end
    return tuple(spans)


def glued_ends(text: str, code: str | None) -> Iterator[Span]:
    """Find where a sentence ends in small letters and the next begins with a capital, without a blank.

    >>> list(glued_ends("The slip was closed.Nobody was hurt.", "en"))
    [(19, 20)]

    A straight quotation mark between the two closes a quotation where it is the second, the fourth ... of its
    paragraph.

    Args:
        code: as in `sentence_spans`.

    Yields:
        Start and end of the marks between the two sentences, in characters.
    """
    rules = _rules(code)
    marks, counted = 0, 0
    for found in _GLUED.finditer(text):
        start, end = found.span()
        marks, counted = marks + text.count('"', counted, end), end
        following = _NEXT_WORD.match(text, end)
        if not following or not text[start - 1].islower() or not following[1].istitle():
            continue
        word = _last_word(text, start)
        if word.casefold() not in rules.abbreviations and not _ADDRESS.search(word + following[0]):
            is_closing = text[end] == '"' and marks % 2
            yield start, end + is_closing


def _is_end(text: str, found: re.Match[str], rules: _Rules) -> bool:
    """Return whether a sentence ends at a mark."""
    if found[0][0] in "。！？":
        return True
    following = _NEXT_WORD.match(text, found.end())
    if following and following[1][0].islower():
        return False
    if found[0] != ".":
        return True
    word = _last_word(text, found.start()).casefold()
    if word.isdecimal():
        is_open = rules.ordinals and len(word) <= _LONGEST_ORDINAL
    else:
        is_open = word in rules.abbreviations or all(map(_is_letter, word.split(".")))
    return not is_open or (following is not None and _is_opener(following[1], rules))


def _last_word(text: str, end: int) -> str:
    """Return the word, or the end of a long one, that stands directly before an offset."""
    first = max(0, end - _LONGEST_WORD)
    word = text[first:end].rpartition(" ")[2]
    if word.isalpha():  # as most are
        return word
    before = _LAST_WORD.match(text, first, end)
    return before[1] if before else ""


def _is_letter(text: str) -> bool:
    return len(text) == 1 and text.isalpha()


def _is_opener(word: str, rules: _Rules) -> bool:
    return "".join(map(fold_character, word)) in rules.openers


@cache
def _rules(code: str | None) -> _Rules:
    table = read_table("abbreviations").get(code or "", {})
    return _Rules(
        frozenset(str(table.get("words", "")).split()),
        bool(table.get("ordinals", False)),
        stopwords().get(code or "", frozenset()),
    )
