"""Loops over a size in letters, in a run over trees: turns that do not disturb each other, and sums.

The body runs once, with a letter for the turn and letters for what stands in arrays and names before it. Then either
each turn writes to entries of its own, in a dimension that tells the turn, and reads what earlier turns wrote nowhere;
or a turn adds something to what was there, which does not depend on it: then all turns add the sum.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from grader.evidence.families.code.errors import SpecialError
from grader.evidence.families.code.run import Run
from grader.evidence.families.code.spaces import formulas
from grader.evidence.families.code.spaces.deltas import fixed
from grader.evidence.families.code.spaces.symbolic import Symbolic, remembered
from grader.evidence.families.code.spaces.values import (
    Cell,
    Listed,
    Module,
    Object,
    Places,
    Reader,
    Scalar,
    Scope,
    Size,
    Tensor,
    Value,
    tree_of,
)
from grader.evidence.trees.build import conjuncts
from grader.language.tree import Cases, Index, Node, Sym, rebuild, substitute, walk
from grader.records import dataclass

BEFORE = "before[{}]"  # what stood somewhere before a turn; no text can spell it
LAST = Module("a value of the last turn")  # is no number, so that nothing is proved of it


@dataclass
class Carried:
    """An array or a number that turns change: its letter, its entries before the loop and after one turn."""

    letter: str
    shape: tuple[Size, ...]
    start: Reader
    after: Reader


class Loop:
    """One loop: `body` runs a turn, given the index that counts from 0."""

    def __init__(self, run: Run, space: Symbolic, scope: Scope, size: Size, body: Callable[[Size], None]) -> None:
        self.run, self.space, self.scope, self.size, self.body = run, space, scope, size, body
        self.turn = space.index(size)
        self.place = space.shift(Sym(self.turn), -1)
        self.used = 0

    def finish(self) -> None:
        """Leave what the loop leaves; raises SpecialError where that has no formula."""
        names, cells = dict(self.scope.names), list(_cells(self.scope))
        starts = {id(cell): cell.read for cell in cells}
        shapes = list(_shapes(self.scope))
        self._turn()
        if list(_shapes(self.scope))[: len(shapes)] != shapes:
            raise SpecialError("a loop that changes lists or objects")
        changed = [cell for cell in cells if cell.read is not starts[id(cell)]]
        rebound = [name for name in names if self.scope.names[name] is not names[name]]
        carried = self._letters(names, changed, rebound, starts)
        self._turn()
        self._leave(names, changed, rebound, carried)

    def _turn(self) -> None:
        self.space.depth += 1
        try:
            self.body(self.place)
        finally:
            self.space.depth -= 1

    def _letters(
        self, names: Mapping[str, Value], cells: list[Cell], rebound: list[str], starts: Mapping[int, Reader]
    ) -> dict[int | str, Carried]:
        """Put letters in place of what turns change; return what they stand for."""
        found: dict[int | str, Carried] = {}
        for name in self.scope.names.keys() - names.keys():
            del self.scope.names[name]
        for cell in cells:
            start = starts[id(cell)]
            found[id(cell)] = one = self._carried(cell.shape, start)
            cell.read = self._reader(one)
        for name in rebound:
            self.scope.names[name] = old = names[name]
            if isinstance(old, Scalar) and old.dtype != "bool":
                entry = old.value
                found[name] = one = self._carried((), lambda places, entry=entry: entry)  # type: ignore[misc]
                self.scope.names[name] = Scalar(Sym(one.letter), old.dtype)
            elif isinstance(old, Tensor) and old.dtype != "bool":
                found[name] = one = self._carried(old.shape, old.reader())
                self.scope.names[name] = self.run.fresh(old.shape, old.dtype, self._reader(one))
        return found

    def _carried(self, shape: tuple[Size, ...], start: Reader) -> Carried:
        self.used += 1
        return Carried(BEFORE.format(f"{self.turn} {self.used}"), shape, start, start)

    def _reader(self, one: Carried) -> Reader:
        letter = Sym(one.letter)
        if not one.shape:
            return lambda places: letter
        return lambda places: Index(letter, tuple(self.space.shift(place, 1) for place in places))

    def _leave(
        self,
        names: Mapping[str, Value],
        cells: list[Cell],
        rebound: list[str],
        carried: dict[int | str, Carried],
    ) -> None:
        for cell in cells:
            carried[id(cell)].after = cell.read
        every = {one.letter: one for one in carried.values()}
        for cell in cells:
            one = carried[id(cell)]
            cell.read = self._final(one, one.shape, cell.read, every)
            cell.has_changed = True
        for name in self.scope.names.keys() - names.keys():
            self.scope.names[name] = LAST
        for name in rebound:
            self.scope.names[name] = self._left(self.scope.names[name], carried.get(name), every)

    def _left(self, new: Value, one: Carried | None, every: Mapping[str, Carried]) -> Value:
        """Return what a name stands for after all turns."""
        if one is None or not isinstance(new, Scalar | Tensor):
            return LAST
        array = self.run.tensor(new)
        try:
            final = self._final(one, array.shape, array.reader(), every)
        except SpecialError:  # it may be used no more
            return LAST
        return (
            Scalar(final(()), array.dtype)
            if isinstance(new, Scalar)
            else self.run.fresh(array.shape, array.dtype, final)
        )

    # What all turns together leave.

    def _final(self, one: Carried, shape: tuple[Size, ...], after: Reader, every: Mapping[str, Carried]) -> Reader:
        letters = [self.space.index(size) for size in shape]
        here = tuple(self.space.shift(Sym(letter), -1) for letter in letters)
        entry = tree_of(after(here))
        tree = self._summed(one, here, entry)
        if tree is None:
            tree = self._by_slots(one, here, entry, every)
        return remembered(
            lambda places: substitute(
                tree, {letter: self.space.shift(place, 1) for letter, place in zip(letters, places, strict=True)}
            )
        )

    def _summed(self, one: Carried, here: Places, entry: Node) -> Node | None:
        """Return what was there, plus the sum of what turns add; None where a turn does not add."""
        inner = here[len(here) - len(one.shape) :]
        return self._added(one, tuple(self.space.shift(place, 1) for place in inner), entry, ())

    def _added(self, one: Carried, here: Places, entry: Node, known: tuple[Node, ...]) -> Node | None:
        """Return the same where some conditions are known to hold, which do not depend on the turn."""
        match entry:
            case Cases(((new, condition),), other) if other is not None and not self._depends(condition):
                first = self._added(one, here, new, (*known, *conjuncts(condition)))
                second = self._added(one, here, other, known)
                return None if first is None or second is None else formulas.choose(condition, first, second)
            case _:
                return self._total(one, here, entry, known)

    def _total(self, one: Carried, here: Places, entry: Node, known: tuple[Node, ...]) -> Node | None:
        parts = formulas.parts_of(entry)
        before = [part for part in parts if self._is_here(part, one, here, known)]
        if [parts.pop(part) for part in before] != [1]:
            return None
        added = formulas.written(parts)
        if any(_is_before(node) for node in walk(added)):
            return None
        start = one.start(tuple(self.space.shift(place, -1) for place in here))
        return formulas.add(tree_of(start), self.space.summed(added, self.turn, self.size))

    def _is_here(self, part: Node | None, one: Carried, here: Places, known: tuple[Node, ...]) -> bool:
        """Return whether a part is what stood at an entry before the turn."""
        match part:
            case Index(Sym(letter), indices) if letter == one.letter:
                same = (
                    formulas.compare("=", own, self.space.entry(place))
                    for own, place in zip(indices, here, strict=True)
                )
                return all(one == formulas.TRUE or one in known for one in same)
            case _:
                return part == Sym(one.letter)

    def _depends(self, condition: Node) -> bool:
        return any(_is_before(node) or node == Sym(self.turn) for node in walk(condition))

    def _by_slots(
        self, one: Carried, here: Places, entry: Node, every: Mapping[str, Carried], told: Node | None = None
    ) -> Node:
        """Return what each turn writes to entries of its own; raises SpecialError where it is no such loop.

        `told` is the one turn that may write to an entry, as all conditions must tell it.
        """
        if entry == self._reader(one)(here):
            return tree_of(one.start(here))
        match entry:
            case Cases(((new, condition),), other) if other is not None:
                turn, rest = self._told(condition)
                if told not in {None, turn}:
                    raise SpecialError("a loop in which several turns write to an entry")
                written = substitute(self._restored(new, every, turn), {self.turn: turn})
                later = self._by_slots(one, here, other, every, turn)
                return formulas.choose(substitute(rest, {self.turn: turn}), written, later)
            case _:
                raise SpecialError("a loop whose turns depend on each other")

    def _told(self, condition: Node) -> tuple[Node, Node]:
        """Return the turn that a condition tells, and what else it says."""
        found = fixed(condition, self.turn, self.space.inside(self.size))
        if found is None:
            raise SpecialError("a loop whose turns write to the same entries")
        return found

    def _restored(self, tree: Node, every: Mapping[str, Carried], turn: Node) -> Node:
        """Return what a turn writes, with what was there before the loop in place of what was there before the turn.

        `turn` is the same turn, told by the entry that is written to.
        """
        match tree:
            case Index(Sym(letter), indices) if letter in every:
                one = every[letter]
                if not self._is_own(one, indices, turn):
                    raise SpecialError("a loop whose turns read what others write")
                return tree_of(one.start(tuple(self.space.shift(index, -1) for index in indices)))
            case Sym(letter) if letter in every:
                raise SpecialError("a loop whose turns depend on each other")
            case _:
                return rebuild(tree, lambda child: self._restored(child, every, turn))

    def _is_own(self, one: Carried, indices: tuple[Node, ...], here: Node) -> bool:
        """Return whether only the turn under way writes to an entry, if any does."""
        letters = [self.space.index(size) for size in one.shape]
        entry = one.after(tuple(self.space.shift(Sym(letter), -1) for letter in letters))
        known: dict[str, Node] = dict(zip(letters, indices, strict=True))
        while isinstance(entry, Cases) and entry.otherwise is not None:
            turn, _ = self._told(entry.branches[0][1])
            if formulas.linear(substitute(turn, known)) not in {Sym(self.turn), formulas.linear(here)}:
                return False
            entry = entry.otherwise
        return bool(entry == self._reader(one)(tuple(self.space.shift(Sym(letter), -1) for letter in letters)))


def _is_before(node: Node) -> bool:
    return isinstance(node, Sym) and node.name.startswith("before[")


def _things(scope: Scope) -> Iterator[Value]:
    """Yield what can be reached from the names of a scope and of those around it, each once."""
    waiting: list[Value] = []
    here: Scope | None = scope
    while here is not None:
        waiting += here.names.values()
        here = here.outer
    seen: set[int] = set()
    while waiting:
        value = waiting.pop()
        if id(value) in seen:
            continue
        seen.add(id(value))
        yield value
        match value:
            case Object(fields=fields) | Tensor(fields=fields):
                waiting += fields.values()
            case Listed(items) | tuple(items):
                waiting += items


def _cells(scope: Scope) -> Iterator[Cell]:
    known: set[int] = set()
    for value in _things(scope):
        if isinstance(value, Tensor) and id(value.cell) not in known:
            known.add(id(value.cell))
            yield value.cell


def _shapes(scope: Scope) -> Iterator[object]:
    """Yield what tells whether a list, an object or what an array stands for was changed."""
    local = set(map(id, scope.names.values()))
    for value in _things(scope):
        match value:
            case Listed(items):
                yield id(value), tuple(map(id, items))
            case Object(fields=fields):
                yield id(value), tuple((name, id(one)) for name, one in fields.items())
            case Tensor(fields=fields, cell=cell) if id(value) not in local:
                yield id(value), id(cell), tuple((name, id(one)) for name, one in fields.items())
