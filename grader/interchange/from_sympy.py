"""SymPy expressions, conditions, sets and matrices become trees that mean the same wherever both have a value.

Where SymPy and our language differ: a root of odd order is the principal one there and the real one here; a sum whose
upper bound lies below the lower one is negative there (Karr) and empty here; a factorial is a gamma function there and
of whole numbers here; a symbol without assumptions is complex there, and here real unless it is declared otherwise.
Each is translated so that the value is kept, or refused with the reason.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import Any

import sympy

from grader.interchange.names import CONSTANTS, FUNCTIONS
from grader.interchange.sympy_binders import derivative, integral, limit, total
from grader.interchange.sympy_numbers import binary, fraction, rational, refuse
from grader.interchange.sympy_symbols import domains, name_of
from grader.interchange.texts import Written
from grader.language.printing import show
from grader.language.tree import (
    ONE,
    Add,
    Apply,
    Array,
    ArrayMul,
    Call,
    Cases,
    Const,
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
from grader.records import dataclass

MAX_NODES = 5000  # of an expression; a larger one is refused
MAX_WRITTEN_OUT = 20  # factors of a binomial coefficient of what is no whole number
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
        return Converted(_matrix(expression), domains(expression, _tree))
    return Converted(_tree(expression), domains(expression, _tree))


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
    return refuse(f"`{expression}` ({kind})")


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
        return Pow(Call("sqrt", (_tree(base),)), fraction(2 * Fraction(int(exp.p), int(exp.q))))
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
        refuse(f"`{expression}` of what are not both whole numbers, 0 or more by assumption,")
    return Call("binom", tuple(_tree(arg) for arg in expression.args))


def _heaviside(expression: Any) -> Node:
    return Call("heaviside", (_tree(expression.args[0]),))


def _lambert(expression: Any) -> Node:
    if len(expression.args) > 1:
        refuse(f"`{expression}`, a branch other than the principal one,")
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
    "Rational": rational,
    "Float": binary,
    "Symbol": lambda s: Sym(name_of(s)),
    "MatrixSymbol": lambda s: Sym(name_of(s)),
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
    "Sum": total("sum", _tree),
    "Product": total("prod", _tree),
    "Integral": lambda e: integral(e, _tree),
    "Limit": lambda e: limit(e, _tree),
    "Derivative": lambda e: derivative(e, _tree),
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
