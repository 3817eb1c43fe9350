"""SymPy expressions, conditions, sets and matrices become trees that mean the same wherever both have a value.

Where SymPy and our language differ: a root of odd order is the principal one there and the real one here; a sum whose
upper bound lies below the lower one is negative there (Karr) and empty here; a factorial is a gamma function there and
of whole numbers here; a symbol without assumptions is complex there, and here real unless it is declared otherwise.
Each is translated so that the value is kept, or refused with the reason.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, NoReturn

import sympy

from grader.interchange.names import CONSTANTS, FUNCTIONS, RESERVED
from grader.interchange.texts import Written
from grader.language.names.functions import FUNCTIONS as KNOWN
from grader.language.printing import show
from grader.language.spelling import canonical_name
from grader.language.tree import (
    Add,
    Apply,
    Array,
    ArrayMul,
    Bind,
    Call,
    Cases,
    Const,
    Derivative,
    Div,
    Interval,
    Logic,
    Mul,
    Neg,
    Node,
    Num,
    Pow,
    Relation,
    RelationOp,
    SetOf,
    SetOp,
    Sym,
    Transpose,
    Tup,
)
from grader.submissions.weights.floats import between

MAX_NODES = 5000  # of an expression; a larger one is refused
MAX_WRITTEN_OUT = 20  # factors of a binomial coefficient of what is no whole number
ONE = Num(Fraction(1))
RELATIONS: dict[str, RelationOp] = {
    "Equality": "=",
    "Unequality": "!=",
    "StrictLessThan": "<",
    "LessThan": "<=",
    "StrictGreaterThan": ">",
    "GreaterThan": ">=",
}


@dataclass(frozen=True, slots=True)
class Converted:
    """A tree, and the domains that the assumptions of its symbols say."""

    tree: Node
    symbols: Mapping[str, str]

    def written(self) -> Written:
        """Return the tree as a text."""
        return Written(show(self.tree), self.symbols)


def from_sympy(expression: Any) -> Converted:
    """Return the tree of a SymPy object; raises ValueError where a part of it has none, and says which."""
    count = sum(1 for _ in sympy.preorder_traversal(expression)) if isinstance(expression, sympy.Basic) else 1
    if count > MAX_NODES:
        raise ValueError(f"a SymPy expression of {count} parts, more than {MAX_NODES} (MAX_NODES)")
    if isinstance(expression, sympy.MatrixBase):
        return Converted(_matrix(expression), _domains(expression))
    return Converted(_tree(expression), _domains(expression))


def _domains(expression: Any) -> dict[str, str]:
    found: dict[str, Any] = {}
    for symbol in sorted(expression.free_symbols, key=str):
        other = found.setdefault(_name(symbol), symbol)
        if other != symbol:
            raise ValueError(f"the symbols {other} and {symbol} would be one in an answer")
    return {name: _domain(symbol) for name, symbol in found.items()}


def _domain(symbol: Any) -> str:
    """Return what the assumptions of a symbol say, nothing where there are none."""
    if isinstance(symbol, sympy.MatrixSymbol):
        return f"real^{{{show(_tree(symbol.rows))} x {show(_tree(symbol.cols))}}}"
    return next((text for known, text in ASSUMED if known(symbol)), "")


ASSUMED: tuple[tuple[Callable[[Any], bool | None], str], ...] = (
    (lambda s: s.is_integer and s.is_positive, "positive integer"),
    (lambda s: s.is_integer and s.is_nonnegative, "non-negative integer"),
    (lambda s: s.is_integer, "integer"),
    (lambda s: s.is_positive, "positive"),
    (lambda s: s.is_negative, "negative"),
    (lambda s: s.is_nonnegative, "non-negative"),
    (lambda s: s.is_real and s.is_nonzero, "nonzero"),
    (lambda s: s.is_real, "real"),
    (lambda s: s.is_complex, "complex"),
)


def _name(symbol: Any) -> str:
    try:
        name = canonical_name("?" if " " in symbol.name else str(symbol.name))
    except ValueError:
        raise ValueError(f"a symbol called {symbol.name!r} is no name in an answer") from None
    if name in RESERVED or name in KNOWN:
        raise ValueError(f"a symbol called {name!r} would be read as something else in an answer")
    return name


def _tree(expression: Any) -> Node:
    kind = type(expression).__name__
    if kind in CONSTANTS:
        return Const(CONSTANTS[kind])
    for base in type(expression).__mro__:
        convert = KINDS.get(base.__name__)
        if convert is not None:
            return convert(expression)
    name = FUNCTIONS.get(kind)
    if name is not None:
        return Call(name, tuple(_tree(arg) for arg in expression.args))
    return _refuse(f"`{expression}` ({kind})")


def _refuse(what: str) -> NoReturn:
    raise ValueError(f"{what} has no counterpart in an answer")


# Numbers.


def _rational(value: Any) -> Node:
    return _fraction(Fraction(int(value.p), int(value.q)))


def _fraction(value: Fraction) -> Node:
    size = abs(value)
    number = Num(Fraction(size.numerator))
    tree = number if size.denominator == 1 else Div(number, Num(Fraction(size.denominator)))
    return Neg(tree) if value < 0 else tree


def _float(value: Any) -> Node:
    """Return the simplest fraction that rounds to a binary number at its own precision."""
    sign, digits, exponent, _ = value._mpf_
    digits, exponent = int(digits), int(exponent)
    if not digits:
        return _fraction(Fraction(0)) if exponent == 0 else _refuse(f"`{value}`")
    shift = max(value._prec - digits.bit_length(), 0)
    digits, exponent = digits << shift, exponent - shift
    if exponent >= 0 or digits % (1 << -exponent) == 0:
        size = Fraction(digits) * Fraction(2) ** exponent
    else:
        size = Fraction(*between(2 * digits - 1, 2 * digits + 1, 2 << -exponent, ends=digits % 2 == 0))
    return _fraction(-size if sign else size)


# Sums, products, powers.


def _sum(expression: Any) -> Node:
    return Add(tuple(_tree(term) for term in expression.as_ordered_terms()))


def _product(expression: Any) -> Node:
    sign = False
    above: list[Node] = []
    below: list[Node] = []
    for factor in expression.args:
        if factor.is_Rational:
            sign ^= factor < 0
            if abs(factor.p) != 1:
                above.insert(0, Num(Fraction(abs(int(factor.p)))))
            if factor.q != 1:
                below.append(Num(Fraction(int(factor.q))))
        elif factor.is_Pow and factor.exp.is_Rational and factor.exp < 0:
            below.append(_tree(sympy.Pow(factor.base, -factor.exp, evaluate=False)))
        else:
            above.append(_tree(factor))
    found = _many(Mul, above)
    found = Div(found, _many(Mul, below)) if below else found
    return Neg(found) if sign else found


def _many(kind: Callable[[tuple[Node, ...]], Node], parts: list[Node]) -> Node:
    return ONE if not parts else parts[0] if len(parts) == 1 else kind(tuple(parts))


def _power(expression: Any) -> Node:
    base, exp = expression.base, expression.exp
    if base == sympy.E:
        return Call("exp", (_tree(exp),))
    if exp.is_Rational and exp < 0:
        return Div(ONE, _tree(sympy.Pow(base, -exp, evaluate=False)))
    if exp == 1:
        return _tree(base)
    if exp.is_Rational and exp.q == 2 and exp.p == 1:
        return Call("sqrt", (_tree(base),))
    if exp.is_Rational and exp.q % 2 and exp.q > 1 and not base.is_nonnegative:
        # the principal root: that of a negative number is not real, and neither is its square root
        return Pow(Call("sqrt", (_tree(base),)), _fraction(2 * Fraction(int(exp.p), int(exp.q))))
    return Pow(_tree(base), _tree(exp))


# Functions that need a condition.


def _factorial(expression: Any) -> Node:
    (arg,) = expression.args
    if arg.is_integer and arg.is_nonnegative:
        return Call("factorial", (_tree(arg),))
    return Call("gamma", (Add((_tree(arg), ONE)),))


def _binomial(expression: Any) -> Node:
    if expression.args[1].is_Integer and 0 <= expression.args[1] <= MAX_WRITTEN_OUT:
        return _tree(sympy.expand_func(expression))
    if not all(arg.is_integer and arg.is_nonnegative for arg in expression.args):
        _refuse(f"`{expression}` of what are not both whole numbers, 0 or more by assumption,")
    return Call("binom", tuple(_tree(arg) for arg in expression.args))


def _heaviside(expression: Any) -> Node:
    return Call("heaviside", (_tree(expression.args[0]),))


def _lambert(expression: Any) -> Node:
    if len(expression.args) > 1:
        _refuse(f"`{expression}`, a branch other than the principal one,")
    return Call("lambertw", (_tree(expression.args[0]),))


def _inverse_of(name: str) -> Callable[[Any], Node]:
    """Return how an inverse function is written by that of the reciprocal."""
    return lambda expression: Call(name, (Div(ONE, _tree(expression.args[0])),))


def _applied(expression: Any) -> Node:
    return Apply(str(expression.func.__name__), tuple(_tree(arg) for arg in expression.args))


def _piecewise(expression: Any) -> Node:
    branches = [(_tree(value), condition) for value, condition in expression.args]
    otherwise = None
    if branches[-1][1] == sympy.true:
        otherwise = branches.pop()[0]
    if not branches:
        assert otherwise is not None
        return otherwise
    return Cases(tuple((value, _tree(condition)) for value, condition in branches), otherwise)


# Binders.


def _total(kind: Any) -> Callable[[Any], Node]:
    def convert(expression: Any) -> Node:
        body = _tree(expression.function)
        for index, low, high in expression.limits:
            gap = sympy.simplify(high - low + 1)
            if not (gap.is_nonnegative or (high == sympy.oo and low.is_finite)):
                _refuse(f"`{expression}`, in which {high} may lie more than one below {low},")
            body = Bind(kind, body, _name(index), _tree(low), _tree(high))
        return body

    return convert


def _integral(expression: Any) -> Node:
    body = _tree(expression.function)
    for limits in expression.limits:
        bounds = [_tree(bound) for bound in limits[1:]]
        if len(bounds) == 1:
            _refuse(f"`{expression}`, an antiderivative at a point,")
        body = Bind("int", body, _name(limits[0]), *bounds)
    return body


def _limit(expression: Any) -> Node:
    body, index, point, direction = expression.args
    if str(direction) != "+-" and not point.is_infinite:
        _refuse(f"`{expression}`, a limit from one side,")
    return Bind("lim", _tree(body), _name(index), _tree(point))


def _derivative(expression: Any) -> Node:
    body = _tree(expression.expr)
    for symbol, order in expression.variable_count:
        if not order.is_Integer:
            _refuse(f"`{expression}`, whose order is no number,")
        body = Derivative(body, _name(symbol), int(order))
    return body


# Conditions and sets.


def _relation(expression: Any) -> Node:
    return Relation((RELATIONS[type(expression).__name__],), (_tree(expression.lhs), _tree(expression.rhs)))


def _logic(op: Any) -> Callable[[Any], Node]:
    return lambda expression: Logic(op, tuple(_tree(arg) for arg in sorted(expression.args, key=str)))


def _implies(expression: Any) -> Node:
    return Logic("implies", tuple(_tree(arg) for arg in expression.args))


def _interval(expression: Any) -> Node:
    closed = not expression.left_open, not expression.right_open
    return Interval(_tree(expression.start), _tree(expression.end), *closed)


def _set_op(op: Any) -> Callable[[Any], Node]:
    return lambda expression: SetOp(op, tuple(_tree(arg) for arg in expression.args))


# Arrays.


def _matrix(matrix: Any) -> Node:
    rows = [[matrix[i, j] for j in range(matrix.cols)] for i in range(matrix.rows)]
    return Array(tuple(Array(tuple(_tree(entry) for entry in row)) for row in rows))


def _array_product(expression: Any) -> Node:
    return Mul(tuple(_tree(arg) for arg in expression.args))


KINDS: dict[str, Callable[[Any], Node]] = {  # the name of a class of SymPy
    "Rational": _rational,
    "Float": _float,
    "Symbol": lambda s: Sym(_name(s)),
    "MatrixSymbol": lambda s: Sym(_name(s)),
    "ImaginaryUnit": lambda _: Call("sqrt", (Neg(ONE),)),  # `i` is a letter where nothing complex is declared
    "NegativeInfinity": lambda _: Neg(Const("oo")),
    "Add": _sum,
    "Mul": _product,
    "Pow": _power,
    "factorial": _factorial,
    "binomial": _binomial,
    "Heaviside": _heaviside,
    "LambertW": _lambert,
    "acot": _inverse_of("arctan"),
    "asec": _inverse_of("arccos"),
    "acsc": _inverse_of("arcsin"),
    "acoth": _inverse_of("artanh"),
    "AppliedUndef": _applied,
    "Piecewise": _piecewise,
    "Sum": _total("sum"),
    "Product": _total("prod"),
    "Integral": _integral,
    "Limit": _limit,
    "Derivative": _derivative,
    "Relational": _relation,
    "And": _logic("and"),
    "Or": _logic("or"),
    "Not": _logic("not"),
    "Implies": _implies,
    "FiniteSet": lambda s: SetOf(tuple(_tree(arg) for arg in s.args)),
    "EmptySet": lambda _: Const("emptyset"),
    "Interval": _interval,
    "Union": _set_op("union"),
    "Intersection": _set_op("intersection"),
    "Complement": _set_op("difference"),
    "Tuple": lambda t: Tup(tuple(_tree(arg) for arg in t.args)),
    "MatrixBase": _matrix,
    "MatAdd": lambda m: Add(tuple(_tree(arg) for arg in m.args)),
    "MatMul": _array_product,
    "HadamardProduct": lambda m: ArrayMul("hadamard", tuple(_tree(arg) for arg in m.args)),
    "Transpose": lambda m: Transpose(_tree(m.arg)),
    "Inverse": lambda m: Call("inv", (_tree(m.arg),)),
    "MatPow": lambda m: Pow(_tree(m.base), _tree(m.exp)),
}
