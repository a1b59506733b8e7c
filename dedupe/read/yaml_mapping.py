"""A mapping in YAML, read as nodes: what people write as text stays text, and aliases are not copied out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from yaml import CSafeLoader, Node, SafeLoader

_MOST_VALUES, _DEEPEST = 200, 4  # a key, made of the nodes of YAML; aliases could make 10 ** 10
_NULL = "tag:yaml.org,2002:null"
# Where libyaml takes what PyYAML's own parser refuses, or the other way round, or counts lines otherwise:
# tabs, byte order marks, brackets (of "[a:]" one sees a mapping, the other none), code points written as
# escapes, explicit keys, and comments glued to the mark of a block.
_READ_DIFFERENTLY = re.compile(
    r"[\t\ufeff\[{] | \\[uU] | (?:^|\s) \? (?:\s|$) | [|>] [^\s#|>]* \#", re.MULTILINE | re.VERBOSE
)
_CHARACTERS = r"-\w .,;'()/&!$€%+–—’“”‘"
_ESCAPE = r'\\(?:"|u(?![dD][89a-fA-F])[0-9a-fA-F]{4})'  # short of halves of characters
_PLAIN = rf"[{_CHARACTERS}]*(?::(?=\w)[{_CHARACTERS}]*)*"  # "14:20" has a colon, "see: 14" a key
_PLAIN_LINE = re.compile(
    rf'([A-Za-z][\w-]{{0,40}}): (?:"([{_CHARACTERS}?:#]*(?:{_ESCAPE}[{_CHARACTERS}?:#]*)*)"|(\w(?:{_PLAIN}[\w.!’”)])?))'
)
_ESCAPED = re.compile(_ESCAPE)
_NULLS = ("null", "Null", "NULL")


class ParsedMapping(NamedTuple):
    """A mapping as it is written."""

    values: Mapping[str, object]  # by key; strings, and lists and mappings of them, or None
    lines: Mapping[str, int]  # line of each key where it is known, the first inside the fence being the second


def parse_yaml(source: str) -> ParsedMapping | None:
    """Read a mapping in YAML, None where it is none.

    The nodes are not made into objects: an alias or merge key can stand for more of these than fits in memory, and a
    title such as `1984` or `no` is to stay text. They are parsed by libyaml where PyYAML was built with it, ten times
    as fast and with the same answer.
    """
    if plain := plain_lines(source):
        return plain
    import yaml

    try:
        root = yaml.compose(source, Loader=_loader(source))
    except (yaml.YAMLError, RecursionError, ValueError, OverflowError):
        return None
    if root is None:
        return ParsedMapping({}, {})
    if not isinstance(root, yaml.MappingNode):
        return None
    nodes = {key.value: node for key, node in root.value if isinstance(key, yaml.ScalarNode)}
    values = {
        key: _value(node, iter(range(_MOST_VALUES)), _DEEPEST) for key, node in list(nodes.items())[:_MOST_VALUES]
    }
    return ParsedMapping(values, {key: node.start_mark.line + 2 for key, node in nodes.items()})


def plain_lines(source: str) -> ParsedMapping | None:
    """Read what most articles have, a key and a value on each line and nothing that YAML takes for more."""
    lines = source.split("\n")
    values: dict[str, object] = {}
    numbers: dict[str, int] = {}
    for number, line in enumerate(lines[:_MOST_VALUES], 2):
        found = _PLAIN_LINE.fullmatch(line)
        if found is None:
            return None
        key, quoted, plain = found.groups()
        values[key] = _unescaped(quoted) if plain is None else None if plain in _NULLS else plain
        numbers[key] = number
    return ParsedMapping(values, numbers) if len(lines) <= _MOST_VALUES else None


def _unescaped(quoted: str) -> str:
    if "\\" not in quoted:
        return quoted
    return _ESCAPED.sub(lambda found: chr(int(found[0][2:] or "22", 16)), quoted)


def _loader(source: str) -> type[CSafeLoader | SafeLoader]:
    """Choose the quicker parser where both are sure to read the same."""
    import yaml

    if not yaml.__with_libyaml__ or _READ_DIFFERENTLY.search(source):
        return yaml.SafeLoader
    return yaml.CSafeLoader


def _value(node: Node, budget: Iterator[int], depth: int) -> object:
    """Make a string, a list or a mapping of a node, as long as the budget of values lasts."""
    import yaml

    if next(budget, None) is None or not depth:
        return None
    if isinstance(node, yaml.ScalarNode):
        return None if node.tag == _NULL else node.value
    if isinstance(node, yaml.SequenceNode):
        return [_value(item, budget, depth - 1) for item in node.value[:_MOST_VALUES]]
    return {
        key.value: _value(value, budget, depth - 1)
        for key, value in node.value[:_MOST_VALUES]
        if isinstance(key, yaml.ScalarNode)
    }
