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
    for assignment in given:
        field, equals, name = assignment.partition("=")
        if not (field and equals and name):
            raise ConfigError(f"--field {assignment}: FIELD=NAME is wanted, such as text=Lead")
        fields[field] = name
    return fields
