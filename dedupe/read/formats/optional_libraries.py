"""Libraries that only some formats need, and that a user installs for them."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from dedupe.errors import UnsupportedError


def require(module: str, extra: str) -> Any:  # noqa: ANN401 - a module
    """Import a library of an extra.

    Args:
        extra: of `pyproject.toml` that has it.

    Raises:
        UnsupportedError: it is not installed; the message names the command that installs it.
    """
    try:
        return import_module(module)
    except ImportError:
        command = f"pip install 'dedupe-news[{extra}]'"
        raise UnsupportedError(
            f"read by {module.partition('.')[0]}, which is not installed: {command}"
        ) from None
