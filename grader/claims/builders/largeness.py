"""Conditions that say that a difference is large: `a >> b`, which is that a - b grows without bound.

`a >> b` is the same as `c >> d` where a - b is c - d but for a number added, or but for a positive factor. It is
another one where along a half line t p, t -> oo, one difference grows and the other does not: for differences that are
homogeneous in symbols which may be scaled, the signs at p tell that. Between positive quantities a student may also
mean a ratio, so what grows in the answer counts against it only where a number stands on its small side. Of an answer
that is not homogeneous its terms of the highest degree tell where it falls, whatever its others are meant to be.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TypeGuard

from grader.claims.statements import AllOf, AnyOf, Equal, ForPerson, Holds, Settled, Statement
from grader.language.domains import Domain
from grader.language.reader.stretches import rational
from grader.language.tree import (
    ZERO,
    Add,
    ArrayMul,
    Call,
    Const,
    Div,
    Logic,
    Mul,
    Neg,
    Node,
    Num,
    Pow,
    Relation,
    Sym,
    Transpose,
    symbols,
    walk,
)
from grader.problems.question import Question
from grader.wording import open_reasons, reasons

AT_POINTS = Settled(
    False,
    "no large difference",
    reasons.CONDITION_HOLDS_AT_SINGLE,
)
GROWING = Settled(False, "large difference", reasons.SAID_DIFFERENCE_GROWS)
NEVER = Settled(False, "no large difference", reasons.NUMBER_DOES_NOT_GROW)
RESTRICTED = Settled(False, "not all cases", reasons.SPEAKS_OF_SOME_CASES)
APART = Settled(False, "another difference", reasons.THERE_DIRECTIONS_WHICH_ONLY)
MAX_SCALES = 4  # numbers in an answer by which a whole difference may be multiplied
OTHER = ForPerson(open_reasons.NO_PROOF_FOUND_BOTH)
NOT_ONE = ForPerson(open_reasons.ONLY_ONE_DIFFERENCE_LARGE)
KEPT = frozenset({"abs", "norm", "relu"})  # functions f with f(t x) = t f(x) for t > 0


def is_large(tree: Node) -> bool:
    """Whether a condition says that one difference is large."""
    return large_and_small(tree) is not None


def large_and_small(tree: Node) -> tuple[Node, Node] | None:
    """Return the sides of `a >> b`, `b << a`, `a -> oo` (b is 0) or `-a -> -oo`; None of any other condition."""
    match tree:
        case Relation((">>",), (large, small)) | Relation(("<<",), (small, large)):
            return large, small
        case Relation(("->",), (large, Const("oo"))):
            return large, ZERO
        case Relation(("->",), (small, Neg(Const("oo")))):
            return Neg(small), ZERO
        case _:
            return None


def same_largeness(answer: Node, expected: Node, question: Question) -> Statement:
    """Return the statement that two conditions, one of which speaks of a large difference, speak of the same.

    A condition that holds at single points says it of none: it is refuted by such a point. One that is restricted says
    nothing where its restriction does not hold.
    """
    match answer:
        case Logic("implies", (restriction, inner)) if is_large(inner):
            covered = AnyOf((Holds(restriction),), RESTRICTED)
            return AllOf((covered, same_largeness(inner, expected, question)))
    found, wanted = large_and_small(answer), large_and_small(expected)
    if found is None or wanted is None:
        plain, why = (answer, AT_POINTS) if found is None else (expected, GROWING)
        return NOT_ONE if _speaks_of_growth(plain) else AnyOf((Holds(Logic("not", (plain,))),), why)
    mine, theirs = _gap(found), _gap(wanted)
    if mine is None or theirs is None:
        return NEVER if mine is None else NOT_ONE
    same = tuple(Equal(one, other) for one, other in _scaled(mine, theirs))
    names = _scalable(question)
    if names is None or not degree(theirs, names):
        return AnyOf((*same, OTHER))
    if not degree(mine, names):
        highest = _highest(mine, names)
        return (
            AnyOf((*same, OTHER)) if highest is None else AllOf((_never_falls(theirs, highest), AnyOf((*same, OTHER))))
        )
    implied = [_implies(theirs, mine)]
    if _is_number(found[1]):
        implied.append(_implies(mine, theirs))
    return AnyOf((*same, AllOf((*implied, OTHER))), APART)


def without_assumed(tree: Node, question: Question) -> Node:
    """Return a condition without a restriction that the question assumes anyway, `for every j != i`."""
    match tree:
        case Logic("implies", (restriction, inner)) if _is_assumed(restriction, question.assume):
            return inner
        case _:
            return tree


def _is_assumed(restriction: Node, assume: Sequence[Node]) -> bool:
    """Whether a restriction is one of the assumptions, also with its sides swapped."""
    turned = Relation(restriction.ops, restriction.operands[::-1]) if _is_symmetric(restriction) else restriction
    return restriction in assume or turned in assume


def _is_symmetric(tree: Node) -> TypeGuard[Relation]:
    return isinstance(tree, Relation) and tree.ops in {("=",), ("!=",)}


def _scalable(question: Question) -> frozenset[str] | None:
    """Return the symbols that may be multiplied by any positive number; None where an assumption speaks of one."""
    names = frozenset(variable.name for variable in question.for_all if _is_cone(variable.domain))
    return None if any(names & symbols(condition) for condition in question.assume) else names


def _is_cone(domain: Domain) -> bool:
    """Whether a domain holds the positive multiples of its members."""
    ends = {domain.low, domain.high} - {None, ZERO}
    return domain.base == "real" and domain.members is None and not ends


def _scaled(mine: Node, theirs: Node) -> Iterator[tuple[Node, Node]]:
    """Yield both differences as they are, and with a number of the answer as a factor of one of them."""
    yield mine, theirs
    scales = dict.fromkeys(part for part in walk(mine) if isinstance(part, Num) and part.value > 0 and part.value != 1)
    for scale in list(scales)[:MAX_SCALES]:
        yield mine, Mul((scale, theirs))
        yield Mul((scale, mine)), theirs


def degree(tree: Node, names: frozenset[str]) -> int | None:
    """Return d where f(t p) = t^d f(p) for the symbols p named and every t > 0, None where that is not known."""
    match tree:
        case Sym(name):
            return 1 if name in names else None
        case Num() | Const():
            return 0
        case Neg(arg) | Transpose(arg):
            return degree(arg, names)
        case Call(name, (arg,)) if name in KEPT:
            return degree(arg, names)
        case Add(terms):
            return _common([degree(term, names) for term in terms if term != ZERO])
        case Mul(factors) | ArrayMul(_, factors):
            return _total([degree(factor, names) for factor in factors])
        case Div(num, den):
            return _total([degree(num, names), _times(degree(den, names), -1)])
        case Pow(base, Num(value)) if value.denominator == 1 and value > 0:
            return _times(degree(base, names), int(value))
        case _:
            return None


def _highest(tree: Node, names: frozenset[str]) -> Node | None:
    """Return the terms of a sum with the highest degree, None where it has no degree that is known, or 0."""
    terms = tree.terms if isinstance(tree, Add) else (tree,)
    degrees = [degree(term, names) for term in terms]
    known = [one for one in degrees if one is not None]
    if len(known) < len(terms) or not max(known):
        return None
    kept = tuple(term for term, one in zip(terms, degrees, strict=True) if one == max(known))
    return kept[0] if len(kept) == 1 else Add(kept)


def _never_falls(one: Node, highest: Node) -> Statement:
    """Return the statement that where one difference is positive the highest terms of another are not negative."""
    claim = Holds(Logic("or", (Relation(("<=",), (one, ZERO)), Relation((">=",), (highest, ZERO)))))
    return AnyOf((claim,), APART)


def _common(found: list[int | None]) -> int | None:
    return found[0] if len(set(found)) == 1 else None


def _total(found: list[int | None]) -> int | None:
    known = [one for one in found if one is not None]
    return sum(known) if len(known) == len(found) else None


def _times(found: int | None, by: int) -> int | None:
    return None if found is None else found * by


def _gap(sides: tuple[Node, Node]) -> Node | None:
    """Return the difference of two sides, without terms and positive factors that are numbers; None if none is left."""
    large, small = sides
    terms = [*(large.terms if isinstance(large, Add) else (large,)), Neg(small)]
    kept = tuple(term for term in terms if not _is_number(term))
    if not kept:
        return None
    return _without_factor(kept[0] if len(kept) == 1 else Add(kept))


def _is_number(tree: Node) -> bool:
    return rational(tree) is not None


def _without_factor(tree: Node) -> Node:
    match tree:
        case Mul((Num(value), *factors)) if value > 0 and factors:
            return factors[0] if len(factors) == 1 else Mul(tuple(factors))
        case Div(num, Num(value)) if value > 0:
            return _without_factor(num)
        case _:
            return tree


def _implies(one: Node, other: Node) -> Statement:
    """Return the statement that where one difference is positive the other one is."""
    return Holds(Logic("or", (Relation(("<=",), (one, ZERO)), Relation((">",), (other, ZERO)))))


def _speaks_of_growth(tree: Node) -> bool:
    match tree:
        case Relation(ops):
            return not {">>", "<<", "->", "~"}.isdisjoint(ops)
        case Logic(_, args):
            return any(map(_speaks_of_growth, args))
        case _:
            return True
