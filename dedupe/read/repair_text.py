"""Text as it was written: without entities, letters decoded twice, and characters that nobody sees."""

from __future__ import annotations

import re
from html import unescape
from html.entities import html5

_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_MOST_ESCAPED = 3  # times; `&amp;amp;nbsp;` is a blank that was escaped three times
# What a byte beyond ASCII becomes in cp1252 or ISO 8859-1 where it does not begin a character of UTF-8.
_REST = "\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ"
_CYRILLIC = "[\u0080-\u040f\u0450-\u045f\u2013-\u203a€№™]"  # the same in cp1251, after Р or С
# Each pattern begins with one class, which is what makes the search quick.
_DECODED_TWICE = re.compile(
    "[\u00c2-\u00f4РС](?:"
    f"(?<=[\u00c2-\u00df])[{_REST}]|(?<=[\u00e0-\u00ef])[{_REST}]{{2}}|(?<=[\u00f0-\u00f4])[{_REST}]{{3}}"
    f"|(?<=[РС]){_CYRILLIC}(?:[РС]{_CYRILLIC}){{2}})"
)
# Soft hyphens at line ends are left for `hyphenation`. Joiners mean something in Persian, in the scripts
# of India and in emoji, and nothing beside a Latin letter or figure.
_INVISIBLES = "\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff"
_UNSEEN = re.compile(
    f"[{_INVISIBLES}](?:"
    "(?<!\u00ad)(?<![\u200c\u200d])|(?<=\u00ad)(?![^\\S\n]*\n)"
    "|(?<=[ -\u024f][\u200c\u200d])|(?<=[\u200c\u200d])(?=[ -\u024f]))"
)
_ASCII = bytes(range(128))
_INVISIBLE = re.compile(f"[{_INVISIBLES}]")
# A paragraph of nothing else stays one, so that paragraphs are counted as in the file.
_UNSEEN_LINE = re.compile(f"^([{_INVISIBLES}][{_INVISIBLES} \\t]*)$", re.MULTILINE)
_LINE_BREAKS = {ord(character): " " for character in "\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029"}


def repair(text: str) -> str:
    r"""Undo what systems did to a text on its way.

    HTML entities become their characters. Lines of UTF-8 that were decoded as another encoding are decoded
    as what they are, by ftfy. Invisible characters go: zero-width blanks, marks of direction, soft hyphens
    within lines. A line of nothing but such characters stays as it is.

    >>> repair("caf&eacute;, cafÃ©, ca\u00adf\u200bé &amp;amp; AT&T")
    'café, café, café & AT&T'

    Args:
        text: plain; its line ends stay, so that lines are counted as in the file.
    """
    if "&" in text:
        text = _without_entities(text)
    if text.isascii():
        return text
    if _DECODED_TWICE.search(beyond := _beyond_ascii(text)):  # all of what it finds is beyond ASCII
        text = "\n".join(map(_decoded_once, text.split("\n")))
        beyond = _beyond_ascii(text)
    if not _INVISIBLE.search(beyond):
        return text
    parts = _UNSEEN_LINE.split(text)
    parts[::2] = [_UNSEEN.sub("", part) for part in parts[::2]]
    return "".join(parts)


def _beyond_ascii(text: str) -> str:
    """Return the few characters of a text that are not ASCII."""
    return text.encode("utf-8", "surrogatepass").translate(None, _ASCII).decode("utf-8", "surrogatepass")


def _without_entities(text: str) -> str:
    for _ in range(_MOST_ESCAPED):
        before, text = text, _ENTITY.sub(_character, text)
        if text == before:
            break
    return text


def _character(found: re.Match[str]) -> str:
    entity = found[0]
    if entity[1] != "#" and entity[1:] not in html5:
        return entity
    return unescape(entity).translate(_LINE_BREAKS)


def _decoded_once(line: str) -> str:
    if not _DECODED_TWICE.search(line):
        return line
    from ftfy import fix_encoding

    return fix_encoding(line)
