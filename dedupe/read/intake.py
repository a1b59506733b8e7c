"""What is known of files before they are read: which to leave out, and whose they are."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from dedupe.article import Skipped
from dedupe.read.patterns import matcher

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from dedupe.read.dates import DateOrder
    from dedupe.read.found import Found


@dataclass(frozen=True, slots=True)
class Intake:
    """What is known of files, by patterns in the syntax of `.gitignore`.

    Attributes:
        at: path from the folder of the patterns to the working directory, empty or ending in a slash.
        exclude: patterns of files to leave out.
        outlets: names with patterns of the files that they published; what a file says of its outlet
            itself goes before them, and they go before the name of its folder.
        wire: patterns of agencies' own files: sources, and never copies.
        date_order: whether the day or the month comes first in dates such as 11/12/2030; None to go by the
            others of the same corpus or outlet.
        own: real paths of files that are never read, such as the reports of the run itself.
    """

    at: str = ""
    exclude: tuple[str, ...] = ()
    outlets: tuple[tuple[str, tuple[str, ...]], ...] = ()
    wire: tuple[str, ...] = ()
    date_order: DateOrder | None = None
    own: frozenset[str] = frozenset()

    def admit(self, found: Iterable[Found | Skipped]) -> Iterator[Found | Skipped]:
        """Leave out what is not to be read, and name the outlets of the rest."""
        is_excluded, outlet_of = matcher(self.exclude, self.at), self._outlets()
        for it in found:
            if is_excluded(it.id):
                continue
            if isinstance(it, Skipped):
                yield it
            elif it.path not in self.own:
                named = outlet_of(it.id)
                yield it._replace(outlet=named) if named else it

    def is_wire(self) -> Callable[[str], bool]:
        """Give a function that tells by its path whether a file is an agency's own."""
        return matcher(self.wire, self.at)

    def _outlets(self) -> Callable[[str], str | None]:
        matchers = [(name, matcher(patterns, self.at)) for name, patterns in self.outlets]
        return lambda path: next((name for name, matches in matchers if matches(path)), None)


EVERYTHING = Intake()
