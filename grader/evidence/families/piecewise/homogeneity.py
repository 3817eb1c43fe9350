"""Networks without biases: f(t x) = t^k f(x) for all t > 0, whatever the weights and however many.

Such a function of one real variable has no kink but at 0, and it equals no function that does not scale like that.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from flint import fmpq

from grader.claims.statements import Equal, Holds, Setting
from grader.evidence.arrays.grids import Grid
from grader.evidence.budget import Budget
from grader.evidence.errors import DeclinedError, NoValueError
from grader.evidence.functions.questions import HOMOGENEOUS, JUMPS
from grader.evidence.functions.table import of_several
from grader.evidence.numbers.evaluator import Context
from grader.evidence.numbers.look import START, see
from grader.evidence.numbers.places.domain import is_plain
from grader.evidence.numbers.places.lattice import lattice
from grader.evidence.numbers.truth import related
from grader.evidence.question.prepare import prepare
from grader.evidence.trees.fold import fold
from grader.language.tree import (
    Array,
    ArrayMul,
    Bind,
    Call,
    Index,
    Node,
    Num,
    Relation,
    Sym,
    Transpose,
    Tup,
    symbols,
)
from grader.verdict import Proof

METHOD = "homogeneity"
SCALED = HOMOGENEOUS | of_several(lambda facts: facts.homogeneous)

Degree = Fraction | None  # None: of the number 0, which has every degree


def degree(node: Node, inputs: frozenset[str]) -> Degree:
    """Return k where a tree's value at t x is t^k times its value at x for all t > 0; raises DeclinedError."""
    return fold(node, _Degrees(inputs))


class _Degrees:
    def __init__(self, inputs: frozenset[str]) -> None:
        self.inputs = inputs

    def number(self, value: Fraction) -> Degree:
        return Fraction(0) if value else None

    def negative(self, value: Degree) -> Degree:
        return value

    def total(self, values: Sequence[Degree]) -> Degree:
        return _common(values)

    def product(self, values: Sequence[Degree]) -> Degree:
        return _total(values)

    def quotient(self, num: Degree, den: Degree) -> Degree:
        if den is None:
            raise DeclinedError
        return None if num is None else num - den

    def power(self, base: Degree, exponent: int) -> Degree:
        if base is None and exponent <= 0:
            raise DeclinedError
        return None if base is None else base * exponent

    def other(self, node: Node) -> Degree:
        match node:
            case Sym(name):
                return Fraction(name in self.inputs)
            case Transpose(arg):
                return degree(arg, self.inputs)
            case Array(parts) | Tup(parts):
                return _common([degree(part, self.inputs) for part in parts])
            case ArrayMul(factors=parts):
                return _total([degree(part, self.inputs) for part in parts])
            case Index(base, indices) if not self.inputs & frozenset[str]().union(*map(symbols, indices)):
                return degree(base, self.inputs)
            case Bind(kind="sum", body=body, var=var) if var not in self.inputs:
                return degree(body, self.inputs)
            case Call(name, args):
                return self._call(name, args)
            case _:
                raise DeclinedError

    def _call(self, name: str, args: Sequence[Node]) -> Degree:
        degrees = [degree(arg, self.inputs) for arg in args]
        if name in JUMPS:
            return Fraction(0)
        if name not in SCALED:
            raise DeclinedError
        if name in {"leaky_relu", "norm"} and len(args) == 2:
            if degrees[1] not in (None, 0):
                raise DeclinedError
            return degrees[0]
        return _common(degrees)


def _common(degrees: Sequence[Degree]) -> Degree:
    known = {one for one in degrees if one is not None}
    if len(known) > 1:
        raise DeclinedError
    return known.pop() if known else None


def _total(degrees: Sequence[Degree]) -> Degree:
    known = [one for one in degrees if one is not None]
    return sum(known, Fraction(0)) if len(known) == len(degrees) else None


def none_by_scaling(statement: Equal | Holds, setting: Setting, budget: Budget) -> Proof | None:
    """Return a proof that no weights do what a statement says, of whatever sizes; None where scaling tells nothing.

    Symbols that the setting doesn't declare are weights. The setting's variables must range over all real numbers.
    """
    if setting.assume or not setting.variables:
        return None
    names = frozenset(variable.name for variable in setting.variables)
    if not all(is_plain(variable.domain) for variable in setting.variables):
        return None
    try:
        match statement:
            case Equal(answer, expected, up_to=None):
                return _unlike(degree(answer, names), expected, setting, budget)
            case Holds(Relation((op,), (Call("kinks", (output, *_)), Num(value)))):
                if len(names) > 1 or setting.variables[0].domain.shape or degree(output, names) not in (None, 1):
                    return None
                if any(related(op, fmpq(count), _exact(value)) is not False for count in (0, 1)):
                    return None
                note = "a function without biases is positively homogeneous: its only kink is at 0"
                return Proof(METHOD, notes=(note,))
            case _:
                return None
    except (DeclinedError, NoValueError):
        return None


def _exact(value: Fraction) -> fmpq:
    return fmpq(value.numerator, value.denominator)


def _unlike(power: Degree, expected: Node, setting: Setting, budget: Budget) -> Proof | None:
    """Return a proof that the expected side does not scale with this power: it does not from some x to 2 x."""
    names = {variable.name for variable in setting.variables}
    if power is None or power.denominator != 1 or power < 0 or not symbols(expected) <= names:
        return None
    case, (entry, *_) = prepare([expected, *map(Sym, sorted(names))], setting, budget)
    items = entry.items if isinstance(entry, Grid) else (entry,)
    scalars = [variable.name for variable in case.variables]
    for point in lattice(len(scalars)):
        place = dict(zip(scalars, point, strict=True))
        double = {name: 2 * value for name, value in place.items()}
        for item in items:
            values = [_value(case.context, item, at) for at in (place, double)]
            if None not in values and values[1] != 2 ** int(power) * values[0]:
                at = ", ".join(f"{name} = {value}" for name, value in place.items())
                return Proof(METHOD, notes=(f"f(2x) = {2 ** int(power)} f(x) without biases, but not at {at}",))
    return None


def _value(context: Context, tree: Node, place: dict[str, fmpq]) -> fmpq | None:
    value = see(context, tree, place, START)
    return value if isinstance(value, fmpq) else None
