"""Reading: from files, folders and corpora to articles in paragraphs."""

from __future__ import annotations

from dedupe.read.read_articles import MAX_FILE_SIZE, read_article, read_articles
from dedupe.read.split_paragraphs import split_paragraphs

__all__ = ["MAX_FILE_SIZE", "read_article", "read_articles", "split_paragraphs"]
