"""Reading: from files, folders and corpora to articles in paragraphs."""

from __future__ import annotations

from dedupe.read.article_reader import read_articles
from dedupe.read.article_reference import read_article
from dedupe.read.discovered_file import MAX_FILE_SIZE
from dedupe.read.paragraph_splitter import split_paragraphs

__all__ = ["MAX_FILE_SIZE", "read_article", "read_articles", "split_paragraphs"]
