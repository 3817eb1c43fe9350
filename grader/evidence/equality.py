"""Equality of two scalar trees, as the contract defines it: the ladder from points to normal forms and back.

1. Points, the nicest first: a certain difference refutes. 2. A normal form and a proof of definedness prove.
3. More points with more bits. Finite domains, and constants, are decided point by point.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain, islice

from grader.evidence.case import Case
from grader.evidence.domain import Coordinate
from grader.evidence.kinks import has_kinks, kink_difference
from grader.evidence.novalue import LeftOutError, UnclearError, UndefinedError
from grader.evidence.points import Place, all_points, contains, points
from grader.evidence.provers import Coverage, covers, prove_equal, same_domain
from grader.evidence.refute import STEPS, Look, counterexample, gap_has_interior, look, one_sided, see, shown_place
from grader.evidence.shown import shown_or_why
from grader.evidence.total import is_total
from grader.evidence.trees import at_place, constant
from grader.language.tree import Node
from grader.verdict import Evidence, Exact, Point, Proof, Unknown

FIRST = 3  # points looked at before a proof is tried
MAX_SHOWN = 64  # entries of an array that a counterexample shows
MANY_BITS = 8  # points looked at with the greatest precision, after no proof was found


NO_POINT = Unknown("no point of the domain was found")


@dataclass(frozen=True)
class Question:
    """Is the answer equal to what is expected, in the entry `number`?

    `entries` are the pairs (answer, expected) of all entries, one for plain numbers. `strict`: defined at the same
    points; `both`: each must cover the other.
    """

    case: Case
    entries: tuple[tuple[Node, Node], ...]
    number: int = 0
    strict: bool = False
    both: bool = False

    @property
    def answer(self) -> Node:
        """Return the answer's side."""
        return self.entries[self.number][0]

    @property
    def expected(self) -> Node:
        """Return the expected side."""
        return self.entries[self.number][1]

    def entry(self, number: int) -> Question:
        """Return the same question about another entry."""
        return replace(self, number=number)

    def about(self, answer: Node, expected: Node) -> Question:
        """Return the same question about other trees."""
        return replace(self, entries=((answer, expected),), number=0)

    @property
    def both_ways(self) -> bool:
        """Whether a gap of the expected side counts as one of the answer does."""
        return self.strict or self.both


@dataclass
class Seen:
    """What the points looked at so far have shown."""

    shared: bool = False
    gaps: list[str] = field(default_factory=list)
    left_out: set[str] = field(default_factory=set)
    why_open: Unknown | None = None
    why_nowhere: str = ""
    methods: set[str] = field(default_factory=set)


def equal(question: Question) -> Evidence:
    """Return evidence for or against an equality; raises ExceededError when the budget is spent."""
    case = question.case
    if not case.variables:
        return _everywhere(question, [{}])
    if not case.is_complex and all(v.domain.is_integer or v.domain.members is not None for v in case.variables):
        places = all_points(case.variables, case.setting.assume, case.context)
        if places is not None:
            return _everywhere(question, places)
    return _with_variables(question)


# Refutations as evidence: the whole of an array, not only the entry that differs.


def shown_difference(question: Question, place: Place, found: Look) -> Point | None:
    """Return a point where the two sides differ, checked again; None where no digits tell them apart."""
    point = counterexample(question.case.context, question.answer, question.expected, place, found)
    return None if point is None else _whole(question, place, point)


def shown_gap(question: Question, place: Place, found: Look) -> Point:
    """Return a point where only one side is defined."""
    missing = question.answer if isinstance(found.left, UndefinedError) else question.expected
    return _whole(question, place, one_sided(question.case.context, missing, place, found))


def _whole(question: Question, place: Place, point: Point) -> Point:
    """Return a point with all entries of both sides."""
    if not 1 < len(question.entries) <= MAX_SHOWN:
        return point
    context, left, right = question.case.context, [], []
    for number, pair in enumerate(question.entries):
        values = [shown_or_why(see(context, tree, place, 2 * STEPS[0])) for tree in pair]
        left.append(point.left if number == question.number else values[0])
        right.append(point.right if number == question.number else values[1])
    return replace(point, left=tuple(left), right=tuple(right))


# Constants and finite domains: point by point.


def _everywhere(question: Question, places: Sequence[Place]) -> Evidence:
    """Decide at every point of a finite domain."""
    if not places:
        return Unknown("the domain is empty")
    seen = Seen()
    most = question.case.budget.limits.max_precision
    for place in places:
        found = look(question.case.context, question.answer, question.expected, place, 256)
        refuted = _learn(question, seen, place, found, most)
        if refuted is not None:
            return refuted
    return _summed_up(seen, len(places))


def _learn(question: Question, seen: Seen, place: Place, found: Look, most: int) -> Evidence | None:
    """Note what a point shows; return a refutation if it is one."""
    match found.kind:
        case "differ":
            return shown_difference(question, place, found)
        case "same":
            seen.shared = True
            seen.methods.add("exact evaluation")
        case "right":  # only the expected side has a value
            return shown_gap(question, place, found)
        case "left":
            if question.both_ways:
                return shown_gap(question, place, found)
            seen.gaps.append(place_text(place))
        case "neither":
            assert isinstance(found.left, UndefinedError)
            seen.why_nowhere = found.left.why
            if place:
                seen.gaps.append(place_text(place))
        case "out":
            seen.left_out |= {side.convention for side in (found.left, found.right) if isinstance(side, LeftOutError)}
        case "close" | "unclear":
            return _closely(question, seen, place, found, most)
    return None


def _closely(question: Question, seen: Seen, place: Place, found: Look, most: int) -> Evidence | None:
    """Settle a point at which the balls overlap or a side is unclear: a normal form first, then more bits."""
    case = question.case
    answer, expected = (at_place(tree, place) for tree in (question.answer, question.expected))
    ground = _ground(case)
    proof = prove_equal(answer, expected, ground.setting, case.budget)
    if isinstance(proof, Proof) and found.kind == "close":
        seen.shared = True
        seen.methods.add(proof.method)
        return None
    if isinstance(proof, Proof):
        coverage = covers(expected, answer, ground.setting, case.budget)
        if coverage.status == "proved":
            seen.shared = True
            seen.methods.add(proof.method)
            return None
    better = look(case.context, question.answer, question.expected, place, most)
    if better.kind not in {"close", "unclear"}:
        return _learn(question, seen, place, better, most)
    seen.why_open = _why_open(better, place)
    return None


def _ground(case: Case) -> Case:
    return replace(case, setting=replace(case.setting, variables=(), assume=()))


def _why_open(found: Look, place: Place) -> Unknown:
    """Return why a point stays open, as a sentence."""
    where = f" at {place_text(place)}" if place else ""
    for side, name in ((found.left, "answer"), (found.right, "expected side")):
        if isinstance(side, UnclearError):
            return Unknown(f"the value of the {name}{where} is not clear: {side.why}", side.limit)
    bits = found.precision
    return Unknown(
        f"both sides agree{where} to {bits} bits, but no proof that they are equal was found", "max_precision"
    )


def _summed_up(seen: Seen, count: int) -> Evidence:
    if seen.why_open is not None:
        return seen.why_open
    if not seen.shared:
        return _nowhere(seen)
    method = " and ".join(sorted(seen.methods))
    notes = tuple(f"the points where {convention} decides are left out" for convention in sorted(seen.left_out))
    return Proof(method if count == 1 else f"{method} at all {count} points", tuple(seen.gaps), notes)


def _nowhere(seen: Seen) -> Unknown:
    if seen.left_out:
        return Unknown(f"only the convention {', '.join(sorted(seen.left_out))} would settle this, and it is not named")
    return Unknown(f"the two sides are defined together nowhere: {seen.why_nowhere or 'no common point'}")


def place_text(place: Place) -> str:
    """Return a point in words: `x = 1, y = 1/2`."""
    return ", ".join(f"{name} = {_value_text(value)}" for name, value in shown_place(place).items())


def _value_text(value: object) -> str:
    match value:
        case Exact(text):
            return text
        case tuple():
            return f"({', '.join(_value_text(item) for item in value)})"
        case _:
            return str(value)


# With variables: points, proof, more points.


def _with_variables(question: Question) -> Evidence:
    case = question.case
    stream = points(case.variables, case.setting.assume, case.context)
    shared = False
    first = list(islice(stream, FIRST))
    if not first:
        return NO_POINT
    for place, found in _looks(question, first, STEPS[0]):
        refuted = refuted_at(question, place, found)
        if refuted is not None:
            return refuted
        shared = shared or found.kind in {"same", "close"}
    if has_kinks(case) and (settled := _by_pieces(question)) is not None:
        return settled
    proof = prove_equal(question.answer, question.expected, case.setting, case.budget)
    if isinstance(proof, Proof) and shared and is_total(question.answer) and is_total(question.expected):
        return proof  # defined at all points of a domain that has a point
    settled = covered(question, proof) if isinstance(proof, Proof) else proof
    return _more_points(question, chain(first, stream), settled) if isinstance(settled, Unknown) else settled


def _by_pieces(question: Question) -> Evidence | None:
    """Return a decision between piecewise-linear functions of one variable, None for others or where it stays open."""
    case = question.case
    found = kink_difference(case, question.answer, question.expected)
    if found is None:
        return None
    if found is True:
        settled = covered(question, Proof("piecewise-linear"))
        return None if isinstance(settled, Unknown) else settled
    place = {case.variables[0].name: found}
    seen = look(case.context, question.answer, question.expected, place)
    assert seen.kind == "differ", "the pieces and the values contradict each other"
    point = shown_difference(question, place, seen)
    return None if point is None else replace(point, method="piecewise-linear")


def _looks(question: Question, places: Iterable[Place], most: int) -> Iterator[tuple[Place, Look]]:
    for place in places:
        yield place, look(question.case.context, question.answer, question.expected, place, most)


def refuted_at(question: Question, place: Place, found: Look) -> Point | None:
    """Return a refutation if the point is one: a difference, or a gap that counts."""
    case = question.case
    if found.kind == "differ":
        return shown_difference(question, place, found)
    if found.kind == "right":
        sides = question.expected, question.answer
    elif found.kind == "left" and question.both_ways:
        sides = question.answer, question.expected
    else:
        return None
    if question.strict or gap_has_interior(case.context, *sides, place, case.variables, case.setting.assume):
        return shown_gap(question, place, found)
    return None


def covered(question: Question, proof: Proof) -> Evidence:
    """Return the proof once definedness is proved too, a refutation by a gap, or what is open about definedness."""
    gaps: dict[str, None] = {}
    for coverage in _coverages(question):
        if coverage.status == "refuted":
            return _witnessed(question, coverage) or Unknown("where the answer is defined is not settled")
        if coverage.status != "proved":
            return Unknown(_sentence(coverage.reason), coverage.limit)
        gaps.update(dict.fromkeys((*coverage.gaps, *coverage.outside)))
    return replace(proof, gaps=tuple(gaps))


def _coverages(question: Question) -> Iterator[Coverage]:
    setting, budget = question.case.setting, question.case.budget
    if question.strict:
        yield same_domain(question.expected, question.answer, setting, budget)
        return
    yield covers(question.expected, question.answer, setting, budget)
    if question.both:
        yield covers(question.answer, question.expected, setting, budget)


def _sentence(reason: str) -> str:
    """Return a reason without its capital and full stop, as other reasons are."""
    return reason[:1].lower() + reason[1:].rstrip(".")


def _witnessed(question: Question, coverage: Coverage) -> Point | None:
    """Return the witness of a gap as evidence, once it was looked at again here."""
    place = {name: _coordinate(value) for name, value in coverage.witness.items()}
    if not contains(question.case.variables, question.case.setting.assume, place, question.case.context):
        return None
    found = look(question.case.context, question.answer, question.expected, place, STEPS[2])
    counts = found.kind == "right" or (found.kind == "left" and question.both_ways)
    return shown_gap(question, place, found) if counts else None


def _coordinate(value: Node) -> Coordinate:
    known = constant(value)
    return value if known is None else known


def _more_points(question: Question, stream: Iterator[Place], open_part: Unknown) -> Evidence:
    tried = 0
    for place in stream:
        most = STEPS[-1] if tried < MANY_BITS else STEPS[1]
        found = look(question.case.context, question.answer, question.expected, place, most)
        refuted = refuted_at(question, place, found)
        if refuted is not None:
            return refuted
        tried += 1
    return Unknown(f"no proof and no counterexample was found at {tried} points; {open_part.reason}", open_part.limit)
