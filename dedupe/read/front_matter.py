"""What stands before the text of a file: YAML front matter, a date."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from dedupe.read.metadata import NO_METADATA, Metadata, metadata_from, take_leading_date

if TYPE_CHECKING:
    from collections.abc import Mapping

    from yaml import Node

_FENCE, _ENDS = "---", ("---", "...")
_LONGEST = 1 << 16
_NULL = "tag:yaml.org,2002:null"


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """A text taken apart.

    Attributes:
        metadata: from the front matter and the leading date.
        body: the rest of the text.
        first_line: number of the body's first line in the file.
    """

    metadata: Metadata
    body: str
    first_line: int


def split_front_matter(text: str) -> FrontMatter:
    r"""Take front matter and a leading date off a text with `\n` line ends."""
    metadata, lines = NO_METADATA, 0
    if text.startswith(_FENCE):
        nodes, lines = front_matter(text)
        metadata, text = metadata_from(_scalars(nodes)), text.split("\n", lines)[-1]
    metadata, body = take_leading_date(metadata, text)
    return FrontMatter(metadata, body, lines + 1)


def front_matter(text: str) -> tuple[Mapping[str, Node], int]:
    r"""Find the YAML mapping between `---` lines at the beginning of a text.

    The nodes are not made into objects: an alias or merge key can stand for more of these than
    fits in memory, and a title such as `1984` or `no` is to stay text.

    Args:
        text: with `\n` line ends; the mapping must end within its first 64 Ki characters.

    Returns:
        The node of each key, and the number of lines to the end of the closing `---`. Without
        front matter, or where it is not a readable mapping, no nodes and 0: all is text.
    """
    lines = text[:_LONGEST].split("\n")
    if lines[0].rstrip() != _FENCE:
        return {}, 0
    end = next((i for i, line in enumerate(lines[1:], 1) if line.rstrip() in _ENDS), 0)
    nodes = _mapping("\n".join(lines[1:end])) if end else None
    return ({}, 0) if nodes is None else (nodes, end + 1)


def _mapping(source: str) -> Mapping[str, Node] | None:
    import yaml

    try:
        root = yaml.compose(source, Loader=yaml.SafeLoader)
    except (yaml.YAMLError, RecursionError, ValueError):
        return None
    if root is None:
        return {}
    if not isinstance(root, yaml.MappingNode):
        return None
    return {key.value: node for key, node in root.value if isinstance(key, yaml.ScalarNode)}


def _scalars(nodes: Mapping[str, Node]) -> dict[str, object]:
    return {key: node.value for key, node in nodes.items() if node.tag != _NULL}
