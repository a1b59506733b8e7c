"""One article of a folder, found by the name that a user has for it."""

from __future__ import annotations

from difflib import get_close_matches
from pathlib import Path

from dedupe.errors import InputError
from dedupe.pipeline.candidate_search import CandidateSearch
from dedupe.read.article_reference import ArticleReference, parse_reference
from dedupe.read.formats.registry import format_by_name
from dedupe.read.found_file import identity


def file_of(article: str | Path) -> str | Path | None:
    """Return the file that an article is named by, None where it is named by its identity."""
    if reference := parse_reference(str(article)):
        return reference.corpus
    known = format_by_name(str(article))
    has_many = known is not None and known.many
    return article if Path(article).is_file() and not has_many else None


def find_article(found: CandidateSearch, name: str) -> int:
    """Find the index of an article by its identity, its file, or its corpus and identity or line, else an InputError."""
    if reference := parse_reference(name):
        return _find_in_corpus(found, reference)
    own = identity(name, str(Path.cwd()))
    places = {article: at for at, article in enumerate(found.records.ids)}
    for candidate in (name, own):
        if candidate in places:
            return places[candidate]
    for skipped in found.index.skipped:
        if skipped.id in (name, own):
            raise InputError(f"{name}: {skipped.reason}")
    close = get_close_matches(name, places, 1)
    raise InputError(f"no article {name}" + (f"; did you mean {close[0]}?" if close else ""))


def _find_in_corpus(found: CandidateSearch, reference: ArticleReference) -> int:
    corpus = identity(reference.corpus, str(Path.cwd()))
    ids: list[str] = []
    for at, record in enumerate(found.records):
        if record.path == corpus:
            if reference.names(record.id, record.place.line):
                return at
            ids.append(record.id)
    for skipped in found.index.skipped:
        if skipped.id in (corpus, f"{corpus}:{reference.line}"):
            raise InputError(f"{skipped.id}: {skipped.reason}")
    raise reference.not_found(ids)
