"""Plots with logarithmic axes as SVG, legible on light and on dark pages."""

from __future__ import annotations

import math
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    Point = tuple[float, float]

_WIDTH, _HEIGHT = 420, 320
_LEFT, _RIGHT, _TOP, _BOTTOM = 66, 34, 44, 46
_KEY = 170
_STYLE = """
svg { font: 12px system-ui, sans-serif; fill: #1f2328; stroke-width: 2; }
.title { font-size: 14px; font-weight: 600; }
.grid { stroke: #d1d9e0; stroke-width: 1; }
.even { stroke: #818b98; stroke-width: 1; stroke-dasharray: 4 4; }
.line { stroke: var(--hue); fill: none; } .dot { fill: var(--hue); }
.series0 { --hue: #0969da; } .series1 { --hue: #bc4c00; } .series2 { --hue: #1a7f37; }
.series3 { --hue: #8250df; }
@media (prefers-color-scheme: dark) {
  svg { fill: #d1d7e0; } .grid { stroke: #3d444d; }
  .series0 { --hue: #4493f8; } .series1 { --hue: #f0883e; } .series2 { --hue: #3fb950; } .series3 { --hue: #ab7df8; }
}
"""


@dataclass(frozen=True, slots=True)
class Panel:
    """One plot.

    Attributes:
        title: what is plotted against what.
        series: points by name, all coordinates positive, the first coordinate ascending.
        across: label of the horizontal axis.
    """

    title: str
    series: Mapping[str, Sequence[Point]]
    across: str


def figure(panels: Sequence[Panel]) -> str:
    """Panels side by side, each with a dashed line for growth in proportion."""
    drawn = "\n".join(
        f'<g transform="translate({at * _WIDTH} 0)">\n{_panel(panel)}\n</g>' for at, panel in enumerate(panels)
    )
    title = escape("; ".join(panel.title for panel in panels))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH * len(panels)} {_HEIGHT}" '
        f'role="img" aria-label="{title}">\n<style>{_STYLE}</style>\n{drawn}\n</svg>\n'
    )


def _panel(panel: Panel) -> str:
    points = [point for series in panel.series.values() for point in series]
    x = _scale([x for x, _ in points], _LEFT, _WIDTH - _RIGHT)
    y = _scale([y for _, y in points], _HEIGHT - _BOTTOM, _TOP)
    return "\n".join(
        [
            f'<text class="title" x="{_LEFT}" y="20">{escape(panel.title)}</text>',
            f'<text x="{_WIDTH - _RIGHT}" y="{_HEIGHT - 8}" text-anchor="end">{escape(panel.across)}</text>',
            *_grid(points, x, y),
            *_even(points, x, y),
            *_lines(panel.series, x, y),
        ]
    )


def _scale(values: Sequence[float], start: float, end: float) -> Callable[[float], float]:
    """The place of a value between two ends, whole powers of ten at both."""
    low, high = _decades(values)
    return lambda value: round(start + (math.log10(value) - low) / (high - low) * (end - start), 1)


def _decades(values: Sequence[float]) -> tuple[int, int]:
    low = math.floor(math.log10(min(values)))
    return low, max(math.ceil(math.log10(max(values))), low + 1)


def _grid(points: Sequence[Point], x: Callable[[float], float], y: Callable[[float], float]) -> Iterator[str]:
    low, high = _decades([across for across, _ in points])
    bottom = _HEIGHT - _BOTTOM
    for power in range(low, high + 1):
        at = x(10.0**power)
        yield f'<line class="grid" x1="{at}" y1="{_TOP}" x2="{at}" y2="{bottom}"/>'
        yield f'<text x="{at}" y="{bottom + 18}" text-anchor="middle">{_power(power)}</text>'
    low, high = _decades([up for _, up in points])
    for power in range(low, high + 1):
        at = y(10.0**power)
        yield f'<line class="grid" x1="{_LEFT}" y1="{at}" x2="{_WIDTH - _RIGHT}" y2="{at}"/>'
        yield f'<text x="{_LEFT - 8}" y="{at + 4}" text-anchor="end">{_power(power)}</text>'


def _power(power: int) -> str:
    return f"{10**power:,}" if power >= 0 else f"{10.0**power:.{-power}f}"


def _even(points: Sequence[Point], x: Callable[[float], float], y: Callable[[float], float]) -> Iterator[str]:
    """A line through the last point along which the value grows as the size does."""
    far, up = max(points)
    near = max(min(across for across, _ in points), far * 10 ** _decades([v for _, v in points])[0] / up)
    ends = f'x1="{x(near)}" y1="{y(up * near / far)}" x2="{x(far)}" y2="{y(up)}"'
    yield f'<line class="even" {ends}/>'


def _lines(
    series: Mapping[str, Sequence[Point]], x: Callable[[float], float], y: Callable[[float], float]
) -> Iterator[str]:
    left, lowest = _WIDTH - _RIGHT - _KEY, _HEIGHT - _BOTTOM - 12
    for number, (name, points) in enumerate(series.items()):
        places = [(x(across), y(up)) for across, up in points]
        joined = " ".join(f"{across},{up}" for across, up in places)
        at = lowest - 16 * (len(series) - 1 - number)
        yield f'<g class="series{number}">'
        yield f'<polyline class="line" points="{joined}"/>'
        yield from (f'<circle class="dot" cx="{across}" cy="{up}" r="4"/>' for across, up in places)
        yield f'<polyline class="line" points="{left},{at - 4} {left + 18},{at - 4}"/>'
        yield f'<text x="{left + 24}" y="{at}">{escape(name)}</text>\n</g>'
