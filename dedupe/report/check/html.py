"""The report of a check as one self-contained page: who took what from whom, when, and with what credit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dedupe.report.web.site import one_page

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dedupe.report.check_report import CheckReport


def render(report: CheckReport) -> Iterator[str]:
    """Yield the page."""
    yield one_page(report)
