"""An article to be written in any format."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape


@dataclass(frozen=True, slots=True)
class Written:
    """An article to be written.

    Attributes:
        outlet: who published it.
        date: in ISO 8601.
        title: headline.
        paragraphs: of the text.
    """

    outlet: str
    date: str
    title: str
    paragraphs: tuple[str, ...]

    @property
    def text(self) -> str:
        """The paragraphs with blank lines between them."""
        return "\n\n".join(self.paragraphs)

    @property
    def html(self) -> str:
        """The paragraphs as elements."""
        return "\n".join(f"<p>{escape(it, quote=False)}</p>" for it in self.paragraphs)
