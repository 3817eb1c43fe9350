"""Equality of complex trees: points refute, a normal form proves."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from flint import ctx, fmpq

from grader.evidence import question as questions
from grader.evidence.errors import DeclinedError, NoValueError, UndefinedError
from grader.evidence.families.induction.induction import by_induction
from grader.evidence.numbers.complex import NICE, PRECISIONS, Gauss, see_complex, shown_complex
from grader.evidence.numbers.evaluator import Context
from grader.evidence.numbers.points import constant_pool
from grader.evidence.numbers.shown import SHOWN_DIGITS, are_apart, shown, shown_or_why
from grader.evidence.oracle import prove_equal
from grader.evidence.question.covered import covered
from grader.evidence.question.prepare import Case
from grader.evidence.question.question import NO_POINT, Question
from grader.evidence.statements.complex.parts import by_parts
from grader.evidence.trees.features import facts_of
from grader.evidence.trees.properties.analytic import denominators
from grader.evidence.trees.properties.conjugates import spread
from grader.evidence.trees.properties.entire import integers_of, is_entire
from grader.language.domains import REAL, Domain, Variable
from grader.language.printing import show
from grader.language.tree import Bind, Node, Pow, Sym, symbols, walk
from grader.records import replace
from grader.verdict import Evidence, Point, Proof, Unknown
from grader.wording import undecided_reasons

COMPLEX = Domain(base="complex", text="complex")
FIRST = 2  # points looked at before a proof is tried
FEW = 6  # points looked at before real and imaginary parts are compared
NONZERO_TRIES = 8  # points at which a denominator is looked at


def equal_complex(question: Question) -> Evidence:
    """Return evidence for or against the equality of two complex trees."""
    case = question.case
    places = _places(case)[: case.budget.limits.max_points]
    if case.setting.assume and not places:
        return NO_POINT
    for place in places[:FIRST]:
        if (point := _refuted(case, question, place, PRECISIONS[0])) is not None:
            return point
    if not case.variables and (settled := _constant(case, question)) is not None:
        return settled
    if case.by_field:
        return _over_field(question, places)
    asked, question = question, _with_products(question)
    proof = _proved(question)
    settled = _defined(case, question, proof) if isinstance(proof, Proof) else proof
    if not isinstance(settled, Unknown):
        return settled
    if (point := _first_refuted(asked, places[:FEW])) is not None:
        return point
    found = by_parts(question)
    if found is not None and not isinstance(found, Unknown):
        return found
    if (point := _first_refuted(asked, places[FEW:])) is not None:
        return point
    return found or Unknown(
        undecided_reasons.NO_PROOF_NO_COUNTEREXAMPLE_AMONG.format(reason=settled.reason), settled.limit
    )


def _over_field(question: Question, places: Sequence[Mapping[str, Gauss]]) -> Evidence:
    """Return evidence about trees of real numbers where complex numbers are meant: proofs are of real values only."""
    if (point := _first_refuted(question, places)) is not None:
        return point
    case, sides = question.case, (question.answer, question.expected)
    if not case.variables and all(isinstance(see_complex(case.context, side, {}, 256), Gauss) for side in sides):
        return prove_equal(*sides, case.setting, case.budget)
    proof = equal_complex(_with_complex_letters(question)) if case.variables else None
    return proof if isinstance(proof, Proof) else Unknown(undecided_reasons.COMPLEX_BRANCHES)


def _with_complex_letters(question: Question) -> Question:
    """Return the question with complex numbers for its real ones: what is proved for all of them holds for these."""
    case = question.case
    letters = tuple([replace(one, domain=COMPLEX) if one.domain == REAL else one for one in case.variables])
    setting = case.setting.over(letters)
    wider = replace(case, setting=setting, context=Context(case.budget, setting.conventions), by_field=False)
    return replace(question, case=wider)


def _with_products(question: Question) -> Question:
    """Return the question with the values of finite products put in: what refutes it is looked at without them."""
    sides = question.answer, question.expected
    if not any(isinstance(part, Bind) and part.kind == "prod" for side in sides for part in walk(side)):
        return question
    first, second = (
        questions.products.with_products(side, question.case.setting, question.case.budget) for side in sides
    )
    return question if (first, second) == sides else replace(question, entries=((first, second),), number=0)


def _first_refuted(question: Question, places: Sequence[Mapping[str, Gauss]]) -> Point | None:
    """Return the first of some points at which the sides differ, looked at with all bits."""
    found = (_refuted(question.case, question, place, PRECISIONS[-1]) for place in places)
    return next((point for point in found if point is not None), None)


def _proved(question: Question) -> Proof | Unknown:
    """Return a proof that both sides agree wherever both are defined: by a normal form, or by induction."""
    case = question.case
    known = integers_of(case.setting)
    sides = spread(question.answer, known), spread(question.expected, known)
    proof = prove_equal(*sides, case.setting, case.budget)
    if isinstance(proof, Proof) or not any(Bind in facts_of(side).kinds for side in sides):
        return proof
    return by_induction(*sides, question.scope) or proof


def _defined(case: Case, question: Question, proof: Proof) -> Evidence:
    """Return the proof if both sides are defined: constants that were evaluated are."""
    if not case.variables:
        sides = [see_complex(case.context, tree, {}, 256) for tree in (question.answer, question.expected)]
        if all(isinstance(side, Gauss) for side in sides):
            return proof
    known = integers_of(case.setting)
    if is_entire(question.answer, known) and is_entire(question.expected, known):
        return proof
    gaps = _gaps(case, question)
    return covered(question, proof) if gaps is None else replace(proof, gaps=gaps)


def _gaps(case: Case, question: Question) -> tuple[str, ...] | None:
    """Return where quotients of entire functions are undefined, a set without interior; None where not known."""
    if question.strict or case.setting.assume or not case.variables:
        return None
    known = integers_of(case.setting)
    try:
        found = dict.fromkeys(den for side in (question.answer, question.expected) for den in denominators(side, known))
    except DeclinedError:
        return None
    nonzero = {Sym(variable.name) for variable in case.variables if variable.domain.nonzero}
    found = {den: None for den in found if den not in nonzero and not (isinstance(den, Pow) and den.base in nonzero)}
    if any(isinstance(den, Pow) and not known.of(den.exp, natural=True) for den in found):
        return None
    used = frozenset[str]().union(*map(symbols, found))
    if not all(_is_open(variable) for variable in case.variables if variable.name in used):
        return None
    places = _places(case)[:NONZERO_TRIES]
    if not all(any(_is_nonzero_at(case, den, place) for place in places) for den in found):
        return None
    return tuple(f"{show(den)} = 0" for den in found if symbols(den))


def _is_open(variable: Variable) -> bool:
    """Return whether all of a domain is in the closure of its interior: zeros of an entire function fill none of it."""
    domain = variable.domain
    return domain.base in {"real", "complex"} and domain.members is None


def _is_nonzero_at(case: Case, den: Node, place: Mapping[str, Gauss]) -> bool:
    value = see_complex(case.context, den, place, PRECISIONS[0])
    return isinstance(value, Gauss) and (bool(value.re != 0) or bool(value.im != 0))


def _constant(case: Case, question: Question) -> Evidence | None:
    """Return a decision where both sides are exact constants, or one is undefined."""
    answer, expected = (see_complex(case.context, tree, {}, 256) for tree in (question.answer, question.expected))
    if isinstance(expected, Gauss) and isinstance(answer, UndefinedError):
        return Point({}, shown_or_why(answer), shown_complex(expected), "definedness")
    if isinstance(answer, NoValueError) or isinstance(expected, NoValueError):
        return None
    same = bool(answer.re == expected.re) and bool(answer.im == expected.im)
    return Proof("exact evaluation") if same else None


def _places(case: Case) -> list[dict[str, Gauss]]:
    """Return points: complex numbers for complex symbols, real ones for real symbols; none for other domains."""
    pools = [_pool(variable) for variable in case.variables]
    if case.setting.assume or not all(pools):
        return []
    if not pools:
        return [{}]
    return [
        {
            v.name: pool[(turn + 2 * i) % len(pool)]
            for i, (v, pool) in enumerate(zip(case.variables, pools, strict=True))
        }
        for turn in range(max(map(len, pools)))
    ]


def _pool(variable: Variable) -> Sequence[Gauss]:
    domain = variable.domain
    if domain.base != "complex":
        return [Gauss(value) for value in constant_pool(domain) if isinstance(value, fmpq)]
    if domain.members is not None or domain.low is not None or domain.high is not None:
        return []
    return [value for value in NICE if not (domain.nonzero and value.re == 0 and value.im == 0)]


def _refuted(case: Case, question: Question, place: Mapping[str, Gauss], most: int) -> Point | None:
    """Return a point at which both sides are certain and differ, seen again with more bits."""
    for precision in PRECISIONS:
        if precision > most:
            break
        left, right = (see_complex(case.context, t, place, precision) for t in (question.answer, question.expected))
        if isinstance(left, NoValueError) or isinstance(right, NoValueError):
            return None
        with ctx.workprec(precision):
            differ = bool(left.re != right.re) or bool(left.im != right.im)
        if differ:
            return _shown_difference(case, question, place, 4 * precision)
    return None


def _shown_difference(case: Case, question: Question, place: Mapping[str, Gauss], precision: int) -> Point | None:
    left, right = (see_complex(case.context, t, place, precision) for t in (question.answer, question.expected))
    if isinstance(left, NoValueError) or isinstance(right, NoValueError):
        return None
    with ctx.workprec(precision):
        differ = [bool(left.re != right.re), bool(left.im != right.im)]
        assert any(differ), "two looks contradict each other"
        first, second = (left.re, right.re) if differ[0] else (left.im, right.im)
        digits = next((d for d in SHOWN_DIGITS if are_apart(shown(first, d), shown(second, d))), None)
        if digits is None:
            return None
        at = {name: shown_complex(value) for name, value in place.items()}
        exact = all(isinstance(part, fmpq) for side in (left, right) for part in (side.re, side.im))
        method = "exact evaluation" if exact else "enclosures"
        return Point(at, shown_complex(left, digits), shown_complex(right, digits), method)
