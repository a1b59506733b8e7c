"""Regular expressions that are compiled when they are first used, for those that many runs do not use."""

from __future__ import annotations

import re
from typing import Any, cast

_METHODS = ("findall", "finditer", "fullmatch", "match", "search", "split", "sub", "subn")


def pattern(source: str, flags: int = 0) -> re.Pattern[str]:
    r"""Return what `re.compile` does, but that it is compiled by the first use.

    Many letters of many scripts between brackets take milliseconds each, as long as the import of some modules.

    >>> pattern(r"\bports?\b").findall("a port, ports and a report")
    ['port', 'ports']
    """
    return cast("re.Pattern[str]", _Pattern(source, flags))


class _Pattern:
    """A regular expression whose methods take their places here at the first use of one of them."""

    __slots__ = ("_flags", "_source", *_METHODS)

    def __init__(self, source: str, flags: int) -> None:
        self._source, self._flags = source, flags

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - whatever an expression has
        compiled = re.compile(self._source, self._flags)
        for method in _METHODS:
            setattr(self, method, getattr(compiled, method))
        return getattr(compiled, name)
