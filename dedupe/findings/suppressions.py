"""Suppressions: findings that an article itself declares to be wanted.

In the front matter `dedupe: {ignore: [exact-copy], reason: licensed}`, in Markdown and HTML also
`<!-- dedupe: ignore[exact-copy] licensed -->` anywhere.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from dedupe.errors import ConfigError
from dedupe.findings.finding import Acceptance
from dedupe.findings.rules import rules_matching
from dedupe.read.formats import MARKDOWN, extension
from dedupe.read.front_matter import front_matter

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from dedupe.findings.finding import Finding

_HTML = frozenset({".html", ".htm"})
_KEY = "dedupe"
_MOST_WORDS = 100
_MOST_CHARACTERS = 500


@dataclass(frozen=True, slots=True)
class Suppression:
    """One declaration, which holds for its whole article.

    Attributes:
        rules: codes, names or families, as written.
        reason: in words, None where there is none.
        line: where it begins, 1-based.
        by: how it is written.
    """

    rules: tuple[str, ...]
    reason: str | None
    line: int
    by: Literal["front matter", "comment"]


_Key = tuple[str, Suppression]


@dataclass(frozen=True, slots=True)
class Suppressed:
    """What suppressions did to findings.

    Attributes:
        findings: all of them, in their order; those accepted say so.
        unused: path and suppression, of those that nothing was found for.
        broken: path and suppression, of those that name a rule that does not exist.
    """

    findings: tuple[Finding, ...]
    unused: tuple[_Key, ...]
    broken: tuple[_Key, ...]


def find_suppressions(text: str, path: str) -> tuple[Suppression, ...]:
    r"""Find the suppressions in a file.

    Args:
        text: of the file, with `\n` line ends.
        path: of the file, whose extension tells whether comments count.
    """
    text = text.removeprefix("\ufeff")
    found = list(_in_front_matter(text)) if text.startswith(("---", "+++")) else []
    if extension(path) in MARKDOWN | _HTML:
        found += _in_comments(text)
    return tuple(found)


def suppress(
    findings: Iterable[Finding], suppressions: Mapping[str, Sequence[Suppression]]
) -> Suppressed:
    """Mark the findings that their articles accept.

    Args:
        findings: all that there are.
        suppressions: by path of the article; in a corpus there are none.
    """
    rules, broken = _resolve(suppressions)
    marked, used = [], set[_Key]()
    for finding in findings:
        fitting = [
            (finding.path, it)
            for it in suppressions.get(finding.path, ())
            if finding.rule in rules.get((finding.path, it), ())
        ]
        used.update(fitting)
        marked.append(_accept(finding, fitting[0][1]) if fitting else finding)
    return Suppressed(tuple(marked), tuple(key for key in rules if key not in used), broken)


def _resolve(
    suppressions: Mapping[str, Sequence[Suppression]],
) -> tuple[dict[_Key, frozenset[str]], tuple[_Key, ...]]:
    """Give the names of the rules of each suppression, and those that name none."""
    rules, broken = {}, []
    for path, declared in suppressions.items():
        for it in declared:
            try:
                rules[path, it] = rules_matching(it.rules)
            except ConfigError:
                broken.append((path, it))
    return rules, tuple(broken)


def _accept(finding: Finding, suppression: Suppression) -> Finding:
    return replace(finding, accepted=Acceptance(suppression.by, suppression.reason))


def _in_front_matter(text: str) -> Iterator[Suppression]:
    block = front_matter(text)
    entries = block.values.get(_KEY)
    if isinstance(entries, dict) and (rules := tuple(_words(entries.get("ignore")))):
        reason = " ".join(" ".join(_words(entries.get("reason"))).split())
        yield Suppression(rules, reason or None, block.lines.get(_KEY, 1), "front matter")


def _words(value: object) -> list[str]:
    """List the words of one string or a list of them; what is nested deeper is not looked at."""
    if isinstance(value, str):
        return [value]
    if not isinstance(value, list):
        return []
    return [word for word in value[:_MOST_WORDS] if isinstance(word, str)]


def _in_comments(text: str) -> Iterator[Suppression]:
    """Look through the comments; in linear time, which a pattern would not promise."""
    position, line = 0, 1
    while (start := text.find("<!--", position)) >= 0:
        end = text.find("-->", start)
        if end < 0:
            return
        line += text.count("\n", position, start)
        words = text[start + 4 : min(end, start + 4 + _MOST_CHARACTERS)].strip()
        suppression = _comment(words, line)
        if suppression:
            yield suppression
        line += text.count("\n", start, end)
        position = end


def _comment(words: str, line: int) -> Suppression | None:
    head, bracket, rest = words.partition("[")
    listed, closing, reason = rest.partition("]")
    if "".join(head.split()) != f"{_KEY}:ignore" or not (bracket and closing) or "<!--" in rest:
        return None
    rules = tuple(word.strip() for word in listed.split(","))
    return Suppression(rules, " ".join(reason.split()) or None, line, "comment")
