"""Making text safe for the formats it is put into: no article can forge a report."""

from __future__ import annotations

import json
import re
from urllib.parse import quote

_INVISIBLE = re.compile(
    "[\x00-\x1f\x7f-\x9f\u00ad\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    "\ud800-\udfff\U000e0000-\U000e007f]"
)
_SPACES = re.compile(r"[\t\n\r\x0b\x0c\x85\u2028\u2029]+")
_MARKDOWN = re.compile(r"[\\`*_{}\[\]<>#|~$&:@]|(?<=www)\.", re.IGNORECASE)
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_COMMAND = re.compile(r"##(?=\w*\[)")  # GitHub, Azure and TeamCity; anywhere in a line
_OPENING = re.compile(r"^\s*::")  # GitHub; at the beginning
_FORMULA = tuple("=+-@＝＋－＠")


def one_line(text: str) -> str:
    r"""Put a text on one line and show what else would not be seen: controls, bidi, zero width.

    >>> one_line("a\nb\x1b[31m\u202e")
    'a b\\x1b[31m\\u202e'
    """
    return _INVISIBLE.sub(_shown, _SPACES.sub(" ", text))


def harmless(text: str) -> str:
    r"""Keep one line of a CI log from being taken for a command.

    >>> harmless("##[error]"), harmless("  ::warning::no")
    ('#\\#[error]', ':\\:warning::no')
    """
    return _OPENING.sub(r":\\:", _COMMAND.sub(r"#\\#", one_line(text)))


def markdown(text: str) -> str:
    r"""Write text so that Markdown, of GitHub as well, shows it and does nothing else with it.

    >>> markdown("a|b <b> [x](y)")
    'a\\|b \\<b\\> \\[x\\](y)'
    """
    return _MARKDOWN.sub(r"\\\g<0>", one_line(text))


def csv_cell(text: str) -> str:
    """Keep a spreadsheet from taking a cell for a formula, by a leading apostrophe."""
    line = harmless(text)
    return f"'{line}" if line.lstrip().startswith(_FORMULA) else line


def xml_text(text: str) -> str:
    """Replace by U+FFFD what XML 1.0 cannot hold."""
    return _NOT_XML.sub("\ufffd", text)


def json_text(value: object, *, indent: int | None = None) -> str:
    r"""Write JSON in ASCII that a log cannot take for a command.

    >>> json_text("##[error]…")
    '"#\\u0023[error]\\u2026"'
    """
    return json.dumps(value, indent=indent).replace("##", r"#\u0023")


def uri(path: str) -> str:
    """Write a path with forward slashes as a URI, relative unless the path is absolute."""
    quoted = quote(path, safe="/", errors="backslashreplace")
    return f"file://{quoted}" if quoted.startswith("/") else quoted


def command_data(text: str) -> str:
    """Escape the message of a GitHub command."""
    return harmless(text).replace("%", "%25")


def command_property(text: str) -> str:
    """Escape a property of a GitHub command."""
    return command_data(text).replace(":", "%3A").replace(",", "%2C")


def _shown(found: re.Match[str]) -> str:
    code = ord(found[0])
    if code < 0x100:
        return f"\\x{code:02x}"
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"
