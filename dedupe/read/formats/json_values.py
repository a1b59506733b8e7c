"""JSON to values: of a whole file, or one element of an array after the other; MongoDB's objects unwrapped."""

from __future__ import annotations

import codecs
import json
import re
from collections.abc import Iterator
from json.scanner import NUMBER_RE

from dedupe.errors import InputError
from dedupe.read.formats.reader_input import Source

_CHUNK = 1 << 18
_BLANK = re.compile(r"[ \t\r\n]*")


def parse(data: bytes) -> list[object]:
    """Parse one value or several, one behind the other, or raise an InputError if one is broken, or there is none."""
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
    if kind in ("$numberLong", "$numberInt") and re.fullmatch(r"-?\d+", str(inner)):
        return int(str(inner))
    return value


_DECODER = json.JSONDecoder(object_hook=plain_value)


class ArrayElements:
    """The elements of an array, each with the line that it begins on; the source is at the beginning of the array."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self._decoder = codecs.getincrementaldecoder("utf-8-sig")()
        self._text, self._at, self._line = "", 0, 1
        self._is_over = False

    def __iter__(self) -> Iterator[tuple[object, int]]:
        self._expect("[")
        if self._next() == "]":
            return
        while True:
            self._next()
            line = self._line
            yield self._value(), line
            if self._next() == "]":
                return
            self._expect(",")

    def _more(self) -> bool:
        """Read on; what was used is let go."""
        if self._is_over:
            return False
        data = self._source.stream.read(_CHUNK)
        self._is_over = not data
        try:
            more = self._decoder.decode(data, final=not data)
        except UnicodeDecodeError:
            raise InputError(f"not UTF-8, after line {self._line}") from None
        self._text, self._at = self._text[self._at :] + more, 0
        return True

    def _next(self) -> str:
        """Skip white space, and return the next character, empty at the end."""
        while True:
            start = self._at
            self._at = _behind_blank(self._text, self._at)
            self._line += self._text.count("\n", start, self._at)
            if self._at < len(self._text):
                return self._text[self._at]
            if not self._more():
                return ""

    def _expect(self, wanted: str) -> None:
        if (found := self._next()) != wanted:
            what = f"{wanted} is wanted" if found else "it ends in the middle"
            raise InputError(f"broken JSON in line {self._line}: {what}")
        self._at += 1

    def _value(self) -> object:
        """Parse an element, with twice as much text as before as long as it is not whole."""
        while True:
            try:
                value, end = _DECODER.raw_decode(self._text, self._at)
            except RecursionError:
                raise InputError(f"JSON nested too deeply, in line {self._line}") from None
            except ValueError as error:
                self._grow(str(error))
                continue
            if end == len(self._text) and self._more_of_a_number():
                continue
            self._line += self._text.count("\n", self._at, end)
            self._at = end
            return value

    def _more_of_a_number(self) -> bool:
        """Read on after a number at the very end of what was read, which may go on."""
        return NUMBER_RE.match(self._text, self._at) is not None and self._more()

    def _grow(self, reason: str) -> None:
        held = len(self._text) - self._at
        if held > self._source.max_size:
            raise InputError(f"an element of over {self._source.max_size:,} bytes in line {self._line}, the limit")
        grown = self._more()
        while grown and len(self._text) < min(2 * held, self._source.max_size):
            grown = self._more()
        if not grown:
            raise InputError(f"broken JSON in line {self._line}: {reason}"[:200])
