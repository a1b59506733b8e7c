"""`--focus` with all the files that follow it, as hooks pass them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from typer.core import TyperCommand

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


class FocusCommand(TyperCommand):
    """A command whose option `--focus` takes all arguments up to the next option."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:  # noqa: ANN401 - of click's own
        """Read the arguments of the command line."""
        return super().parse_args(ctx, list(_spread("--focus", args)))


def _spread(option: str, args: Sequence[str]) -> Iterator[str]:
    """Write an option before each of its values: `--focus a b` is `--focus a --focus b`."""
    reading = False
    for at, word in enumerate(args):
        if word == "--":
            yield from args[at:]
            return
        if word == option:
            reading = True
            if at + 1 == len(args) or args[at + 1].startswith("--"):
                yield word  # without a value, which is an error
        elif reading and not word.startswith("-"):
            yield from (option, word)
        else:
            reading = False
            yield word
