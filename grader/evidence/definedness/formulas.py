"""Definedness as formulas: atoms about the sign or the integrality of trees, joined by `and` and case splits."""

from __future__ import annotations

from enum import Enum
from typing import Final

from grader.evidence.errors import DeclinedError
from grader.evidence.signs import Sign
from grader.language.tree import Bind, Node, symbols
from grader.records import dataclass


class Role(Enum):
    """What a point is where a formula fails."""

    UNDEFINED = "undefined"  # the expression has no value there
    LEFT_OUT = "left out"  # an unnamed convention decides
    UNCLEAR = "unclear"  # it may have a value: not known here


@dataclass(slots=True, unsafe_hash=True)
class Atom:
    """The value of `node` has one of the signs (of an array: every entry has)."""

    node: Final[Node]
    sign: Final[Sign]
    role: Final[Role] = Role.UNDEFINED


@dataclass(slots=True, unsafe_hash=True)
class Whole:
    """The value of `node` is an integer, or where `wanted` is false is none."""

    node: Final[Node]
    role: Final[Role] = Role.UNDEFINED
    wanted: Final[bool] = True


@dataclass(slots=True, unsafe_hash=True)
class All:
    """Every part holds; later parts may speak of what only earlier ones make defined."""

    parts: Final[tuple[Formula, ...]]


@dataclass(frozen=True, slots=True)
class When:
    """`then` where the guard holds, `otherwise` elsewhere."""

    guard: Formula
    then: Formula
    otherwise: Formula


@dataclass(frozen=True, slots=True)
class Each:
    """The formula holds for every value of the binder's symbol between its bounds."""

    binder: Bind
    body: Formula


@dataclass(frozen=True, slots=True)
class Never:
    """Holds nowhere."""

    role: Role = Role.UNDEFINED


Formula = Atom | Whole | All | When | Each | Never

TRUE = All(())


def complement(sign: Sign) -> Sign:
    """Return the signs that are not in a set; the set must not hold all three."""
    return Sign(7 & ~sign)


def conjunction(parts: list[Formula]) -> Formula:
    """Return the formula that all parts hold, flat and without repetition."""
    if len(parts) < 2:
        return parts[0] if parts else TRUE
    flat: dict[Formula, None] = {}
    for part in parts:
        flat.update(dict.fromkeys(part.parts if isinstance(part, All) else (part,)))
    return next(iter(flat)) if len(flat) == 1 else All(tuple(flat))


def parts_of(formula: Formula) -> tuple[Formula, ...]:
    """Return the parts of a conjunction, or the formula alone."""
    return formula.parts if isinstance(formula, All) else (formula,)


def negation(formula: Formula) -> Formula:
    """Return the formula that holds where this one does not, wherever its trees are defined."""
    match formula:
        case Atom(node=node, sign=sign, role=role):
            return Atom(node, complement(sign), role)
        case Whole(node=node, role=role, wanted=wanted):
            return Whole(node, role, not wanted)
        case All(parts=()):
            return Never()
        case All(parts=(first, *rest)):
            return When(first, negation(All(tuple(rest))), TRUE)
        case When(guard=guard, then=then, otherwise=otherwise):
            return When(guard, negation(then), negation(otherwise))
        case Never():
            return TRUE
        case _:
            raise DeclinedError("A condition over a range of indices cannot be negated here.")


def with_role(formula: Formula, role: Role) -> Formula:
    """Return the formula with all its failures in one role."""
    match formula:
        case Atom(node=node, sign=sign):
            return Atom(node, sign, role)
        case Whole(node=node, wanted=wanted):
            return Whole(node, role, wanted)
        case All(parts=parts):
            return All(tuple(with_role(part, role) for part in parts))
        case When(guard=guard, then=then, otherwise=otherwise):
            return When(guard, with_role(then, role), with_role(otherwise, role))
        case Each(binder=binder, body=body):
            return Each(binder, with_role(body, role))
        case Never():
            return Never(role)


def mentioned(formula: Formula) -> frozenset[str]:
    """Return the free symbols of a formula."""
    match formula:
        case Atom(node=node) | Whole(node=node):
            return symbols(node)
        case All(parts=parts):
            return frozenset[str]().union(*(mentioned(part) for part in parts))
        case When(guard=condition, then=then, otherwise=otherwise):
            return mentioned(condition) | mentioned(then) | mentioned(otherwise)
        case Each(binder=binder, body=body):
            ends = (end for end in (binder.low, binder.high) if end is not None)
            return (mentioned(body) - {binder.var}).union(*map(symbols, ends))
        case Never():
            return frozenset()
