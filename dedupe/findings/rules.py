"""The rules: what a check can find, how serious it is, and what to do about it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from dedupe.errors import ConfigError
from dedupe.package_data import read_table


class Severity(StrEnum):
    """How serious a finding is, the least first."""

    NOTE = "note"
    WARNING = "warning"
    ERROR = "error"

    @property
    def rank(self) -> int:
        """0 for a note, up to 2 for an error."""
        return list(Severity).index(self)


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule."""

    code: str  # short and stable, such as "DUP101"; the first digit is that of its family
    name: str  # in words, such as "exact-copy"
    severity: Severity  # of its findings, unless the configuration says otherwise
    summary: str
    why: str  # what is found, and why it matters
    remedy: str  # what to do about a finding
    example: str  # one case in words

    def page(self) -> str:
        """Explain the rule, in Markdown."""
        return (
            f"# {self.code} {self.name}\n\n{self.summary} Severity: {self.severity}.\n\n"
            f"## Why it matters\n\n{self.why}\n\n## What to do\n\n{self.remedy}\n\n"
            f"## Example\n\n{self.example}\n"
        )


@cache
def rules() -> dict[str, Rule]:
    """List all rules by name, in the order of their codes."""
    table = read_table("rules")
    listed = [_rule(name, entry) for name, entry in table.items()]
    return {rule.name: rule for rule in sorted(listed, key=lambda rule: rule.code)}


def rule_of(word: str) -> Rule:
    """Find the rule that has this code or name in any case, or raise a ConfigError if there is none."""
    for rule in rules().values():
        if word.casefold() in (rule.name, rule.code.casefold()):
            return rule
    raise ConfigError(_unknown(word))


def rules_matching(words: Iterable[str]) -> frozenset[str]:
    """Return the names of the rules that any of some words select, or raise a ConfigError if one selects nothing.

    These are codes and names, the beginning of a code or the first words of a name, or "all"; case does not count.

    >>> sorted(rules_matching(["dup2", "altered-quote"]))
    ['altered-quote', 'credit-in-text', 'credit-mismatch', 'uncredited-copy']
    """
    return frozenset(name for word in words for name in _matching(word))


def rules_table_markdown() -> str:
    """Write all rules as a Markdown table."""
    rows = [f"| {r.code} | `{r.name}` | {r.severity} | {r.summary} |" for r in rules().values()]
    return "\n".join(["| Code | Name | Severity | What is found |", "|---|---|---|---|", *rows, ""])


def _matching(word: str) -> list[str]:
    plain = word.strip().casefold()
    found = [rule.name for rule in rules().values() if _is_selected(rule, plain)]
    if not found:
        raise ConfigError(_unknown(word))
    return found


def _is_selected(rule: Rule, word: str) -> bool:
    in_code = word.startswith("dup") and rule.code.casefold().startswith(word)
    return word == "all" or in_code or f"{rule.name}-".startswith(f"{word}-")


def _unknown(word: str) -> str:
    from difflib import get_close_matches

    if word.casefold().startswith("dup"):
        families = ", ".join(sorted({rule.code[:-2] for rule in rules().values()}))
        return f"there is no rule {word!r}; the families are {families}, `dedupe rules` lists them"
    close = get_close_matches(word.casefold(), rules(), 1)
    hint = f"did you mean {close[0]}?" if close else "`dedupe rules` lists them"
    return f"there is no rule {word!r}; {hint}"


def _rule(name: str, entry: dict[str, str]) -> Rule:
    texts = {key: " ".join(entry[key].split()) for key in ("summary", "why", "remedy", "example")}
    return Rule(code=entry["code"], name=name, severity=Severity(entry["severity"]), **texts)
