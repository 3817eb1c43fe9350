"""Is a value in the domain of a symbol, for all values of the parameters, and is it defined there?"""

from __future__ import annotations

from flint import arb, ctx, fmpq

from grader.claims.statements import Member
from grader.evidence.arrays.grids import Entry, Grid, shape_text
from grader.evidence.combine import all_of
from grader.evidence.errors import LeftOutError, NoValueError, UndefinedError
from grader.evidence.numbers.complex import see_complex
from grader.evidence.numbers.evaluator import Evaluator
from grader.evidence.numbers.look import STEPS, see, shown_place
from grader.evidence.numbers.places.domain import inside
from grader.evidence.numbers.places.finite_domains import all_points
from grader.evidence.numbers.places.points import Place, points
from grader.evidence.numbers.shown import shown_or_why
from grader.evidence.numbers.truth import Truth
from grader.evidence.oracle import Sign, defined_everywhere, prove_equal, range_of, sign_of
from grader.evidence.question.goal import Goal
from grader.evidence.question.prepare import Case, prepare
from grader.evidence.question.question import NO_POINT
from grader.evidence.solver.decide import settle_member
from grader.evidence.statements.holds import prove_between
from grader.language.domains import Domain
from grader.language.printing import show
from grader.language.tree import Node, Num, is_infinite
from grader.records import replace
from grader.verdict import Evidence, Exact, Point, Proof, Reason, Unknown
from grader.verdict import Truth as ShownTruth
from grader.wording import reasons, undecided_reasons

OUTSIDE = ShownTruth(False)  # the right side of a counterexample: the value is not in the domain


def member(goal: Goal) -> Evidence | None:
    """Return evidence whether a value lies in a variable's domain everywhere."""
    statement, setting, budget = goal.plain, goal.setting, goal.budget
    if not isinstance(statement, Member):
        return None
    domain = statement.variable.domain
    bounds = [part for part in (domain.low, domain.high, *(domain.members or ())) if part is not None]
    case, (entry, *_) = prepare([statement.value, *bounds], setting, budget)
    reason = _shape(entry, domain)
    if reason is not None:
        return reason
    items = entry.items if isinstance(entry, Grid) else (entry,)
    scalar = replace(domain, shape=())
    return all_of([_scalar(case, item, scalar, statement) for item in items])


def _shape(entry: Entry, domain: Domain) -> Reason | None:
    """Return why the shape of a value does not fit; symbols among the dimensions are the student's choice."""
    if not domain.shape:
        if isinstance(entry, Grid):
            return Reason("shape", reasons.SHAPE_FOR_NUMBER.format(shape=shape_text(entry.shape)))
        return None
    wanted = (
        f"({', '.join(str(dim.value) if isinstance(dim, Num) else getattr(dim, 'name', '…') for dim in domain.shape)})"
    )
    if not isinstance(entry, Grid):
        return Reason("shape", reasons.NUMBER_FOR_SHAPE.format(wanted=wanted))
    if _fits(entry, domain.shape):
        return None
    return Reason("shape", reasons.SHAPE_FOR_SHAPE.format(shape=shape_text(entry.shape), wanted=wanted))


def _fits(grid: Grid, dims: tuple[Node, ...]) -> bool:
    """Return whether a grid can have these dimensions; one symbol stands for one number."""
    for shape in _orientations(grid, len(dims)):
        known: dict[Node, int] = {}
        if all(known.setdefault(dim, size) == size for dim, size in zip(dims, shape, strict=True)) and all(
            not isinstance(dim, Num) or dim.value == size for dim, size in known.items()
        ):
            return True
    return False


def _orientations(grid: Grid, rank: int) -> list[tuple[int, ...]]:
    shapes = [grid.shape] if len(grid.shape) == rank else []
    if grid.is_flat and rank == 2:
        shapes += [(grid.shape[0], 1)] * (grid.side != "row") + [(1, grid.shape[0])] * (grid.side != "column")
    if len(grid.shape) == 2 and rank == 1 and grid.shape[1] == 1:
        shapes.append((grid.shape[0],))
    return shapes


def _scalar(case: Case, value: Node, domain: Domain, statement: Member) -> Evidence:
    if is_infinite(value):
        name, text = statement.variable.name, statement.variable.domain.text
        return Reason("domain", reasons.NO_NUMBER.format(formula=show(value), name=name, text=text))
    if case.is_complex or domain.base == "complex":
        return _complex(case, value, domain)
    places = all_points(case.variables, case.setting.assume, case.context)
    if places is not None:
        return _at_all(case, value, domain, statement, places)
    somewhere = False
    for place in points(case.variables, case.setting.assume, case.context):
        somewhere = True
        found = _looked(case, value, domain, place, STEPS[1])
        if isinstance(found, Point):
            return found
    return _prove_or_solve(case, value, domain) if somewhere else NO_POINT


def _prove_or_solve(case: Case, value: Node, domain: Domain) -> Evidence:
    proof = _prove(case, value, domain)
    if not isinstance(proof, Unknown):
        return proof

    def again(place: Place) -> Evidence | None:
        found = _looked(case, value, domain, place, STEPS[-1])
        return found if isinstance(found, Point) else None

    return settle_member((case.setting, case.context), value, domain, again) or proof


def _looked(case: Case, value: Node, domain: Domain, place: Place, most: int) -> Point | Truth:
    """Return a refutation at a point, True where the value is certainly in the domain, None where it is not clear."""
    for precision in STEPS:
        if precision > most:
            break
        seen = see(case.context, value, place, precision)
        if isinstance(seen, UndefinedError):
            return Point(shown_place(place), shown_or_why(seen), OUTSIDE, "definedness")
        if isinstance(seen, NoValueError):
            if isinstance(seen, LeftOutError):
                return None
            continue
        try:
            with ctx.workprec(precision):
                known = inside(Evaluator(case.context, place, precision), domain, seen)
        except NoValueError:
            return None
        if known is False:
            return Point(shown_place(place), shown_or_why(seen), OUTSIDE, _method(seen))
        if known:
            return True
    return None


def _method(seen: fmpq | arb) -> str:
    return "exact evaluation" if isinstance(seen, fmpq) else "enclosures"


def _at_all(case: Case, value: Node, domain: Domain, statement: Member, places: list[Place]) -> Evidence:
    if not places:
        return Unknown(undecided_reasons.DOMAIN_EMPTY)
    for place in places:
        found = _looked(case, value, domain, place, case.budget.limits.max_precision)
        if isinstance(found, Point):
            return found if place else _reason(found, statement)
        if found is None:
            return _closely(case, value, domain, place)
    return Proof("exact evaluation")


def _reason(point: Point, statement: Member) -> Evidence:
    """Return a constant outside the domain as a reason in words."""
    name, text = statement.variable.name, statement.variable.domain.text
    if isinstance(point.left, Exact):
        return Reason("domain", reasons.NOT_DOMAIN.format(text=point.left.text, name=name, text_2=text), point.method)
    return point


def _closely(case: Case, value: Node, domain: Domain, place: Place) -> Evidence:
    if place:
        return Unknown(undecided_reasons.WHETHER_VALUE_DOMAIN_TOO.format(place=place))
    return _prove(case, value, domain)


def _prove(case: Case, value: Node, domain: Domain) -> Evidence:
    """Prove by signs, ranges and normal forms that a value lies in a domain, and is defined."""
    if not defined_everywhere(value, case.setting, case.budget):
        return Unknown(undecided_reasons.NOT_PROVED_VALUE_DEFINED)
    if domain.members is not None:
        proofs = [prove_equal(value, item, case.setting, case.budget) for item in domain.members]
        return next((p for p in proofs if isinstance(p, Proof)), Unknown(undecided_reasons.NOT_PROVED_MEMBER_VALUE))
    found: list[Evidence] = [Proof("definedness")]
    if domain.is_integer:
        whole = range_of(value, case.setting, case.budget).integer
        found.append(Proof("ranges") if whole else Unknown(undecided_reasons.NOT_PROVED_VALUE_INTEGER))
    if domain.base == "size" and not sign_of(value, case.setting, case.budget).within(Sign.POSITIVE):
        found.append(Unknown(undecided_reasons.NOT_PROVED_VALUE_POSITIVE))
    if domain.nonzero and not sign_of(value, case.setting, case.budget).within(Sign.NONZERO):
        found.append(Unknown(undecided_reasons.NOT_PROVED_VALUE))
    if domain.low is not None or domain.high is not None:
        found.append(prove_between(case, value, (domain.low, domain.high), (domain.low_closed, domain.high_closed)))
    return all_of(found)


def _complex(case: Case, value: Node, domain: Domain) -> Evidence:
    """Decide for complex constants: of a complex domain, or certainly not real."""
    if case.variables:
        if defined_everywhere(value, case.setting, case.budget) and domain.base == "complex" and not domain.nonzero:
            return Proof("definedness")
        return Unknown(undecided_reasons.WHETHER_COMPLEX_VALUE_DOMAIN)
    seen = see_complex(case.context, value, {}, STEPS[1])
    if isinstance(seen, UndefinedError):
        return Reason("domain", reasons.VALUE_NOT_DEFINED.format(why=seen.why))
    if isinstance(seen, NoValueError):
        return Unknown(undecided_reasons.VALUE_NOT_CLEAR_2.format(seen=seen))
    if domain.base == "complex":
        return (
            Proof("evaluation")
            if not domain.nonzero or seen.re != 0 or seen.im != 0
            else Unknown(undecided_reasons.MAY)
        )
    if seen.im != 0:
        return Reason("domain", reasons.REAL_NUMBER)
    if not seen.is_real:
        return Unknown(undecided_reasons.WHETHER_VALUE_REAL_TOO)
    known = inside(Evaluator(case.context, {}, STEPS[1]), domain, seen.re)
    if known is None:
        return Unknown(undecided_reasons.WHETHER_VALUE_DOMAIN_TOO_CLOSE)
    return Proof("evaluation") if known else Reason("domain", reasons.VALUE_NOT_DOMAIN.format(text=domain.text))
