"""Text from anywhere made safe for where it is put: no article can forge a report.

A terminal, the log of a CI run, JSON, Markdown, CSV, XML, URIs, TOML and workflow commands each have
their own escape; what is dangerous in a text is defined once, at the top.
"""

from __future__ import annotations

import re
import unicodedata
from urllib.parse import quote

from dedupe.lazy_regex import pattern

_ACTIVE = (
    "\0-\x1f\x7f-\x9f"  # C0 and C1 controls, the escape character among them
    "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"  # controls of bidirectional text
    "\u2028\u2029\ufeff\ufff9-\ufffb\U000e0000-\U000e007f\ud800-\udfff"  # separators, tags, halves
)
_INVISIBLE = _ACTIVE + "\u00ad\u200b\u2060-\u206f"  # joiners (U+200C, U+200D) belong to the spelling
_COMMAND = r"#(?=#\w*\[)"  # ##[error], ##vso[, ##teamcity[, ##octopus[: anywhere in a line
_WORKFLOW = r":(?=:[A-Za-z])"  # ::error, wherever a line may come to begin

_UNSAFE = pattern(f"[{_ACTIVE}]|{_WORKFLOW}|{_COMMAND}")
_UNSAFE_OR_NOT_ASCII = pattern(f"[{_ACTIVE}]|[^\0-\x7f]|{_WORKFLOW}|{_COMMAND}")
_UNSEEN = pattern(f"[{_INVISIBLE}]")
_UNSEEN_IN_HTML = pattern(
    "[\0-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufff9-\ufffb\ud800-\udfff\U000e0000-\U000e007f]"
)
_SPACES = pattern(r"[\t\n\r\x0b\x0c\x85\u2028\u2029]+")
_LOG_COMMAND = pattern(r"##(?=\w*\[)")
_LOG_OPENING = pattern(r"^\s*::")
_HTML_OPENING = pattern(r"^([^\S\n]*):(?=:)", re.MULTILINE)
_MARKDOWN = pattern(r"[\\`*_{}\[\]<>#|~$&:@]|(?<=www)\.", re.IGNORECASE)
_NOT_XML = pattern("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_SIGNS = "=+-@\u2212\u2795\u2796"  # and whatever looks like one of them
_TOML = {"\b": "\\b", "\t": "\\t", "\n": "\\n", "\f": "\\f", "\r": "\\r", '"': '\\"', "\\": "\\\\"}


def for_terminal(text: str) -> str:
    r"""Write what could act on a terminal, or on a CI runner, as an escape; a tab as a space.

    >>> print(for_terminal("ferry\x1b[2J\u202e.txt"))
    ferry\x1b[2J\u202e.txt
    """
    return _UNSAFE.sub(_python_escape, text.replace("\t", " "))


def for_json(text: str, *, ascii_only: bool = False) -> str:
    r"""Write the same characters of a JSON text as escapes, which changes nothing in its meaning.

    >>> print(for_json('{"id": "ferry\u202e.txt"}'))
    {"id": "ferry\u202e.txt"}
    """
    return (_UNSAFE_OR_NOT_ASCII if ascii_only else _UNSAFE).sub(_json_escape, text)


def on_one_line(text: str) -> str:
    r"""Return a text on one line, and show what else would not be seen: controls, bidi, zero width.

    >>> on_one_line("a\nb\x1b[31m\u202e")
    'a b\\x1b[31m\\u202e'
    """
    return _UNSEEN.sub(_python_escape, _SPACES.sub(" ", text))


def for_ci_log(text: str) -> str:
    r"""Return a line that a CI log does not take for a command.

    >>> for_ci_log("##[error]"), for_ci_log("  ::warning::no")
    ('#\\#[error]', ':\\:warning::no')
    """
    return _LOG_OPENING.sub(r":\\:", _LOG_COMMAND.sub(r"#\\#", on_one_line(text)))


def for_markdown(text: str) -> str:
    r"""Write text so that Markdown, of GitHub as well, shows it and does nothing else with it.

    >>> for_markdown("a|b <b> [x](y)")
    'a\\|b \\<b\\> \\[x\\](y)'
    """
    return _MARKDOWN.sub(r"\\\g<0>", on_one_line(text))


def for_csv(text: str) -> str:
    """Return a cell that a spreadsheet does not take for a formula, by a leading apostrophe.

    Spreadsheets also take what looks like a sign for one, such as a fullwidth equals or a dash.

    >>> for_csv("＝1+1"), for_csv("1+1")
    ("'＝1+1", '1+1')
    """
    line = for_ci_log(text)
    first = line.lstrip()[:1]
    is_sign = first and (unicodedata.normalize("NFKC", first)[0] in _SIGNS or unicodedata.category(first) == "Pd")
    return f"'{line}" if is_sign else line


def for_xml(text: str) -> str:
    """Return a text on one line of a CI log, and replace by U+FFFD what XML 1.0 cannot hold."""
    return _NOT_XML.sub("\ufffd", for_ci_log(text))


def for_html(text: str) -> str:
    """Show what a reader would not see in a text, and what could turn the text around it; templates escape markup."""
    return _UNSEEN_IN_HTML.sub(lambda match: f"\\u{ord(match[0]):04x}", text)


def for_ci_log_in_html(page: str) -> str:
    """Return the text of a page that holds no commands for the CI log it may be printed to."""
    head, body, rest = page.partition("<body>")
    rest = _HTML_OPENING.sub(r"\1&#58;", _LOG_COMMAND.sub("#&#35;", rest))
    return f"{head}{body}{rest}"


def for_uri(path: str) -> str:
    """Write a path with forward slashes as a URI, relative unless the path is absolute."""
    quoted = quote(path, safe="/", errors="backslashreplace")
    return f"file://{quoted}" if quoted.startswith("/") else quoted


def for_command_message(text: str) -> str:
    """Escape the message of a GitHub workflow command."""
    return for_ci_log(text).replace("%", "%25")


def for_command_property(text: str) -> str:
    """Escape a property of a GitHub workflow command."""
    return for_command_message(text).replace(":", "%3A").replace(",", "%2C")


def for_toml(text: str) -> str:
    r"""Write a text as a basic string of TOML; what could not be seen is escaped.

    >>> print(for_toml('a "b"\x1b'))
    "a \"b\"\u001B"
    """
    return f'"{"".join(map(_toml_escape, text))}"'


def _python_escape(match: re.Match[str]) -> str:
    code = ord(match[0])
    if code < 0x100:
        return f"\\x{code:02x}"
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def _json_escape(match: re.Match[str]) -> str:
    if match[0] == "\n":  # between values; inside one it is an escape already
        return "\n"
    units = match[0].encode("utf-16-be", "surrogatepass").hex()
    return "".join(f"\\u{units[start : start + 4]}" for start in range(0, len(units), 4))


def _toml_escape(character: str) -> str:
    if character in _TOML:
        return _TOML[character]
    if character.isprintable():
        return character
    code = ord(character)
    if 0xD800 <= code < 0xE000:
        return "\\uFFFD"  # TOML has no surrogates
    return f"\\u{code:04X}" if code < 0x10000 else f"\\U{code:08X}"
