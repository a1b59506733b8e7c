"""Posts printed as they stand: a tweet, known by its handle and date line."""

from __future__ import annotations

import re

_SIGNATURE = re.compile(r"[—–-]{1,2}\s*[^()\n—–]{1,60}\(@\w{1,20}\)[^.!?]{0,40}\Z")
_OPENING = re.compile(r"\s*[^()\n.:]{1,60}\(?@\w{1,20}\)?\s*(?:[·•:—–-]|\Z|[A-Z\d])")
_LINK = re.compile(r"(?:pic\.twitter\.com/|https?://t\.co/)\w+")


def signature_start(paragraph: str) -> int | None:
    """Find where the line with name, handle and date begins that ends a post, None where none is."""
    match = _SIGNATURE.search(paragraph) if "@" in paragraph else None
    return match.start() if match else None


def is_post(paragraph: str) -> bool:
    """Return whether a paragraph is a post: signed, headed by a handle, or carrying the site's link."""
    return bool(
        ("@" in paragraph and (_SIGNATURE.search(paragraph) or _OPENING.match(paragraph)))
        or (("twitter.com/" in paragraph or "://t.co/" in paragraph) and _LINK.search(paragraph))
    )
