r"""The lists and matrices whose entries clauses give: `x_1 = 0.8, y_1 = 0.4`, `M_x = 0, M_y = -10`, `c_11 = 7, …`.

With each list stand the ones that its chains say besides, `[100 cos 30°, 50]` of `F_x = 100 cos 30° = 50√3, F_y = 50`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import islice, product

from grader.language.tree import Array
from grader.marking.texts.text_pieces import is_number
from grader.marking.ways.within.entry_clauses.clauses import Clause
from grader.marking.ways.within.entry_clauses.entry_places import in_order
from grader.marking.ways.within.entry_clauses.entry_units import measured, without_units
from grader.problems.question import Question
from grader.records import dataclass, replace

MAX_WAYS = 16  # to take rounded values or exact ones

_COMPONENT = re.compile(r"(?P<base>\\?[^\W\d_]+?)_?\{?(?P<axis>[xyz])\}?")
_ENTRY = re.compile(r"(?P<base>[^\W\d_])_?\{?(?P<row>[1-9])[,\s]{0,2}(?P<column>[1-9])\}?")
_AXES = ["x", "y", "z"]
_BOTH, SIGN = re.compile(r"\s*(?:±|\\pm(?![A-Za-z]))\s*"), re.compile(r"°|\\?%")
_FUNCTION, _VULGAR = re.compile(r"[A-Za-z]{2}"), re.compile(r"[½⅓⅔¼¾]")
_BELOW = str.maketrans("₀₁₂₃₄₅₆₇₈₉", "0123456789")


@dataclass(frozen=True, slots=True)
class Listed:
    """A list of values in brackets; `others` are what its chains say besides, each in some ways, of which one holds."""

    text: str
    others: tuple[tuple[str, ...], ...] = ()


def lists_of(question: Question, found: Sequence[Clause]) -> Iterator[Listed]:
    """Yield the lists, or matrices, of the shape that is expected that clauses give the entries of."""
    shapes = {_shape(tree) for tree in question.accepted}
    rows, columns = shapes.pop() if found and len(shapes) == 1 else (0, 0)
    if columns:
        yield from _matrices(found, rows, columns)
    elif rows > 1:
        both = tuple(way for one in found if (way := _with_both_signs(one)))
        for entries in in_order(question, found, rows):
            yield from (replace(one, others=(*one.others, *both)) for one in _with_units(question, entries, ""))
        yield from _components(question, found, rows)


def _shape(tree: object) -> tuple[int, int]:
    """Return how many rows and columns an array has, no columns for a flat list, and nothing for anything else."""
    if not isinstance(tree, Array) or not tree.items:
        return 0, 0
    first = tree.items[0]
    return len(tree.items), len(first.items) if isinstance(first, Array) else 0


def _with_both_signs(clause: Clause) -> tuple[str, ...]:
    """Return the lists of the two values of a chain with ±, in either order; nothing of another one."""
    if len(_BOTH.findall(clause.exact)) != 1:
        return ()
    plus, minus = (f"({sign.join(_BOTH.split(clause.exact))})" for sign in "+-")
    return f"[{plus}, {minus}]", f"[{minus}, {plus}]"


def _with_units(question: Question, entries: Sequence[Clause], left: str) -> Iterator[Listed]:
    """Yield the lists of exact or rounded values without their units, with the one of all of them behind."""
    for values in islice(product(*(one.values for one in entries)), MAX_WAYS):
        numbers, unit = without_units(question, values, [one.last for one in entries])
        if numbers:
            yield _listed(entries, numbers, partial(_in_brackets, left, unit))


def _in_brackets(left: str, unit: str, numbers: Sequence[str]) -> str:
    return f"{left}[{', '.join(numbers)}]{unit}"


def _listed(entries: Sequence[Clause], numbers: Sequence[str], written: Callable[[Sequence[str]], str]) -> Listed:
    """Return a list with those that have another calculation of a chain in the place of its value."""
    others: list[tuple[str, ...]] = []
    for place, one in enumerate(entries):
        calculated = (member for member in one.members if is_number(_VULGAR.sub("1", member)))
        for member in (each for each in calculated if each not in one.values):
            ways = _readings(member, one.last)
            others.append(tuple(written([*numbers[:place], way, *numbers[place + 1 :]]) for way in ways))
    return Listed(written(numbers), tuple(others))


def _readings(member: str, last: str) -> tuple[str, ...]:
    """Return what a calculation may come to in the unit of its value: the number of it, or a hundred times it."""
    number, _ = measured(member)
    bare = SIGN.sub("", number) if SIGN.search(last) and _FUNCTION.search(number) is None else number
    return (f"({bare})", f"100*({bare})") if "%" in last else (f"({bare})",)


def _by_index(found: Sequence[Clause], form: re.Pattern[str]) -> list[tuple[re.Match[str], Clause]]:
    """Return what names of a form give their values, none where a clause has another name, or two have the same."""
    names = [(name.translate(_BELOW), one) for one in found for name in one.names]
    given = [(match, one) for name, one in names if (match := form.fullmatch(name)) is not None]
    is_each = len(given) == len(names) == len({match[0] for match, _ in given}) and all(one.names for one in found)
    return given if is_each and len({match["base"] for match, _ in given}) == 1 else []


def _components(question: Question, found: Sequence[Clause], size: int) -> Iterator[Listed]:
    """Yield the vector whose components are given by their axes, `M_x = 0, M_y = -10`, behind its name."""
    given = {match["axis"]: (match["base"], one) for match, one in _by_index(found, _COMPONENT)}
    if len(given) == size and sorted(given) == _AXES[:size]:
        yield from _with_units(question, [given[axis][1] for axis in sorted(given)], f"{given['x'][0]} = ")


def _matrices(found: Sequence[Clause], rows: int, columns: int) -> Iterator[Listed]:
    """Yield the matrix all of whose entries are given by their indices, behind its name."""
    given = {(int(match["row"]), int(match["column"])): (match["base"], one) for match, one in _by_index(found, _ENTRY)}
    places = [(row, column) for row in range(1, rows + 1) for column in range(1, columns + 1)]
    if {*given} != {*places}:
        return

    def written(numbers: Sequence[str]) -> str:
        lines = [", ".join(numbers[place : place + columns]) for place in range(0, len(numbers), columns)]
        return f"{given[1, 1][0].upper()} = [{', '.join(f'[{line}]' for line in lines)}]"

    entries = [given[place][1] for place in places]
    yield _listed(entries, [one.exact for one in entries], written)
