"""Where complex sides that agree are defined: agreement becomes a proof, with the gaps that are known."""

from __future__ import annotations

from collections.abc import Mapping

from grader.evidence import question as questions
from grader.evidence.errors import DeclinedError
from grader.evidence.numbers.complex import PRECISIONS, Gauss, see_complex
from grader.evidence.question.complex.complex_points import complex_places
from grader.evidence.question.prepare import Case
from grader.evidence.question.question import Question
from grader.evidence.trees.properties.analytic import denominators, with_signs
from grader.evidence.trees.properties.total_complex import integers_of, is_total_complex
from grader.language.domains import Variable
from grader.language.printing import show
from grader.language.tree import (
    Add,
    Bind,
    Call,
    Mul,
    Neg,
    Node,
    Num,
    Pow,
    Relation,
    Sym,
    children,
    symbols,
    walk,
)
from grader.records import replace
from grader.verdict import Proof

NONZERO_TRIES = 8  # points at which a denominator is looked at


def with_values_written(question: Question) -> Question:
    """Return the question with known values of products and sums put in: what refutes it is looked at without them."""
    sides = question.answer, question.expected
    if not any(isinstance(part, Bind) and part.kind in {"prod", "sum"} for side in sides for part in walk(side)):
        return question
    setting, budget = question.case.setting, question.case.budget
    written = [questions.complex.closed.with_closed_forms(side, setting, budget) for side in sides]
    return question if (written[0], written[1]) == sides else question.about(*written)


def covered_complex(question: Question, proof: Proof) -> Proof | None:
    """Return the proof if both sides are defined, but for zeros of denominators; None where that is not known.

    Constants that were evaluated are defined.
    """
    case = question.case
    if not case.variables:
        sides = [see_complex(case.context, tree, {}, 256) for tree in (question.answer, question.expected)]
        if all(isinstance(side, Gauss) for side in sides):
            return proof
    known = integers_of(case.setting)
    if is_total_complex(question.answer, known) and is_total_complex(question.expected, known):
        return proof
    gaps = _gaps(case, question)
    return None if gaps is None else replace(proof, gaps=gaps)


def _gaps(case: Case, question: Question) -> tuple[str, ...] | None:
    """Return where quotients of entire functions are undefined, a set without interior; None where not known."""
    assume = case.setting.assume
    if question.strict or not case.variables or not all(map(_is_open_condition, assume)):
        return None
    known = integers_of(case.setting)
    try:
        found = dict.fromkeys(den for side in (question.answer, question.expected) for den in denominators(side, known))
    except DeclinedError:
        return None
    nonzero: set[Node] = {Sym(variable.name) for variable in case.variables if variable.domain.nonzero}
    nonzero.update(part for condition in assume if (part := _nonzero_by(condition)) is not None)
    found = {base: None for den in found if (base := _without_letters(den)) not in nonzero}
    used = frozenset[str]().union(*map(symbols, found))
    if not all(_is_open(variable) for variable in case.variables if variable.name in used):
        return None
    places = complex_places(case)[:NONZERO_TRIES]
    if not all(any(_is_nonzero_at(case, den, place) for place in places) for den in found):
        return None
    return tuple(f"{show(den)} = 0" for den in found if symbols(den))


def _without_letters(den: Node) -> Node:
    """Return what is 0 wherever a power is, or has no value, whatever integer its exponent is."""
    return _without_letters(den.base) if isinstance(den, Pow) and symbols(den.exp) else den


def _is_open_condition(condition: Node) -> bool:
    """Whether a condition holds near each point at which it holds: values that vary with the point differ there."""
    if not isinstance(condition, Relation) or not {"<", ">", "!="}.issuperset(condition.ops):
        return False
    return all(map(_is_continuous, condition.operands))


def _is_continuous(node: Node) -> bool:
    match node:
        case Sym() | Num():
            return True
        case Neg() | Add() | Mul() | Call("abs" | "re" | "im" | "conj"):
            return all(map(_is_continuous, children(node)))
        case Pow(base, Num(value)):
            return value.denominator == 1 and _is_continuous(base)
        case _:
            return False


def _nonzero_by(condition: Node) -> Node | None:
    """Return z where |z| is more than a number, or z is not 0."""
    match condition:
        case Relation((">",), (Call("abs", (part,)), Num())) | Relation(("<",), (Num(), Call("abs", (part,)))):
            return part
        case Relation(("!=",), (part, Num(value))) | Relation(("!=",), (Num(value), part)) if value == 0:
            return part
        case _:
            return None


def _is_open(variable: Variable) -> bool:
    """Return whether all of a domain is in the closure of its interior: zeros of an analytic function fill none."""
    domain = variable.domain
    return domain.base in {"real", "complex"} and domain.members is None


def _is_nonzero_at(case: Case, den: Node, place: Mapping[str, Gauss]) -> bool:
    """Return whether a denominator is not 0 at a point, whatever signs its square roots have."""
    values = [see_complex(case.context, one, place, PRECISIONS[0]) for one in with_signs(den)]
    return all(isinstance(value, Gauss) and (bool(value.re != 0) or bool(value.im != 0)) for value in values)
