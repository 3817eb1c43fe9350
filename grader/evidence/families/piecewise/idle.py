"""Hidden units of a network of one real input that do nothing: 0 everywhere, or left out by all that follows."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from math import prod
from typing import Literal

from grader.claims.statements import Setting
from grader.evidence.arrays.grids import ShapeError
from grader.evidence.budget import Budget, ExceededError
from grader.evidence.errors import DeclinedError, NoValueError, UnclearError
from grader.evidence.families.piecewise.line.case import LineCase
from grader.evidence.families.piecewise.line.linear.pieces import NIL, Item, Pieces, as_pieces
from grader.evidence.families.piecewise.line.linear.places import Places, places_of
from grader.evidence.families.piecewise.line.reader import Reader, Where
from grader.evidence.families.piecewise.line.tables import Entry, Table
from grader.evidence.functions.questions import BROKEN_LINES
from grader.evidence.functions.table import of_reals
from grader.evidence.precision import own_precision
from grader.language.tree import Call, Mul, Node, Num, Sym, children
from grader.records import dataclass

SILENT = of_reals(lambda facts: any(text == "0" for _, text in facts.pieces))  # that may be 0 for every input


@dataclass(frozen=True, slots=True)
class Unit:
    """A hidden unit that does nothing: `inactive` everywhere, or `unused` by all that follows. Both count from 1.

    Units with equally many activations before them are one layer, counted in the order of the formula.
    """

    layer: int
    number: int
    why: Literal["inactive", "unused"]


@own_precision
def idle_units(output: Node, setting: Setting, budget: Budget) -> tuple[Unit, ...]:
    """Return the units that do nothing in a formula of one real variable; none where that is not seen."""
    case = _case(output, setting, budget)
    if case is None:
        return ()
    try:
        places, reader = places_of(case.domain), case.reader()
        reader.read(output)
    except (DeclinedError, ShapeError, UnclearError, ExceededError, NoValueError):
        return ()
    return () if places.is_thin else tuple(_idle(output, _depths(output), places, reader))


def _case(output: Node, setting: Setting, budget: Budget) -> LineCase | None:
    """Return the question that a formula asks about its one variable, the only one of the setting if it has none."""
    names = {node.name for node in _in_order(output) if isinstance(node, Sym)}
    found = [variable for variable in setting.variables if variable.name in names or (not names and not setting.assume)]
    if len(found) != 1 or len(names) > 1 or setting.assume or found[0].domain.base == "complex":
        return None
    sizes = found[0].domain.shape
    return LineCase(found[0], setting, budget) if all(size == Num(Fraction(1)) for size in sizes) else None


def _depths(output: Node) -> dict[int, int]:
    """Return how many activations lie within each activation of a tree, itself included, by the node's identity."""
    depths: dict[int, int] = {}
    known: dict[int, int] = {}
    waiting = [(output, False)]
    while waiting:
        node, ready = waiting.pop()
        if id(node) in known:
            continue
        if not ready:
            waiting.append((node, True))
            waiting.extend((child, False) for child in children(node) if id(child) not in known)
            continue
        depth = max((known[id(child)] for child in children(node)), default=0)
        if isinstance(node, Call) and node.name in BROKEN_LINES:
            depth += 1
            depths[id(node)] = depth
        known[id(node)] = depth
    return depths


def _idle(output: Node, depths: dict[int, int], places: Places, reader: Reader) -> Iterator[Unit]:
    """Yield the units that are 0 everywhere, and those that all weights of what follows leave out."""
    used = _weights(output, reader)
    numbers: dict[int, int] = {}
    for node in _in_order(output):
        if id(node) not in depths or not isinstance(node, Call):
            continue
        layer, items = depths[id(node)], _items(reader.known[id(node)])
        for place, item in enumerate(items):
            numbers[layer] = numbers.get(layer, 0) + 1
            columns = used.get(id(node))
            if node.name in SILENT and _is_zero(item, places):
                yield Unit(layer, numbers[layer], "inactive")
            elif columns is not None and all(weight == NIL for weight in columns.get(place, (1,))):
                yield Unit(layer, numbers[layer], "unused")


def _in_order(output: Node) -> Iterator[Node]:
    """Yield each node of a tree once, as its text goes."""
    seen: set[int] = set()
    waiting = [output]
    while waiting:
        node = waiting.pop()
        if id(node) in seen:
            continue
        seen.add(id(node))
        yield node
        waiting.extend(reversed(list(children(node))))


def _items(entry: Entry | Where) -> tuple[Item, ...]:
    if isinstance(entry, Table):
        return entry.items
    return (entry.holds,) if isinstance(entry, Where) else (entry,)


def _is_zero(item: Item, places: Places) -> bool:
    zero = (NIL, NIL)
    return all(line == zero for low, high, line in as_pieces(item).open_pieces() if places.meets(low, high))


def _weights(output: Node, reader: Reader) -> dict[int, dict[int, list[Entry]]]:
    """Return the numbers that each unit of an activation is multiplied by, where all its uses are such products."""
    columns: dict[int, dict[int, list[Entry]]] = {}
    uses: dict[int, int] = {}
    for node in _in_order(output):
        for child in children(node):
            uses[id(child)] = uses.get(id(child), 0) + 1
        match node:
            case Mul((weights, Call(name) as call)) if name in BROKEN_LINES:
                found = _columns(reader.known[id(weights)], len(_items(reader.known[id(call)])))
                uses[id(call)] -= found is not None
                for place, column in enumerate(found or ()):
                    columns.setdefault(id(call), {}).setdefault(place, []).extend(column)
            case _:
                pass
    return {key: found for key, found in columns.items() if uses[key] == 0}


def _columns(entry: Entry | Where, width: int) -> list[list[Item]] | None:
    """Return the columns of weights, one for each unit; None where these are no numbers or do not fit."""
    items = _items(entry)
    if any(isinstance(item, Pieces) for item in items):
        return None
    if not isinstance(entry, Table):
        return [list(items)] if width == 1 else None
    if width == 1:
        return [list(items)]
    if len(items) % width or prod(entry.shape) != len(items):
        return None
    return [list(items[place::width]) for place in range(width)]
