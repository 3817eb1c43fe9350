"""Drawings as SVG within a page: a curve with the point at which it fails, or a map of signs."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise

from grader.reports.pages.curves import GRID, Curve, Point, Signs
from grader.reports.pages.html import EMPTY, Markup, filled, joined, tag, text
from grader.wording import sentences

WIDTH, HEIGHT, EDGE = 320.0, 200.0, 26.0
MAP = 200.0  # the sides of a map
OUTLIERS = 0.04  # of the values, on either side, need not be seen
MAX_TICKS = 5


def figure(drawing: Curve | Signs, where: Markup) -> Markup:
    """Return a drawing with what it shows; `where` is the point at which the answer fails."""
    match drawing:
        case Curve():
            shown = _curve(drawing)
            said = filled(_name(drawing), variable=drawing.variable)
            more = [sentences.PLOT_EXPECTED] if drawing.target else []
        case Signs():
            shown, said, more = _signs(drawing), text(sentences.SIGNS), []
    mark = filled(sentences.PLOT_MARK, where=where) if isinstance(drawing, Signs) or drawing.mark else EMPTY
    caption = joined(*(part for part in (said, mark, *more) if part), by="; ")
    return tag("figure", shown, tag("figcaption", caption, "."))


class _Frame:
    """Where points stand in a drawing."""

    def __init__(self, low: Point, high: Point, size: Point) -> None:
        self.low, self.high, self.size = low, high, size

    def x(self, value: float) -> float:
        return EDGE + (value - self.low[0]) / (self.high[0] - self.low[0]) * (self.size[0] - 2 * EDGE)

    def y(self, value: float) -> float:
        return self.size[1] - EDGE - (value - self.low[1]) / (self.high[1] - self.low[1]) * (self.size[1] - 2 * EDGE)

    def axes(self) -> Iterator[Markup]:
        """Yield the axes, or the nearest edges where they are not seen, with ticks and their numbers."""
        across = self.y(min(max(0.0, self.low[1]), self.high[1]))
        along = self.x(min(max(0.0, self.low[0]), self.high[0]))
        left, right, top, bottom = EDGE, self.size[0] - EDGE, EDGE, self.size[1] - EDGE
        yield tag("path", d=f"M{_at(left, across)}H{right:g}M{_at(along, top)}V{bottom:g}", class_="axis")
        for tick in _ticks(self.low[0], self.high[0]):
            yield tag("text", _number(tick), x=f"{self.x(tick):.1f}", y=f"{bottom + 16:g}", text_anchor="middle")
        for tick in _ticks(self.low[1], self.high[1]):
            yield tag("text", _number(tick), x=f"{left - 5:g}", y=f"{self.y(tick) + 4:.1f}", text_anchor="end")
            yield tag("path", d=f"M{_at(left, self.y(tick))}H{right:g}", class_="grid")

    def mark(self, point: Point) -> Markup:
        return tag("circle", cx=f"{self.x(point[0]):.1f}", cy=f"{self.y(point[1]):.1f}", r="4.5", class_="mark")


def _curve(curve: Curve) -> Markup:
    low, high = _heights(curve)
    frame = _Frame((curve.low, low), (curve.high, high), (WIDTH, HEIGHT))
    lines = [_line(frame, run, "target") for run in _inside(curve.target, low, high)]
    lines += [_line(frame, run, "yours") for run in _inside(curve.runs, low, high)]
    mark = EMPTY if curve.mark is None else frame.mark(curve.mark)
    return _svg((WIDTH, HEIGHT), filled(_name(curve), variable=curve.variable), *frame.axes(), *lines, mark)


def _name(curve: Curve) -> str:
    return sentences.PLOT_NETWORK if curve.is_network else sentences.PLOT


def _heights(curve: Curve) -> tuple[float, float]:
    """Return which values are seen: all of straight lines, of others but the outermost, and where it fails."""
    values = sorted(y for run in curve.runs for _, y in run)
    cut = 0 if curve.is_exact else int(len(values) * OUTLIERS)
    targets = sorted(y for run in curve.target for _, y in run)
    aside = int(len(targets) * OUTLIERS)
    seen = values[cut : len(values) - cut] + targets[aside : len(targets) - aside]
    seen += [curve.mark[1]] if curve.mark else []
    low, high = min(seen), max(seen)
    margin = (high - low) * 0.08 or max(1.0, abs(high) * 0.1)
    return low - margin, high + margin


def _inside(runs: Sequence[Sequence[Point]], low: float, high: float) -> Iterator[list[Point]]:
    """Yield the parts of runs of points between two heights, cut where a line crosses them."""
    for run in runs:
        part: list[Point] = []
        for start, end in pairwise(run):
            seen = _between(start, end, low, high)
            if seen is None or (part and part[-1] != seen[0]):
                yield from [part] if part else []
                part = []
            if seen is not None:
                part = [*(part or seen[:1]), seen[1]]
        yield from [part] if part else []


def _between(start: Point, end: Point, low: float, high: float) -> tuple[Point, Point] | None:
    """Return the part of a line between two heights, None where there is none."""
    (x, y), rise = start, end[1] - start[1]
    if rise == 0:
        return (start, end) if low <= y <= high else None
    first, last = sorted(((low - y) / rise, (high - y) / rise))
    first, last = max(first, 0.0), min(last, 1.0)
    if first >= last:
        return None
    width = end[0] - x
    begins = start if first == 0 else (x + first * width, y + first * rise)
    return begins, end if last == 1 else (x + last * width, y + last * rise)


def _line(frame: _Frame, run: Sequence[Point], name: str) -> Markup:
    points = " ".join(_at(frame.x(x), frame.y(y)) for x, y in run)
    return tag("polyline", points=points, class_=name)


def _signs(signs: Signs) -> Markup:
    frame = _Frame(signs.low, signs.high, (MAP, MAP))
    side = (MAP - 2 * EDGE) / GRID
    paths = []
    for sign, name in ((1, "plus"), (-1, "minus"), (0, "null")):
        boxes = (
            f"M{_at(EDGE + start * side, MAP - EDGE - (row + 1) * side)}h{count * side:.2f}v{side:.2f}"
            f"h-{count * side:.2f}z"
            for row, cells in enumerate(signs.rows)
            for start, count in _stretches(cells, sign)
        )
        path = "".join(boxes)
        paths += [tag("path", d=path, class_=name)] if path else []
    around = tag(
        "rect", x=f"{EDGE:g}", y=f"{EDGE:g}", width=f"{MAP - 2 * EDGE:g}", height=f"{MAP - 2 * EDGE:g}", class_="frame"
    )
    return _svg((MAP, MAP), text(sentences.SIGNS), *paths, around, *frame.axes(), frame.mark(signs.mark), name="map")


def _stretches(cells: Sequence[int | None], sign: int) -> Iterator[tuple[int, int]]:
    """Yield where cells of one sign stand beside each other: the first and how many."""
    place = 0
    for value, group in groupby(cells):
        count = len(list(group))
        if value == sign:
            yield place, count
        place += count


def _svg(size: Point, said: Markup, *parts: Markup, name: str = "curve") -> Markup:
    view = f"0 0 {size[0]:g} {size[1]:g}"
    return tag("svg", *parts, viewBox=view, role="img", aria_label=said, class_=name)


def _ticks(low: float, high: float) -> Iterator[float]:
    """Yield at most `MAX_TICKS` round numbers between two others."""
    rough = (high - low) / MAX_TICKS
    power = 10.0 ** math.floor(math.log10(rough))
    step = next(power * one for one in (1, 2, 5, 10) if power * one >= rough)
    first = math.ceil(low / step)
    yield from (number * step for number in range(first, math.floor(high / step) + 1))


def _number(value: float) -> str:
    return f"{value:.4g}".replace("-", "−")


def _at(x: float, y: float) -> str:
    return f"{x:.1f},{y:.1f}"
