"""Which conditions never hold together: `x = 1` and `x = 2`, `x > 2` and `x < -1`, `|x| < 1` and `x = -1`."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Final

from grader.language.tree import MIRRORED, Add, Call, Div, Neg, Node, Num, Relation, Sym

# An end of a range: a number, and -1, 0 or 1 for what is just below it, it itself, just above it.
End = tuple[Fraction | float, int]
_FAR: Final = float("inf")
_BELOW, _ORDERS, _CLOSED = frozenset({"<", "<="}), frozenset({"<", "<=", ">", ">="}), frozenset({"<=", ">="})


def exclude_each_other(items: Sequence[Node]) -> bool:
    """Whether conditions give one letter different numbers, or different remainders: they never hold together."""
    found = [_value_said(item) for item in items]
    said = [one for one in found if one is not None]
    is_of_one = len({key for key, _ in said}) == 1
    return len(said) == len(items) > 1 and is_of_one and len({value for _, value in said}) == len(said)


def _value_said(item: Node) -> tuple[tuple[Node, Fraction], Fraction] | None:
    """Return the symbol of `x = 1` or `x ≡ 1 (mod 4)` with its modulus, 0 for none, and its number."""
    match item:
        case Relation(("=",), (Sym() as symbol, right)) if (value := number_said(right)) is not None:
            return (symbol, Fraction(0)), value
        case Relation(("=",), (Call("mod", (left, Num(modulus))), Num(zero))) if zero == 0 and modulus > 0:
            match left:
                case Add((Sym() as symbol, Neg(Num(value)))):
                    return (symbol, modulus), value % modulus
                case Sym():
                    return (left, modulus), Fraction(0)
    return None


def number_said(node: Node) -> Fraction | None:
    """Return the rational number that is written, None for all else."""
    match node:
        case Num(value):
            return value
        case Neg(Num(value)):
            return -value
        case Div(num, Num(value)) if value and (above := number_said(num)) is not None:
            return above / value
        case _:
            return None


def letter_left_nothing(left: Node, right: Node) -> Sym | None:
    """Return the letter of which two conditions by numbers leave nothing; None where they leave something."""
    one, another = _range(left), _range(right)
    if one is None or another is None or one[0] != another[0]:
        return None
    (name, *lows, first), (_, *others, second) = one, another
    return name if max(lows[0], others[0]) > min(first, second) else None


def _range(node: Node) -> tuple[Sym, End, End] | None:
    """Return the letter and the ends of a condition such as `x = 1`, `x > 2`, `-1 < x <= 1`, `|x| < 1`; else None."""
    match node:
        case Relation((op,), (left, Sym() | Call() as right)) if not isinstance(left, Sym | Call):
            return _range(Relation((MIRRORED.get(op, op),), (right, left)))
        case Relation((op,), (Call("abs", (Sym() as name,)), far)) if op in _BELOW:
            value = number_said(far)
            return None if value is None else (name, *_between(-value, value, op, op))
        case Relation((op,), (Sym() as name, far)):
            value = number_said(far)
            return None if value is None else _ends_of(name, op, value)
        case Relation((first, second), (low, Sym() as name, high)) if {first, second} <= _BELOW:
            lower, upper = number_said(low), number_said(high)
            return None if lower is None or upper is None else (name, *_between(lower, upper, first, second))
        case _:
            return None


def _ends_of(name: Sym, op: str, value: Fraction) -> tuple[Sym, End, End] | None:
    if op == "=":
        return name, (value, 0), (value, 0)
    if op in _BELOW:
        return name, (-_FAR, 0), (value, 0 if op in _CLOSED else -1)
    return (name, (value, 0 if op in _CLOSED else 1), (_FAR, 0)) if op in _ORDERS else None


def _between(low: Fraction, high: Fraction, first: str, second: str) -> tuple[End, End]:
    return (low, 0 if first in _CLOSED else 1), (high, 0 if second in _CLOSED else -1)
