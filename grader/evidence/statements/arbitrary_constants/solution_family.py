"""Families of functions with arbitrary constants: solutions of a linear differential equation, however combined.

Both sides are affine in their constants: f_0 + Σ C_i f_i and g_0 + Σ K_j g_j. They are one family where each g_j, and
g_0 - f_0, is a combination of the f_i, with the coefficients that interpolate it at a few points (Cramer's rule), and
where the g_j are independent there. A wave with an amplitude and a phase is made affine first. Anything else is one
family where a renaming makes it the expected one.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction
from itertools import combinations, islice, permutations, product

from grader.claims.solutions import SameFamily
from grader.claims.statements import Equal, Holds, Statement
from grader.evidence.combine import merged
from grader.evidence.statements.arbitrary_constants.amplitudes import without_phases
from grader.evidence.trees.build import minus, number_tree, sum_of
from grader.evidence.trees.features import facts_of
from grader.evidence.trees.linear import row_of
from grader.language.domains import Domain, Variable
from grader.language.printing import show
from grader.language.reader.stretches import rational
from grader.language.tree import ONE, ZERO, Add, CaptureError, Div, Mul, Neg, Node, Relation, Space, Sym, substitute
from grader.verdict import Evidence, Point, Proof, Reason, Status, Undefined, Unknown, status_of
from grader.wording import reasons, undecided_reasons

MAX_TRIES = 12  # sets of points that are tried
PLACES = (*(Fraction(n) for n in (0, 1, -1, 2, -2, 3)), *(Fraction(1, n) for n in (2, -2, 3)))
CODE = "constants"
UNDECIDED = "whether this is the same family with other constants is not decided"
Row = tuple[Node, ...]
Decide = Callable[[Statement], Evidence]


def same_family(statement: SameFamily, decide: Decide) -> Evidence:
    """Return evidence whether two functions with arbitrary constants are one family."""
    unknown = statement.unknown
    mine, wanted = statement.mine, statement.constants
    if Space in facts_of(statement.answer).kinds:  # `C^2` in the place of a value may be a power of a constant
        return Unknown(UNDECIDED)
    if len(mine) < len(wanted):
        many = reasons.ARBITRARY_CONSTANT.format(count=len(wanted), some="s" if len(wanted) > 1 else "")
        return Reason(CODE, reasons.SOLUTION_WITH.format(many=many, some=len(mine) or "none"))
    if len(mine) > len(wanted):
        return Unknown(undecided_reasons.ANSWER_HAS_MORE_LETTERS)
    renamed = _renamed(statement, decide)
    if renamed is not None:
        return renamed
    answer = row_of(without_phases(statement.answer, mine), mine)
    expected = row_of(without_phases(statement.expected, wanted), wanted)
    if unknown is None or (answer is None and expected is None) or _holds_derivative(statement, unknown.name):
        return Unknown(UNDECIDED)
    if answer is None and expected is not None:
        return _stray(statement.answer, mine, expected, unknown, decide, "which is none of the expected functions")
    if expected is None and answer is not None:
        return _stray(statement.expected, wanted, answer, unknown, decide, "which none of your functions is")
    assert answer is not None
    assert expected is not None
    return _combined(answer, expected, unknown, decide)


def _holds_derivative(statement: SameFamily, name: str) -> bool:
    """Whether a side is still to be differentiated by a letter, which then has no values to put in."""
    try:
        for side in (statement.answer, statement.expected):
            substitute(side, {name: ZERO})
    except CaptureError:
        return True
    return False


def _stray(
    curve: Node, names: Sequence[str], row: Row, unknown: Variable, decide: Decide, what: str
) -> Reason | Unknown:
    """Return as a reason a function of one family that is shown to be none of the other, which is affine."""
    places = _places(row[1:], unknown, decide)
    for values in product((number_tree(Fraction(2)), ONE), repeat=len(names)) if places is not None else ():
        chosen: dict[str, Node] = dict(zip(names, values, strict=True))
        member = substitute(curve, chosen)
        part = minus(member, row[0])
        found = decide(Equal(part, _interpolated(part, row[1:], unknown.name, places or ())))
        if (
            isinstance(found, Point)
            and not isinstance(found.left, Undefined)
            and not isinstance(found.right, Undefined)
        ):
            return Reason(CODE, reasons.ONE_OF_FUNCTIONS.format(formula=show(member), what=what))
    return Unknown(UNDECIDED)


def _renamed(statement: SameFamily, decide: Decide) -> Evidence | None:
    """Return a proof that the answer is the expected one once its constants are renamed; None where it is not.

    A constant that is any real number may as well be its negative.
    """
    for names in permutations(statement.constants):
        for signs in product((False, True), repeat=len(names)):
            named = zip(statement.mine, names, signs, strict=True)
            new: dict[str, Node] = {
                old: Neg(Sym(name)) if is_negative else Sym(name) for old, name, is_negative in named
            }
            found = decide(Equal(substitute(statement.answer, new), statement.expected))
            if isinstance(found, Proof):
                return found
    return None


def _combined(answer: Row, expected: Row, unknown: Variable, decide: Decide) -> Evidence:
    places = _places(expected[1:], unknown, decide)
    if places is None:
        return Unknown(undecided_reasons.NO_POINTS_WERE_FOUND)
    proofs = []
    for number, part in enumerate((*answer[1:], minus(answer[0], expected[0]))):
        found = decide(Equal(part, _interpolated(part, expected[1:], unknown.name, places)))
        if status_of(found) is Status.REFUTED:
            return Reason(CODE, _said(part if number < len(answer) - 1 else answer[0], number < len(answer) - 1))
        if not isinstance(found, Proof):
            return found
        proofs.append(found)
    if isinstance(decide(Equal(_determinant(_values(answer[1:], unknown.name, places)), ZERO)), Proof):
        return Reason(CODE, reasons.YOUR_CONSTANTS_DO_NO.format(some=len(answer) - 1))
    independent = decide(_is_independent(answer[1:], unknown.name, places))
    return merged([*proofs, independent]) if isinstance(independent, Proof) else independent


def _said(part: Node, has_constant: bool) -> str:
    if has_constant:
        return reasons.FACTOR_CONSTANT_YOURS_NO.format(formula=show(part))
    return reasons.WITH_ALL_CONSTANTS_YOUR.format(formula=show(part))


def _places(functions: Row, unknown: Variable, decide: Decide) -> tuple[Node, ...] | None:
    """Return points at which the values of some functions are proved to be independent."""
    inside = [number_tree(place) for place in PLACES if _is_inside(place, unknown.domain)]
    for places in islice(combinations(inside, len(functions)), MAX_TRIES):
        if isinstance(decide(_is_independent(functions, unknown.name, places)), Proof):
            return places
    return None


def _is_inside(place: Fraction, domain: Domain) -> bool:
    low = None if domain.low is None else rational(domain.low)
    high = None if domain.high is None else rational(domain.high)
    if domain.members is not None or (domain.nonzero and place == 0):
        return False
    return (low is None or low < place) and (high is None or place < high)


def _is_independent(functions: Row, name: str, places: tuple[Node, ...]) -> Statement:
    return Holds(Relation(("!=",), (_determinant(_values(functions, name, places)), ZERO)))


def _values(functions: Row, name: str, places: tuple[Node, ...]) -> list[Row]:
    return [tuple(substitute(function, {name: place}) for function in functions) for place in places]


def _interpolated(part: Node, functions: Row, name: str, places: tuple[Node, ...]) -> Node:
    """Return the combination of functions that has the values of another at some points, by Cramer's rule."""
    rows = _values(functions, name, places)
    values = [substitute(part, {name: place}) for place in places]
    below = _determinant(rows)
    terms = []
    for column, function in enumerate(functions):
        changed = [(*row[:column], value, *row[column + 1 :]) for row, value in zip(rows, values, strict=True)]
        terms.append(Mul((Div(_determinant(changed), below), function)))
    return sum_of(terms)


def _determinant(rows: Sequence[Row]) -> Node:
    """Return the determinant of a small matrix, by its first row."""
    if len(rows) == 1:
        return rows[0][0]
    terms = []
    for column, entry in enumerate(rows[0]):
        minor = _determinant([(*row[:column], *row[column + 1 :]) for row in rows[1:]])
        terms.append(Neg(Mul((entry, minor))) if column % 2 else Mul((entry, minor)))
    return Add(tuple(terms))
