"""What is left of a definedness formula once everything that is known has been used."""

from __future__ import annotations

from collections.abc import Iterator

from grader.evidence.definedness.empty_interior import Thinness
from grader.evidence.definedness.formulas import (
    TRUE,
    All,
    Atom,
    Each,
    Formula,
    Never,
    Role,
    When,
    Whole,
    conjunction,
    mentioned,
    negation,
    parts_of,
)
from grader.evidence.definedness.integer_values import is_whole
from grader.evidence.errors import DeclinedError
from grader.evidence.signs import Facts, Sign, sign_under
from grader.evidence.signs.structural import NotRealError, factors, structural_range
from grader.evidence.trees.polynomials import literal
from grader.language.tree import Bind, Node


def residue(formula: Formula, facts: Facts) -> Formula:
    """Return a formula that holds at the same points of the facts' region; what surely holds is dropped.

    The signs of its atoms are those that the facts leave possible and the formula allows.
    """
    match formula:
        case Atom():
            return _atom(formula, facts)
        case Whole():
            return _whole(formula, facts)
        case All(parts=parts):
            return _all(parts, facts)
        case When(guard=guard, then=then, otherwise=otherwise):
            return _when(residue(guard, facts), then, otherwise, facts)
        case Each(binder=binder, body=body):
            rest = residue(body, facts.bound(binder))
            if rest == TRUE:
                return TRUE
            if binder.var not in mentioned(rest) and facts.is_inhabited(binder):
                return rest
            return Each(binder, rest)
        case Never():
            return formula


def _atom(atom: Atom, facts: Facts) -> Formula:
    possible = sign_under(atom.node, facts, atom.sign)
    if possible.within(atom.sign):
        return TRUE
    allowed = possible & atom.sign
    if atom.sign is Sign.NONZERO and allowed:
        parts = _factors(atom.node, facts)
        if len(parts) > 1 or parts[0] != atom.node:
            return conjunction([_atom(Atom(part, Sign.NONZERO, atom.role), facts) for part in parts])
    return Atom(atom.node, Sign(allowed), atom.role) if allowed else Never(atom.role)


def _factors(node: Node, facts: Facts) -> list[Node]:
    """Return trees of which one is zero wherever a product or power is."""
    if facts.algebra.is_array(node):
        return [node]
    found = dict.fromkeys(base for base, exponent in factors(node) if exponent > 0)
    return [base for base in found if literal(base) is None] or [node]


def _whole(whole: Whole, facts: Facts) -> Formula:
    try:
        span = structural_range(whole.node, facts)
    except NotRealError:
        return whole
    if span.integer or is_whole(whole.node, facts):
        return TRUE if whole.wanted else Never(whole.role)
    if span.low is not None and span.high is not None:
        floor = span.low.floor()
        above = span.low > floor or span.low_open
        if above and (span.high < floor + 1 or (span.high == floor + 1 and span.high_open)):
            return Never(whole.role) if whole.wanted else TRUE
    return whole


def _all(parts: tuple[Formula, ...], facts: Facts) -> Formula:
    out: list[Formula] = []
    for part in parts:
        rest = residue(part, facts)
        if isinstance(rest, Never):
            return Never(rest.role) if not out else All((*out, rest))
        out.append(rest)
        facts = assuming(rest, facts)
    return conjunction(out)


def _when(guard: Formula, then: Formula, otherwise: Formula, facts: Facts) -> Formula:
    if guard == TRUE:
        return residue(then, facts)
    if is_never(guard):
        return residue(otherwise, facts)
    then = residue(then, assuming(guard, facts))
    otherwise = residue(otherwise, refuting(guard, facts))
    return then if then == otherwise else When(guard, then, otherwise)


def is_never(formula: Formula) -> bool:
    """Whether a formula plainly holds nowhere."""
    return isinstance(formula, Never) or (isinstance(formula, All) and any(map(is_never, formula.parts)))


def assuming(formula: Formula, facts: Facts) -> Facts:
    """Return the facts with those that follow from a formula that holds."""
    match formula:
        case Atom(node=node, sign=sign):
            return facts.assuming(node, sign)
        case All(parts=parts):
            for part in parts:
                facts = assuming(part, facts)
            return facts
        case When(guard=guard, then=Never(), otherwise=otherwise):
            return assuming(otherwise, refuting(guard, facts))
        case When(guard=guard, then=then, otherwise=Never()):
            return assuming(then, assuming(guard, facts))
        case _:
            return facts


def refuting(guard: Formula, facts: Facts) -> Facts:
    """Return the facts with those that follow where a guard fails."""
    try:
        return assuming(negation(guard), facts)
    except DeclinedError:
        return facts


def is_thin(formula: Formula, facts: Facts, discrete: frozenset[str]) -> bool:
    """Whether the points at which a residue fails surely have no interior."""
    match formula:
        case Atom(node=node, sign=sign):
            # where the allowed signs leave out more than zero, what was possible decides
            bad = sign_under(node, facts) & ~sign
            return bad in {0, 2} and (bad == 0 or Thinness(facts, discrete).vanishes_thinly(node))
        case Whole(node=node, wanted=False):
            return Thinness(facts, discrete).is_nowhere_constant(node)
        case All(parts=parts):
            for part in parts:  # where a later part fails, all earlier ones hold
                if not is_thin(part, facts, discrete):
                    return False
                facts = assuming(part, facts)
            return True
        case When(guard=guard, then=then, otherwise=otherwise):
            inside = then == TRUE or is_thin(then, assuming(guard, facts), discrete)
            return inside and (otherwise == TRUE or is_thin(otherwise, refuting(guard, facts), discrete))
        case Each(binder=binder, body=body) if binder.kind in {"sum", "prod"}:
            return is_thin(body, facts.bound(binder), discrete | {binder.var})
        case _:
            return False


def is_sparse(formula: Formula, facts: Facts, discrete: frozenset[str]) -> bool:
    """Whether the points at which a formula holds surely have no interior."""
    match formula:
        case Atom(node=node, sign=Sign.ZERO):
            return Thinness(facts, discrete).vanishes_thinly(node)
        case Whole(node=node, wanted=True):
            return Thinness(facts, discrete).is_nowhere_constant(node)
        case All(parts=parts):
            return any(is_sparse(part, facts, discrete) for part in parts)
        case When(guard=guard, then=then, otherwise=otherwise):
            inside = is_sparse(guard, facts, discrete) or is_sparse(then, assuming(guard, facts), discrete)
            return inside and is_sparse(otherwise, refuting(guard, facts), discrete)
        case _:
            return isinstance(formula, Never)


def generically(formula: Formula, facts: Facts, discrete: frozenset[str]) -> Facts:
    """Return the facts that hold where a formula does, but for a set without interior."""
    for part in parts_of(formula):
        if isinstance(part, When) and is_sparse(part.otherwise, refuting(part.guard, facts), discrete):
            facts = generically(part.then, assuming(part.guard, facts), discrete)
        elif isinstance(part, When) and is_sparse(part.then, assuming(part.guard, facts), discrete):
            facts = generically(part.otherwise, refuting(part.guard, facts), discrete)
        else:
            facts = assuming(part, facts)
    return facts


def with_failures(formula: Formula, roles: frozenset[Role]) -> Formula:
    """Return a formula that fails, among the failures of this one, at least in those of certain roles."""
    match formula:
        case Atom(role=role) | Whole(role=role) | Never(role=role):
            return formula if role in roles else TRUE
        case All(parts=parts):
            return conjunction([with_failures(part, roles) for part in parts])
        case When(guard=guard, then=then, otherwise=otherwise):
            split = When(guard, with_failures(then, roles), with_failures(otherwise, roles))
            return TRUE if split.then == TRUE and split.otherwise == TRUE else split
        case Each(binder=binder, body=body):
            inner = with_failures(body, roles)
            return TRUE if inner == TRUE else Each(binder, inner)


def failures(
    formula: Formula, facts: Facts, inside: tuple[Bind, ...] = ()
) -> Iterator[tuple[Atom | Whole | None, Facts, tuple[Bind, ...]]]:
    """Yield the atoms that may fail (None for one that always does), with the facts and the binders of their places."""
    match formula:
        case Atom() | Whole():
            yield formula, facts, inside
        case All(parts=parts):
            for part in parts:
                yield from failures(part, facts, inside)
        case When(guard=guard, then=then, otherwise=otherwise):
            yield from failures(then, assuming(guard, facts), inside)
            yield from failures(otherwise, refuting(guard, facts), inside)
        case Never():
            yield None, facts, inside
        case Each(binder=binder, body=body):
            yield from failures(body, facts.bound(binder), (*inside, binder))
