"""Text from anywhere made safe to be shown on a terminal and in the log of a CI run."""

from __future__ import annotations

import re

_UNSAFE = re.compile(
    "[\0-\x1f\x7f-\x9f"  # C0 and C1 controls, the escape character among them
    "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"  # controls of bidirectional text
    "\u2028\u2029\ufeff\ufff9-\ufffb\U000e0000-\U000e007f\ud800-\udfff]"
    r"|:(?=:[A-Za-z])|#(?=#(?:vso)?\[)"  # commands to a CI runner: ::error, ##[group], ##vso[task]
)


def printable(text: str) -> str:
    r"""Write what could act on a terminal, or on a CI runner, as an escape; a tab as a space.

    >>> print(printable("ferry\x1b[2J\u202e.txt"))
    ferry\x1b[2J\u202e.txt
    """
    return _UNSAFE.sub(_escape, text.replace("\t", " "))


def printable_json(text: str) -> str:
    r"""Write the same characters of a JSON text as escapes, which changes nothing in its meaning.

    >>> print(printable_json('{"id": "ferry\u202e.txt"}'))
    {"id": "ferry\u202e.txt"}
    """
    return _UNSAFE.sub(_escape_json, text)


def _escape_json(match: re.Match[str]) -> str:
    if match[0] == "\n":
        return "\n"
    units = match[0].encode("utf-16-be", "surrogatepass").hex()
    return "".join(f"\\u{units[at : at + 4]}" for at in range(0, len(units), 4))


def _escape(match: re.Match[str]) -> str:
    code = ord(match[0])
    if code < 0x100:
        return f"\\x{code:02x}"
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"
