"""The texts of the pages' user interface, all from one table."""

from __future__ import annotations

from dedupe.data_tables import read_table


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
