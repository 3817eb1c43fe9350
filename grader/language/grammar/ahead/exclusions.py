"""Which conditions say different things of one letter: `x = 1` and `x = 2` never hold together."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from grader.language.tree import Add, Call, Div, Neg, Node, Num, Relation, Sym


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
