"""JSON to values, those that MongoDB wraps into objects unwrapped."""

from __future__ import annotations

import json
import re

from dedupe.errors import InputError

_BLANK = re.compile(r"[ \t\r\n]*")


def parse(data: bytes) -> list[object]:
    """Parse one value or several, one behind the other.

    Raises:
        InputError: one is broken, or there is none.
    """
    try:
        return _values(data.decode(json.detect_encoding(data)).removeprefix("\ufeff"))
    except UnicodeDecodeError:
        raise InputError("not UTF-8") from None
    except RecursionError:
        raise InputError("JSON nested too deeply") from None
    except ValueError:
        raise InputError("broken JSON") from None


def _values(text: str) -> list[object]:
    values: list[object] = []
    at = _behind_blank(text, 0)
    while not values or at < len(text):
        value, at = _DECODER.raw_decode(text, at)
        values.append(value)
        at = _behind_blank(text, at)
    return values


def _behind_blank(text: str, at: int) -> int:
    found = _BLANK.match(text, at)
    return found.end() if found else at


def plain_value(value: dict[str, object]) -> object:
    """Return the identity, date or number that an object of MongoDB's extended JSON stands for.

    >>> plain_value({"$numberLong": "1930774200000"}), plain_value({"text": "A ferry."})
    (1930774200000, {'text': 'A ferry.'})
    """
    if len(value) != 1:
        return value
    ((kind, inner),) = value.items()
    if kind in ("$oid", "$date"):
        return inner
    if (
        kind in ("$numberLong", "$numberInt")
        and isinstance(inner, str)
        and inner.lstrip("-").isdecimal()
    ):
        return int(inner)
    return value


_DECODER = json.JSONDecoder(object_hook=plain_value)
