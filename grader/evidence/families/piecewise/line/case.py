"""A question about functions of one real variable: its trees, the variable, its domain, and how trees are read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction

from grader.claims.statements import Setting
from grader.evidence.budget import Budget
from grader.evidence.errors import DeclinedError
from grader.evidence.families.piecewise.line.linear.pieces import NIL, ONE, Item, Rational, line
from grader.evidence.families.piecewise.line.linear.places import places_of
from grader.evidence.families.piecewise.line.reader import Reader
from grader.evidence.families.piecewise.line.tables import Entry, Table
from grader.evidence.functions.questions import KINKED
from grader.evidence.numbers.look import shown_place
from grader.language.domains import REAL, Domain, Variable
from grader.language.names.functions import WHOLE
from grader.language.tree import Array, Call, Cases, Div, Neg, Node, Num, Sym, children
from grader.records import dataclass
from grader.verdict import Value

ASKED = WHOLE | KINKED


@dataclass(frozen=True)
class LineCase:
    """One question; `variable` is None where no symbol occurs. `setting` gives conventions."""

    variable: Variable | None
    setting: Setting
    budget: Budget

    @property
    def domain(self) -> Domain:
        """Return the domain of the variable, as one of scalars."""
        return REAL if self.variable is None else self.variable.domain

    @property
    def name(self) -> str:
        """Return the name of the variable, empty where there is none."""
        return "" if self.variable is None else self.variable.name

    def reader(self) -> Reader:
        """Return a reader for which the variable is the identity function."""
        reader = self._reader(line(ONE, NIL))
        try:
            reader.places = places_of(self.domain)
        except DeclinedError:
            reader.places = None
        return reader

    def at(self, x: Rational) -> Reader:
        """Return a reader that evaluates at a point."""
        return self._reader(x)

    def _reader(self, value: Item) -> Reader:
        values: dict[str, Entry] = {}
        if self.variable is not None:
            values[self.variable.name] = _shaped(self.variable.domain, value)
        return Reader(values, self.setting.conventions, self.budget)

    def place(self, x: Rational) -> Mapping[str, Value]:
        """Return a point as evidence shows it."""
        if self.variable is None:
            return {}
        bracket = f"[{','.join('1' * len(self.domain.shape))}]" if self.domain.shape else ""
        return shown_place({f"{self.variable.name}{bracket}": x})

    def spare(self) -> LineCase:
        """Return the same question with the budget's reserve, for what is still tried once a limit was hit."""
        return LineCase(self.variable, self.setting, self.budget.reserve())


def _shaped(domain: Domain, value: Item) -> Entry:
    shape = tuple(1 for _ in domain.shape)
    return Table(shape, (value,), "column" if len(shape) == 1 else "free") if shape else value


def line_case(trees: Iterable[Node], setting: Setting, budget: Budget, *, smooth: bool = False) -> LineCase | None:
    """Return the question that trees ask about one real variable, None where there are more.

    None, too, where there are no kinks, unless `smooth`.
    """
    names, kinked = _facts(trees)
    if not (kinked or smooth) or len(names) > 1 or setting.assume:
        return None
    if not names:
        return LineCase(None, setting, budget)
    (name,) = names
    declared = {variable.name: variable for variable in setting.variables}
    variable = declared.get(name, Variable(name, REAL))
    if variable.domain.base == "complex" or any(dim != Num(Fraction(1)) for dim in variable.domain.shape):
        return None
    return LineCase(variable, setting, budget)


def _facts(trees: Iterable[Node]) -> tuple[set[str], bool]:
    """Return the symbols of some trees, and whether they have kinks; shared nodes are looked at once."""
    names: set[str] = set()
    kinked = False
    seen: set[int] = set()
    waiting = list(trees)
    while waiting:
        node = waiting.pop()
        match node:
            case Num():
                continue
            case Sym(name):
                names.add(name)
                continue
            case Array(items):
                if id(node) not in seen:
                    seen.add(id(node))
                    waiting.extend(item for item in items if not _is_number(item))
                continue
            case Call(name):
                kinked = kinked or name in ASKED
            case Cases():
                kinked = True
            case _:
                pass
        if id(node) not in seen:
            seen.add(id(node))
            waiting.extend(children(node))
    return names, kinked


def _is_number(node: Node) -> bool:
    """Return whether a node is a number as it stands in lists of weights."""
    inner = node.arg if type(node) is Neg else node
    return type(inner) is Num or (type(inner) is Div and type(inner.num) is Num and type(inner.den) is Num)
