"""What a check and a comparison come to, with tables and a view in notebooks."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import fields
from html import escape
from typing import Any, Literal

from dedupe.comparison.comparison import Comparison
from dedupe.errors import InputError
from dedupe.findings.messages import percent
from dedupe.pipeline.judgement import Judgement
from dedupe.report.escape import for_html
from dedupe.report.phrases import counted
from dedupe.report.serialize import Value

Table = Literal["findings", "pairs", "articles", "paragraphs", "changes"]
_SHOWN = 20  # findings in a notebook
_HEIGHT = 640  # pixels of a comparison in a notebook


class CheckResult(Judgement):
    """The answer of a check: everything that `Judgement` has, and tables of it.

    The tables are those of `--report`, whose columns README explains, and "findings".
    """

    __slots__ = ()

    @classmethod
    def of(cls, report: Judgement) -> CheckResult:
        """Copy the fields of the pipeline's answer."""
        return cls(**_fields(report))

    def to_dicts(self, table: Table = "pairs") -> list[dict[str, Value]]:
        """Return "findings", "pairs", "articles", "paragraphs" or "changes", a dictionary a row, else an InputError."""
        from dedupe.report.check_report import CheckReport
        from dedupe.report.table_rows import finding_rows
        from dedupe.report.tables import ROWS

        if table == "findings":
            return list(finding_rows(CheckReport(self)))
        if table not in ROWS:
            raise InputError(f"no table {table!r}; there are findings, {', '.join(ROWS)}")
        return list(ROWS[table](self))

    def to_pandas(self, table: Table = "pairs") -> Any:  # noqa: ANN401 - pandas need not be there
        """Return a table of `to_dicts` as a data frame of pandas, which must be installed."""
        return _frame(self.to_dicts(table), table)

    def __repr__(self) -> str:
        return f"<CheckResult: {self._summary()}>"

    def _repr_html_(self) -> str:
        """Show the findings in a notebook, the first of them."""
        rows = [
            (row["severity"], row["article"], row["line"], row["message"], row["rule"])
            for row in self.to_dicts("findings")[:_SHOWN]
        ]
        more = len(self.findings) - len(rows)
        return (
            f"<p>{_text(self._summary())}</p>"
            + _html_table(("", "article", "line", "what is found", "rule"), rows)
            + (f"<p>{_text(counted(more, 'finding'))} more: <code>.findings</code></p>" if more else "")
        )

    def _summary(self) -> str:
        skipped = f", {len(self.skipped):,} skipped" if self.skipped else ""
        return (
            f"{counted(len(self.copied), 'copy', 'copies')} among {counted(self.checked, 'article')}, "
            f"{counted(len(self.findings), 'finding')}{skipped}"
        )


class CompareResult(Comparison):
    """What comparing two articles came to: everything that `Comparison` has, and tables of it."""

    __slots__ = ()

    @classmethod
    def of(cls, comparison: Comparison) -> CompareResult:
        """Copy the fields of the pipeline's answer."""
        return cls(**_fields(comparison))

    def to_dicts(self, table: Literal["paragraphs", "changes"] = "changes") -> list[dict[str, Value]]:
        """Return "paragraphs" or "changes", a dictionary a row, else an InputError; README explains the columns."""
        from dedupe.report.table_rows import changes_of, paragraphs_of

        if table not in ("paragraphs", "changes"):
            raise InputError(f"no table {table!r}; there are paragraphs, changes")
        if table == "changes":
            return list(changes_of(self))
        return list(paragraphs_of(self, is_copy=self.relation.is_copy))

    def to_pandas(self, table: Literal["paragraphs", "changes"] = "changes") -> Any:  # noqa: ANN401 - pandas need not be there
        """Return a table of `to_dicts` as a data frame of pandas, which must be installed."""
        return _frame(self.to_dicts(table), table)

    def __repr__(self) -> str:
        shared = percent(self.measures.target_in_source)
        return (
            f"<CompareResult: {self.source.id} -> {self.target.id}: {self.relation.value}, "
            f"{shared} of the target stands in the source, {counted(len(self.edits), 'edit')}>"
        )

    def _repr_html_(self) -> str:
        """Show the page of the comparison in a notebook."""
        from dedupe.report.compare.html import render
        from dedupe.report.compare.layout import CompareOptions

        page = escape(render(self, CompareOptions()))
        return (
            f'<iframe sandbox="allow-scripts" srcdoc="{page}" '
            f'style="width: 100%; height: {_HEIGHT}px; border: 0"></iframe>'
        )


def _fields(answer: Judgement | Comparison) -> dict[str, Any]:
    """Return what the pipeline's answer was made of."""
    return {field.name: getattr(answer, field.name) for field in fields(answer) if field.init}


def _frame(rows: list[dict[str, Value]], table: Table) -> Any:  # noqa: ANN401
    import pandas as pd

    from dedupe.report.table_rows import FINDING_COLUMNS
    from dedupe.report.tables import codebook

    columns = FINDING_COLUMNS if table == "findings" else codebook()[table]
    return pd.DataFrame(rows, columns=list(columns))


def _html_table(head: Iterable[str], rows: Iterable[Iterable[Value]]) -> str:
    def row(cells: Iterable[Value], tag: str) -> str:
        return f"<tr>{''.join(f'<{tag}>{_text(cell)}</{tag}>' for cell in cells)}</tr>"

    return f"<table>{row(head, 'th')}{''.join(row(cells, 'td') for cells in rows)}</table>"


def _text(value: Value) -> str:
    return escape(for_html(str(value)))
