"""Which files are read, and what is known of them before: whose they are, which are wire."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dedupe.article import Skipped
from dedupe.read.discovered_file import MAX_FILE_SIZE, FoundFile
from dedupe.read.formats.registry import format_by_name
from dedupe.read.path_patterns import matcher

if TYPE_CHECKING:
    from dedupe.read.parse_date import DateOrder


@dataclass(frozen=True, slots=True)
class FileSelection:
    """What is known of files, by patterns in the syntax of `.gitignore`.

    Attributes:
        prefix: path from the folder of the patterns to the working directory, empty or ending in a slash.
        exclude: patterns of files to leave out.
        outlets: names with patterns of the files that they published; what a file says of its outlet
            itself goes before them, and they go before the name of its folder.
        wire: patterns of agencies' own files: sources, and never copies.
        date_order: whether the day or the month comes first in dates such as 11/12/2030; None to go by the
            others of the same corpus or outlet.
        include: patterns of the only files to read in folders; all if empty.
        formats: names of the only formats to read in folders; all if empty.
        fields: by field the name that it has in tables and JSON, where that is not known anyway.
        max_file_size: in bytes; of a file with several articles, the size of one.
        own: real paths of files that are never read, such as the reports of the run itself.
    """

    prefix: str = ""
    exclude: tuple[str, ...] = ()
    outlets: tuple[tuple[str, tuple[str, ...]], ...] = ()
    wire: tuple[str, ...] = ()
    date_order: DateOrder | None = None
    include: tuple[str, ...] = ()
    formats: tuple[str, ...] = ()
    fields: tuple[tuple[str, str], ...] = ()
    max_file_size: int = MAX_FILE_SIZE
    own: frozenset[str] = frozenset()

    def apply(self, found: Iterable[FoundFile | Skipped], named: Container[str] = ()) -> Iterator[FoundFile | Skipped]:
        """Leave out what is not to be read, and add to the rest what is known of it.

        Files that were asked for by name, given by identity, are read anyway.
        """
        is_excluded, outlet_of = matcher(self.exclude, self.prefix), self._outlets()
        is_included = matcher(self.include, self.prefix) if self.include else lambda _: True
        for file in found:
            if is_excluded(file.id) or not (file.id in named or is_included(file.id)):
                continue
            if isinstance(file, Skipped):
                yield file
            elif file.path in self.own:
                continue
            elif self.formats and file.id not in named and not self._is_of_a_format(file.id):
                yield Skipped(file.id, "not among the formats that are wanted", unsupported=True)
            else:
                outlet = outlet_of(file.id) or file.outlet
                # A file of many, for which `_replace` takes several times as long.
                yield FoundFile(file.id, file.path, outlet, file.linked, self.fields, self.max_file_size)

    def _is_of_a_format(self, name: str) -> bool:
        known = format_by_name(name)
        return known is not None and known.name in self.formats

    def is_wire(self) -> Callable[[str], bool]:
        """Return a function that tells by its path whether a file is an agency's own."""
        return matcher(self.wire, self.prefix)

    def _outlets(self) -> Callable[[str], str | None]:
        matchers = [(name, matcher(patterns, self.prefix)) for name, patterns in self.outlets]
        return lambda path: next((name for name, matches in matchers if matches(path)), None)


ALL_FILES = FileSelection()
