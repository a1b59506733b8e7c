"""`--field text=Lead`: which column or key has a field."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dedupe.errors import ConfigError

if TYPE_CHECKING:
    from collections.abc import Sequence


def parse_fields(given: Sequence[str] | None) -> dict[str, str] | None:
    """Read fields with their names.

    Raises:
        ConfigError: one is not written FIELD=NAME.
    """
    if not given:
        return None
    fields = {}
    for it in given:
        field, equals, name = it.partition("=")
        if not (field and equals and name):
            raise ConfigError(f"--field {it}: FIELD=NAME is wanted, such as text=Lead")
        fields[field] = name
    return fields
