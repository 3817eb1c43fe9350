"""A tolerance on coefficients: both sides as sums of products of symbols and functions, compared term by term."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction

from grader.claims.builders.equality import near
from grader.claims.statements import AllOf, AnyOf, Claim, Equal, ForPerson, Setting, Settled, Statement
from grader.language.printing import show
from grader.language.tree import ONE, ZERO, Add, Div, Mul, Neg, Node, Num, Pow, Sym, symbols
from grader.problems.question import Question, Tolerance
from grader.wording import open_reasons, reasons

MAX_TERMS = 200  # of a side that is multiplied out
MAX_EXPONENT = 20  # of a power that is multiplied out
Monomial = tuple[tuple[Node, int], ...]  # symbols and functions of quantified symbols, with their exponents
Terms = Mapping[Monomial, Node]
_OTHERS = open_reasons.ANSWER_MADE_OTHER_FUNCTIONS
_DEPENDENT = open_reasons.COEFFICIENT_TOO_FAR_OFF
_TOO_MANY = open_reasons.ONE_SIDE_HAS_MORE.format(max_terms=MAX_TERMS, max_exponent=MAX_EXPONENT)


class _TooLargeError(Exception):
    """A side has more terms than are looked at."""


def coefficient_claim(
    question: Question, answer: Node, accepted: tuple[Node, ...], text: str, setting: Setting
) -> Claim:
    """Return the claim that the coefficients of an answer are those of an accepted one, within the tolerance."""
    names = frozenset(variable.name for variable in question.for_all)
    statements = tuple(_same(question, answer, tree, names) for tree in accepted)
    statement = statements[0] if len(statements) == 1 else AnyOf(statements)
    return Claim("expected", text, statement, setting)


def _same(question: Question, answer: Node, expected: Node, names: frozenset[str]) -> Statement:
    tolerance = question.tolerance
    assert tolerance is not None
    try:
        mine, wanted = _terms(answer, names), _terms(expected, names)
    except _TooLargeError:
        return ForPerson(_TOO_MANY)
    if _functions(mine.keys() ^ wanted.keys()):
        return AnyOf((Equal(answer, expected), ForPerson(_OTHERS)))
    alike = AllOf(tuple(_coefficients(mine, wanted, tolerance)))
    return AnyOf((alike, Equal(answer, expected), ForPerson(_DEPENDENT))) if _functions(wanted.keys()) else alike


def _functions(monomials: Iterable[Monomial]) -> bool:
    """Whether other things than symbols are multiplied."""
    return any(not isinstance(part, Sym) for monomial in monomials for part, _ in monomial)


def _coefficients(mine: Terms, wanted: Terms, tolerance: Tolerance) -> Iterator[Statement]:
    for monomial in {**wanted, **mine}:
        own = mine.get(monomial, ZERO)
        said = reasons.CONSTANT_TERM_OFF.format(own=show(own))
        if monomial:
            said = reasons.COEFFICIENT_OFF.format(of=_shown(monomial), own=show(own))
        yield AnyOf((near(tolerance, own, wanted.get(monomial, ZERO)),), Settled(False, "coefficient", said))


def _shown(monomial: Monomial) -> str:
    parts = [part if power == 1 else Pow(part, Num(Fraction(power))) for part, power in monomial]
    return show(parts[0] if len(parts) == 1 else Mul(tuple(parts)))


def _terms(tree: Node, names: frozenset[str]) -> Terms:
    """Return a tree multiplied out: the coefficient of each product of symbols and functions."""
    if not symbols(tree) & names:
        return {(): tree}
    match tree:
        case Neg(arg):
            return {monomial: _times(Num(Fraction(-1)), own) for monomial, own in _terms(arg, names).items()}
        case Add(terms):
            return _added([_terms(term, names) for term in terms])
        case Mul(factors):
            found: Terms = {(): ONE}
            for factor in factors:
                found = _multiplied(found, _terms(factor, names))
            return found
        case Div(num, den) if not symbols(den) & names:
            return {monomial: _divided(own, den) for monomial, own in _terms(num, names).items()}
        case Pow(base, Num(power)) if power.denominator == 1 and power > 0:
            if power > MAX_EXPONENT:
                raise _TooLargeError
            return (
                _terms(Mul((base,) * int(power)), names) if not isinstance(base, Sym) else {((base, int(power)),): ONE}
            )
        case _:
            return {((tree, 1),): ONE}


def _added(parts: list[Terms]) -> Terms:
    found: dict[Monomial, Node] = {}
    for part in parts:
        for monomial, own in part.items():
            found[monomial] = _plus(found[monomial], own) if monomial in found else own
    return found


def _multiplied(left: Terms, right: Terms) -> Terms:
    if len(left) * len(right) > MAX_TERMS:
        raise _TooLargeError
    return _added(
        [{_product(one, other): _times(own, its)} for one, own in left.items() for other, its in right.items()]
    )


def _product(one: Monomial, other: Monomial) -> Monomial:
    powers = dict(one)
    for part, power in other:
        powers[part] = powers.get(part, 0) + power
    return tuple(sorted(powers.items(), key=lambda item: show(item[0])))


def _plus(one: Node, other: Node) -> Node:
    return Num(one.value + other.value) if isinstance(one, Num) and isinstance(other, Num) else Add((one, other))


def _times(one: Node, other: Node) -> Node:
    match one, other:
        case Num(left), Num(right):
            return Num(left * right)
        case (Num(Fraction(numerator=1, denominator=1)), kept) | (kept, Num(Fraction(numerator=1, denominator=1))):
            return kept
        case _:
            return Mul((one, other))


def _divided(own: Node, den: Node) -> Node:
    return Num(own.value / den.value) if isinstance(own, Num) and isinstance(den, Num) and den.value else Div(own, den)
