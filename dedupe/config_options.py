"""The options of the configuration: their names, their types, and what they mean."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar, cast

from dedupe.errors import ConfigError
from dedupe.findings.rules import Severity, rule_of, rules_matching
from dedupe.read.fields import NAMES as FIELD_NAMES
from dedupe.read.formats.registry import NAMES as FORMAT_NAMES

T = TypeVar("T")
LARGEST = 1_000_000_000  # of any number in the settings
_LONGEST_NUMBER = 20  # characters
FAIL_ON = ("note", "warning", "error", "never")


@dataclass(frozen=True, slots=True)
class Outlet:
    """What is known of one outlet."""

    name: str
    paths: tuple[str, ...] = ()  # globs of the files that it published
    credits: tuple[str, ...] = ()  # words by which it credits its sources, beyond those that everyone uses
    names: tuple[str, ...] = ()  # others by which it is known, in metadata and in texts
    group: str | None = None  # the house that it belongs to; what the outlets of one house share is no copy


@dataclass(frozen=True, slots=True)
class Option:
    """One option."""

    read: Callable[[object], object]  # makes a value of what a TOML file has, or raises a ConfigError
    default: object  # as a TOML file would have it
    comment: str  # what it means, for a file to start from
    plain: bool = field(default=True)  # whether it can be given as text too, in the environment


def close_to(word: str, known: Iterable[str]) -> str | None:
    """Find the known word that another one is most like, if any is."""
    from difflib import get_close_matches

    return next(iter(get_close_matches(word, list(known), 1)), None)


def suggestion(word: str, known: Collection[str]) -> str:
    """Suggest the known word that another one is most like; where none is, name all there are.

    >>> suggestion("jsom", ["text", "json"]), suggestion("excel", ["text", "json"])
    ('did you mean json?', 'there are text, json')
    """
    close = close_to(word, known)
    return f"did you mean {close}?" if close else f"there are {', '.join(known)}"


def from_text(option: Option, text: str) -> object:
    """Read a value from words with commas between them, a number, or true or false; a ConfigError if it is none."""
    if isinstance(option.default, list):
        return option.read([word.strip() for word in text.split(",") if word.strip()])
    if isinstance(option.default, bool):
        return option.read({"true": True, "1": True, "false": False, "0": False}.get(text.lower()))
    if isinstance(option.default, int):
        is_number = text.strip().isdecimal() and len(text) < _LONGEST_NUMBER
        return option.read(int(text) if is_number else text)
    return option.read(text)


def _words(value: object) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise ConfigError("a list of strings is wanted")
    return tuple(value)


def _rules(value: object) -> tuple[str, ...]:
    words = _words(value)
    rules_matching(words)
    return words


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise ConfigError("a string is wanted")
    return value


def _flag(value: object) -> bool:
    if not isinstance(value, bool):
        raise ConfigError("true or false is wanted")
    return value


def _count(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value <= LARGEST:
        raise ConfigError(f"a whole number from 0 to {LARGEST:,} is wanted")
    return value


def _one_of(*choices: str) -> Callable[[object], str]:
    def read(value: object) -> str:
        if not isinstance(value, str) or value not in choices:
            raise ConfigError(f"one of {', '.join(choices)} is wanted")
        return value

    return read


def _table(value: object) -> Mapping[str, object]:
    if not isinstance(value, dict):
        raise ConfigError("a table is wanted")
    return cast("dict[str, object]", value)


def _severities(value: object) -> dict[str, str]:
    read = _one_of(*Severity)
    return {rule_of(word).name: _inside(word, read, item) for word, item in _table(value).items()}


def _path_rules(value: object) -> dict[str, tuple[str, ...]]:
    return {glob: _inside(glob, _rules, item) for glob, item in _table(value).items()}


_OUTLET_OPTIONS: dict[str, Callable[[object], object]] = {
    "paths": _words,
    "credits": _words,
    "names": _words,
    "group": _text,
}


def _outlets(value: object) -> tuple[Outlet, ...]:
    return tuple(_outlet(name, item) for name, item in _table(value).items())


def _outlet(name: str, value: object) -> Outlet:
    table = _inside(name, _table, value)
    for key in table.keys() - _OUTLET_OPTIONS.keys():
        hint = suggestion(key, _OUTLET_OPTIONS)
        raise ConfigError(f"{name}: there is no option {key}; {hint}")
    read = {key: _inside(f"{name}.{key}", _OUTLET_OPTIONS[key], item) for key, item in table.items()}
    return Outlet(name, **cast("dict[str, Any]", read))


def _inside(place: str, read: Callable[[object], T], value: object) -> T:
    try:
        return read(value)
    except ConfigError as error:
        raise ConfigError(f"{place}: {error}") from None


def _formats(value: object) -> tuple[str, ...]:
    names = _words(value)
    for name in names:
        if name not in FORMAT_NAMES:
            raise ConfigError(f"there is no format {name!r}; {suggestion(name, FORMAT_NAMES)}")
    return names


def _fields(value: object) -> tuple[tuple[str, str], ...]:
    table = {name: _inside(name, _text, item) for name, item in _table(value).items()}
    for name in table:
        if name not in FIELD_NAMES:
            raise ConfigError(f"there is no field {name!r}; {suggestion(name, FIELD_NAMES)}")
    return tuple(sorted(table.items()))


OPTIONS: dict[str, Option] = {
    "select": Option(_rules, [], "Rules to apply, by code, name or family; all if empty."),
    "ignore": Option(_rules, [], "Rules to leave out of those."),
    "fail-on": Option(
        _one_of(*FAIL_ON), "warning", "The least severity that fails a check: note, warning, error, or never."
    ),
    "max-findings": Option(_count, 0, "How many such findings are put up with."),
    "baseline": Option(_text, "", "File with accepted findings; none if empty."),
    "exclude": Option(_words, [], "Files to leave out, in the syntax of .gitignore."),
    "include": Option(_words, [], "The only files to read in folders, likewise; all if empty."),
    "formats": Option(_formats, [], 'The only formats to read in folders, such as "html"; all if empty.'),
    "wire": Option(_words, [], 'Files that are agencies\' own, never copies, such as "wire/**".'),
    "date-order": Option(
        _one_of("auto", "day-first", "month-first"),
        "auto",
        "What 11/12/2030 means: day-first, month-first, or auto to go by the other dates.",
    ),
    "inline-suppressions": Option(_flag, True, "Whether articles can accept findings about themselves."),
    "severity": Option(_severities, {}, 'Severities of rules, such as exact-copy = "note".', plain=False),
    "per-path-ignores": Option(
        _path_rules, {}, 'Rules to leave out by path, such as "wire/**" = ["DUP1"].', plain=False
    ),
    "outlets": Option(
        _outlets,
        {},
        'Outlets by name, such as Ledger = {paths = ["ledger/**"], credits = ["Ledger wires"]}.',
        plain=False,
    ),
    "fields": Option(
        _fields, {}, 'Columns and keys by field, such as text = "Lead", where their names are not known.', plain=False
    ),
}
