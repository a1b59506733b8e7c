"""Pages that need nothing else: templates, styles, scripts and the texts of their user interface, put together."""

from __future__ import annotations

from base64 import b64encode
from functools import cache
from hashlib import sha256
from importlib.resources import files
from typing import Any

from jinja2 import Environment, FunctionLoader, StrictUndefined
from markupsafe import Markup

from dedupe.findings.messages import percent
from dedupe.package_data import read_table
from dedupe.report.escape import for_ci_log_in_html, for_html
from dedupe.report.phrases import shortened
from dedupe.report.serialize import json_text

_DATA = files("dedupe").joinpath("data", "web")
NOTHING = "'none'"


def page(template: str, styles: tuple[str, ...], script: str | None, values: dict[str, Any]) -> str:
    """Write a page of a template, style sheets that become one, a script or none, and values that may hold any text.

    Its security policy lets the one style sheet and the one script in by their hashes and forbids all else, requests
    above all.
    """
    css = "\n".join(_read(name) for name in styles)
    js = _read(script) if script else ""
    policy = (
        f"default-src 'none'; style-src {_source(css)}; "
        f"script-src {_source(js) if js else NOTHING}; base-uri 'none'; form-action 'none'"
    )
    rendered = _environment().get_template(template)
    return for_ci_log_in_html(rendered.render(values, policy=policy, css=css, js=js))


@cache
def _environment() -> Environment:
    environment = Environment(
        autoescape=True,
        finalize=_shown,
        keep_trailing_newline=True,
        loader=FunctionLoader(_read),
        lstrip_blocks=True,
        trim_blocks=True,
        undefined=StrictUndefined,
    )
    environment.globals["t"] = text
    environment.filters |= {"json": _json, "percent": percent, "shortened": shortened}
    return environment


@cache
def _read(name: str) -> str:
    return _DATA.joinpath(name).read_text("utf-8")


def _source(text: str) -> str:
    """Return the hash of a piece of the page as a Content Security Policy names it."""
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"


def _json(value: Any) -> Markup:  # noqa: ANN401 - whatever JSON can hold
    """Write a value as data for a script: as JSON in which no markup can begin or end."""
    text = json_text(_visible(value))
    for character in "<>&":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return Markup(text)


def _visible(value: Any) -> Any:  # noqa: ANN401
    if isinstance(value, dict):
        return {name: _visible(item) for name, item in value.items()}
    if isinstance(value, list | tuple):
        return [_visible(item) for item in value]
    return _shown(value)


def _shown(value: object) -> object:
    if not isinstance(value, str) or hasattr(value, "__html__"):
        return value
    return for_html(value)


def text(name: str, n: int | None = None, /, **values: object) -> str:
    """Return a text of `dedupe/data/web/texts.toml`.

    >>> text("articles", 1), text("articles", 1200)
    ('1 article', '1,200 articles')

    Args:
        n: a number in it, which decides between its two forms.
        values: what else is put into it.
    """
    forms = read_table("web/texts")[name]
    form = forms if isinstance(forms, str) else forms[n != 1]
    return form.format(n="" if n is None else f"{n:,}", **values)
