"""What is drawn of an answer: a function of one real variable or of two, around the point at which it fails."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

from grader.claims.builders.setting import setting_of
from grader.claims.definitions import expand
from grader.claims.networks.built import built
from grader.claims.statements import Setting
from grader.errors import AnswerError
from grader.evidence import outline_of, samples
from grader.evidence.budget import LIMITS, Budget
from grader.language.domains import REAL, Variable
from grader.language.tree import Array, Div, Neg, Node, Num, Sym, substitute
from grader.problems.question import Question
from grader.records import dataclass, replace
from grader.reports.pages.numerals import rational
from grader.verdict import Exact, Value

MAX_STEPS = 40_000  # steps of evaluation that one drawing may take
SAMPLES = 81  # points of a curve that is not known to consist of straight lines
GRID = 40  # points on a side of a map
MAX_CORNERS = 200  # of a curve
MARGIN = Fraction(2, 5)  # of what is to be seen, on either side
WIDEST = 10**6  # a point further out is not drawn
PLANE = ("plot_1", "plot_2")  # stand for the entries of an input with two

Point = tuple[float, float]


@dataclass(frozen=True)
class Curve:
    """A function of one variable: runs of points joined by straight lines, and the point at which it fails.

    `is_exact`: the function is made of just these lines; otherwise its values are taken at many places.
    """

    variable: str
    low: float
    high: float
    runs: tuple[tuple[Point, ...], ...]
    mark: Point | None
    is_exact: bool
    is_network: bool
    target: tuple[tuple[Point, ...], ...] = ()


@dataclass(frozen=True)
class Signs:
    """The signs of a function of two variables in the middles of the cells of a grid, the lowest row first."""

    low: tuple[float, float]
    high: tuple[float, float]
    rows: tuple[tuple[int | None, ...], ...]
    mark: Point


def drawn(
    question: Question, values: Mapping[str, Node], at: Mapping[str, Value], target: Sequence[Node] = ()
) -> Curve | Signs | None:
    """Return what can be drawn of an answer that fails at a point; None where that is no function of one or two.

    `target`: the expected function, where it may be shown.
    """
    place = _rationals(at)
    tree = _function(question, values)
    if tree is None or place is None:
        return None
    try:
        fixed = {name: _tree(place[name]) for name in place if name in {one.name for one in question.given}}
        tree = substitute(tree, fixed)
        expected = [substitute(expand(one, question.define), fixed) for one in target[:1]]
    except (AnswerError, ValueError):
        return None
    setting = replace(setting_of(question), assume=())
    match question.for_all:
        case (Variable(name, domain) as variable,) if domain.base == "real" and not domain.shape and name in place:
            return _curve(tree, variable, place[name], setting, expected, is_network=question.kind.has_weights)
        case _ if question.kind.has_weights:
            return _signs(question, tree, at, setting)
        case _:
            return None


def _function(question: Question, values: Mapping[str, Node]) -> Node | None:
    """Return the function that an answer is: the output of a network, or a formula."""
    try:
        if question.kind.has_weights:
            return built(question, values).output
        only = question.kind.has_expected_value and len(values) == 1
        return expand(next(iter(values.values())), question.define) if only else None
    except AnswerError:
        return None


def _rationals(at: Mapping[str, Value]) -> dict[str, Fraction] | None:
    """Return the coordinates that are numbers; None where one is not exact."""
    found: dict[str, Fraction] = {}
    for name, value in at.items():
        number = rational(value.text) if isinstance(value, Exact) else None
        if number is None and not isinstance(value, tuple):
            return None
        if number is not None:
            found[name] = number
    return found


def _tree(value: Fraction) -> Node:
    size = Div(Num(Fraction(abs(value.numerator))), Num(Fraction(value.denominator)))
    return Neg(size) if value < 0 else size


# One variable.


def _curve(
    tree: Node, variable: Variable, failing: Fraction, setting: Setting, expected: Sequence[Node], *, is_network: bool
) -> Curve | None:
    limits = replace(LIMITS, max_steps=MAX_STEPS)
    outline = outline_of(tree, setting, Budget(limits))
    corners = () if outline is None else (*outline.kinks, *outline.jumps)
    if abs(failing) > WIDEST or len(corners) > MAX_CORNERS or any(abs(x) > WIDEST for x in corners):
        return None
    low, high = _range(variable, [failing, *corners])
    if low >= high:
        return None
    straight = outline is not None and not outline.jumps
    places = sorted({low, high, failing, *(x for x in corners if low < x < high)}) if straight else _evenly(low, high)
    budget = Budget(limits)
    runs = _runs(tree, variable.name, places, setting, budget)
    (mark,) = samples(tree, setting, [{variable.name: failing}], budget)
    targets = [run for one in expected for run in _runs(one, variable.name, _evenly(low, high), setting, budget)]
    if not runs:
        return None
    point = None if mark is None else (float(failing), mark)
    return Curve(variable.name, float(low), float(high), runs, point, straight, is_network, tuple(targets))


def _range(variable: Variable, seen: Sequence[Fraction]) -> tuple[Fraction, Fraction]:
    """Return what part of the axis is drawn: all of a bounded domain, else what is to be seen with a margin."""
    low, high = (None if end is None else _number(end) for end in (variable.domain.low, variable.domain.high))
    least, most = min(seen), max(seen)
    margin = max((most - least) * MARGIN, Fraction(2))
    return least - margin if low is None else low, most + margin if high is None else high


def _number(tree: Node) -> Fraction | None:
    match tree:
        case Num(value):
            return value
        case Neg(Num(value)):
            return -value
        case Div(Num(above), Num(below)) if below != 0:
            return above / below
        case _:
            return None


def _evenly(low: Fraction, high: Fraction) -> list[Fraction]:
    return [low + (high - low) * step / (SAMPLES - 1) for step in range(SAMPLES)]


def _runs(
    tree: Node, name: str, places: Sequence[Fraction], setting: Setting, budget: Budget
) -> tuple[tuple[Point, ...], ...]:
    """Return the points of a curve, in runs that a gap in its domain parts."""
    found = samples(tree, setting, [{name: place} for place in places], budget)
    runs: list[list[Point]] = [[]]
    for place, value in zip(places, found, strict=True):
        if value is None:
            runs.append([])
        else:
            runs[-1].append((float(place), value))
    return tuple(tuple(run) for run in runs if len(run) > 1)


# Two variables.


def _signs(question: Question, tree: Node, at: Mapping[str, Value], setting: Setting) -> Signs | None:
    plane = _plane(question, at)
    if plane is None:
        return None
    names, failing, put_in = plane
    if any(abs(x) > WIDEST for x in failing):
        return None
    try:
        tree = substitute(tree, put_in)
    except ValueError:
        return None
    half = max([Fraction(2), *(abs(x) * (1 + MARGIN) for x in failing)])
    setting = replace(setting, variables=tuple(Variable(name, REAL) for name in names))
    points = list(_grid(names, half))
    found = samples(tree, setting, points, Budget(replace(LIMITS, max_steps=4 * MAX_STEPS)))
    if all(value is None for value in found):
        return None
    signs = [None if value is None else (value > 0) - (value < 0) for value in found]
    rows = tuple(tuple(signs[row * GRID : (row + 1) * GRID]) for row in range(GRID))
    end = float(half)
    return Signs((-end, -end), (end, end), rows, (float(failing[0]), float(failing[1])))


def _plane(
    question: Question, at: Mapping[str, Value]
) -> tuple[tuple[str, str], tuple[Fraction, Fraction], dict[str, Node]] | None:
    """Return the names of two inputs, where they fail, and what an input with two entries is in these names."""
    put_in: dict[str, Node] = {}
    match question.for_all, [at.get(one.name) for one in question.for_all]:
        case (first, second), [Exact(one), Exact(other)]:
            names, texts = (first.name, second.name), (one, other)
        case (only,), [(Exact(one), Exact(other))]:
            put_in = {only.name: Array((Sym(PLANE[0]), Sym(PLANE[1])))}
            names, texts = PLANE, (one, other)
        case _:
            return None
    left, right = (rational(text) for text in texts)
    return None if left is None or right is None else (names, (left, right), put_in)


def _grid(names: tuple[str, str], half: Fraction) -> Iterator[dict[str, Fraction]]:
    """Yield the middles of the cells, row by row from below."""
    middles = [half * (2 * cell + 1 - GRID) / GRID for cell in range(GRID)]
    for second in middles:
        yield from ({names[0]: first, names[1]: second} for first in middles)
