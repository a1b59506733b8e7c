"""What stands before the text of a file: front matter in YAML or TOML, a date."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from difflib import get_close_matches
from types import MappingProxyType
from typing import NamedTuple

from dedupe.article import Note
from dedupe.read.fields import NAMES, folded
from dedupe.read.metadata import NO_METADATA, Metadata, metadata_from, take_leading_date
from dedupe.read.yaml_mapping import ParsedMapping, parse_yaml

_YAML, _TOML = "---", "+++"
_FENCE = re.compile(r"(---|\+\+\+)[^\S\n]*\n")
_YAML_END, _TOML_END = (
    re.compile(rf"^(?:{fences})[^\S\n]*(?:\n|\Z)", re.MULTILINE) for fences in (r"---|\.\.\.", r"\+\+\+")
)
_LONGEST = 1 << 16
_MOST_VALUES = 200  # of a list
_LONGEST_VALUE = 80
_KEY_LINE = re.compile(r"([^\W\d_][\w .-]{0,40}?)\s*[:=](?:\s+(.*)|)")
_ITEM = re.compile(r"\s*-\s+(.*)")
_CLOSE = 0.85  # of names, by difflib's ratio: "Athor" is, "subtitle" is not "title"
_KNOWN = {folded(name): field for field, names in NAMES.items() for name in names}
_FIELDS = tuple(field for field in NAMES if field not in ("id", "text", "url"))


class Block(NamedTuple):
    """The front matter of a text.

    Attributes:
        values: by key as written: strings, lists and mappings of them, or None.
    """

    values: Mapping[str, object] = MappingProxyType({})
    lines: Mapping[str, int] = MappingProxyType({})  # 1-based line of each key, where it is known
    end: int = 0  # number of characters to the end of the closing fence, 0 where there is no front matter
    note: Note | None = None  # what was to be made out of it otherwise than as YAML or TOML


class FrontMatter(NamedTuple):
    """A text taken apart."""

    metadata: Metadata  # from the front matter and the leading date
    body: str  # the rest of the text
    first_line: int  # number of the body's first line in the file
    block: Block = Block()  # the front matter


def split_front_matter(text: str) -> FrontMatter:
    r"""Cut front matter and a leading date off a text with `\n` line ends."""
    block, metadata = front_matter(text), NO_METADATA
    if block.end:
        metadata = metadata_from(block.values)
        if notes := (*filter(None, [block.note]), *metadata.notes, *_misspelt(block.values)):
            metadata = metadata._replace(notes=notes)
    metadata, body = take_leading_date(metadata, text[block.end :])
    return FrontMatter(metadata, body, text.count("\n", 0, block.end) + 1, block)


def front_matter(text: str) -> Block:
    r"""Find the front matter at the beginning of a text: YAML between `---`, TOML between `+++`.

    What is not valid in either is read line by line as people mean it, if it has a field that is known:

    >>> front_matter("---\ntitle: Ferry adrift: three hours\n---\n").values
    {'title': 'Ferry adrift: three hours'}

    Args:
        text: with `\n` line ends; the front matter must end within its first 64 Ki characters.

    Returns:
        Without front matter, or where it cannot be made out, a block of no lines: all is text.
    """
    opening = _FENCE.match(text)
    if opening is None:
        return Block()
    fence = opening[1]
    ends = _YAML_END if fence == _YAML else _TOML_END
    closing = ends.search(text, opening.end(), _LONGEST)
    if closing is None:
        return Block()
    inside = text[opening.end() : max(opening.end(), closing.start() - 1)]
    parsed = parse_yaml(inside) if fence == _YAML else _toml(inside)
    if parsed is not None:
        return Block(*parsed, closing.end())
    read = _line_by_line(inside.split("\n"))
    if read is None:
        return Block()
    parsed, odd = read
    return Block(*parsed, closing.end(), Note("front-matter", odd.strip()[:_LONGEST_VALUE]))


def _toml(source: str) -> ParsedMapping | None:
    try:
        values = tomllib.loads(source)
    except (ValueError, RecursionError):
        return None
    lines: dict[str, int] = {}
    for number, line in enumerate(source.split("\n"), 2):
        lines.setdefault(line.partition("=")[0].strip(" []\"'"), number)
    return ParsedMapping({key: _text(value) for key, value in values.items()}, lines)


def _text(value: object) -> object:
    """Write what is neither a list nor a table as text: an outlet may be called 1984."""
    if isinstance(value, dict):
        return {key: _text(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_text(item) for item in value]
    return value if isinstance(value, str) else str(value)


def _line_by_line(lines: Sequence[str]) -> tuple[ParsedMapping, str] | None:
    """Read lines of a key and a value, and of items below their key, and which line is likeliest the trouble.

    None if most lines are nothing of the kind, or no key is known.
    """
    values: dict[str, object] = {}
    numbers: dict[str, int] = {}
    key, fitting, odd = "", 0, ""
    for number, line in enumerate(lines, 2):
        if found := _KEY_LINE.fullmatch(line):
            key, value = found[1], _unquoted(found[2] or "")
            values.setdefault(key, value)
            numbers.setdefault(key, number)
            fitting += 1
            odd = odd or (line if ": " in value or value[:1] in "\"'[{&*!%@`" else "")
        elif key and (item := _ITEM.fullmatch(line)):
            listed = values[key]
            items: list[object] = listed if isinstance(listed, list) else []
            values[key] = [*items, _unquoted(item[1])][:_MOST_VALUES]
            fitting += 1
        elif line.strip() and not line.lstrip().startswith("#"):
            odd = odd or line
    is_known = any(_KNOWN.get(folded(name)) in _FIELDS for name in values)
    if not is_known or 2 * fitting < sum(1 for line in lines if line.strip()):
        return None
    return ParsedMapping({name: value or None for name, value in values.items()}, numbers), odd or lines[0]


def _unquoted(value: str) -> str:
    value = value.strip()
    if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'":
        return value[1:-1]
    return value


def _misspelt(values: Mapping[str, object]) -> list[Note]:
    """Note the keys that look like the name of a field that is not given otherwise."""
    given = {key: folded(key) for key in values}
    odd = {key: name for key, name in given.items() if name not in _KNOWN}
    if not odd:
        return []
    fields = {_KNOWN.get(name) for name in given.values()}
    wanted = [name for name, of in _KNOWN.items() if of in _FIELDS and of not in fields and len(name) > 3]
    close = {key: get_close_matches(name[:40], wanted, 1, _CLOSE) for key, name in odd.items()}
    return [Note("field", f"{key[:_LONGEST_VALUE]}: did you mean {names[0]}?") for key, names in close.items() if names]
