"""What the questions of all types have in common."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Literal

from grader.language.names import Names
from grader.language.tree import Node, symbols
from grader.problems import models
from grader.problems.declared.readings import read_condition, read_name, read_one, unsupported_relation
from grader.problems.declared.samples import read_examples, read_mistakes
from grader.problems.declared.scope import Scope
from grader.problems.question import Approach, Field, Question
from grader.problems.texts.faults import Faults
from grader.problems.texts.located import Path
from grader.problems.texts.typed import shown
from grader.records import dataclass, replace

# Names of the limits of deciding that a problem may set (`grader.evidence.budget.Limits`).
LIMIT_NAMES = (
    "max_nodes",
    "max_degree",
    "max_bits",
    "max_terms",
    "max_precision",
    "max_points",
    "max_pieces",
    "max_units",
    "max_cases",
    "max_solver_steps",
    "max_steps",
)


@dataclass(frozen=True)
class Place:
    """Where a question stands: its complete id, its file, its line."""

    id: str
    file: str
    line: int


def common(model: models.Question, faults: Faults, place: Place, fields: Mapping[str, Field], names: Names) -> Question:
    """Return a question with all that does not depend on its type."""
    points = _points(model, faults)
    return Question(
        id=place.id,
        type=model.answer.type,
        points=points,
        fields=fields,
        names=names,
        title=model.title,
        prompt=model.prompt,
        reveal=model.reveal,
        plot=model.plot,
        tags=model.tags,
        locate=model.locate,
        file=place.file,
        line=place.line,
        mistakes=read_mistakes(model, fields, points, faults),
        examples=read_examples(model, fields, faults),
    )


def _points(model: models.Question, faults: Faults) -> Fraction:
    """Return what a question is worth: 1 unless stated, or the sum of its claims' points."""
    shares = _shares(model.answer)
    if not shares:
        return Fraction(1) if model.points is None else model.points
    total = sum(shares, Fraction(0))
    if model.points is not None and model.points != total:
        faults.add(("points",), f"points are {model.points}, but the claims' points add up to {total}")
    return total


def _shares(answer: models.AnyAnswer) -> list[Fraction]:
    match answer:
        case models.ConstraintsAnswer(require=require) | models.NetworkAnswer(require=require):
            return [requirement.points for requirement in require if requirement.points is not None]
        case models.DerivationAnswer(through=through):
            return [one.points for one in through if one.points is not None]
        case models.EssayAnswer(rubric=rubric):
            return [item.points for item in rubric]
        case _:
            return []


def with_scope(question: Question, answer: models.Answer, scope: Scope) -> Question:
    """Return a question with its symbols, and the conditions under which its claims are made."""
    _check_limits(answer, scope)
    return replace(
        question,
        given=scope.given,
        for_all=scope.for_all,
        functions=scope.unknown,
        compact=tuple(sorted(scope.compact)),
        define=scope.define,
        conventions=scope.conventions,
        limit=_limit(answer, scope),
        assume=_assumed(answer, scope),
        accept_error=answer.accept_error,
        limits=answer.limits,
    )


def _check_limits(answer: models.Answer, scope: Scope) -> None:
    faults = scope.faults
    check_limits(answer.limits, faults)
    if answer.accept_error is not None and answer.accept_error >= 1:
        faults.add(("answer", "accept_error"), "expected an error below 1, such as 1e-30")


def _limit(answer: models.Answer, scope: Scope) -> Approach | None:
    """Return the limit in which the claims hold; what is wrong with it is a fault."""
    if not isinstance(answer, models.Quantified) or not answer.limit:
        return None
    path: Path = ("answer", "limit")
    if not scope.kind.has_limits:
        scope.faults.add_key(path, f"`limit` is not supported yet in type `{scope.kind.name}`")
        return None
    if len(answer.limit) > 1:
        scope.faults.add(path, "expected one parameter and where it tends to, such as {beta: oo}")
        return None
    ((key, text),) = answer.limit.items()
    name, point = read_name(key, scope.faults, (*path, key)), read_one(text, Names(), scope.faults, (*path, key))
    variable = next((one for one in (*scope.given, *scope.for_all) if one.name == name), None)
    if name is None or point is None:
        return None
    if variable is None or variable.domain.shape or variable.domain.base != "real" or symbols(point):
        scope.faults.add_key((*path, key), "expected a real symbol of `given` or `for_all`, and oo, -oo or a number")
        return None
    domain = variable.domain
    kind: Literal["lim", "lim+", "lim-"] = "lim+" if domain.low == point else "lim-" if domain.high == point else "lim"
    return Approach(name, point, kind)


def check_limits(limits: Mapping[str, int], faults: Faults) -> None:
    """Add a fault for each limit that does not exist."""
    for key in limits.keys() - set(LIMIT_NAMES):
        faults.add_key(("answer", "limits", key), f"unknown limit {shown(key)}; possible: {', '.join(LIMIT_NAMES)}")


def _assumed(answer: models.Answer, scope: Scope) -> tuple[Node, ...]:
    conditions = []
    for number, text in enumerate(answer.assume if isinstance(answer, models.Assuming) else ()):
        path: Path = ("answer", "assume", number)
        condition = read_condition(text, scope.names, scope.faults, path)
        sign = "" if condition is None else unsupported_relation(condition)
        sign = "" if sign in {">>", "<<"} and scope.kind.is_growth else sign
        if sign:
            scope.faults.add(path, f"`{sign}` is not supported yet in type `{scope.kind.name}`")
        elif condition is not None:
            conditions.append(condition)
    return tuple(conditions)


def accepted_formulas(
    expected: models.Formula | None, accept: tuple[models.Formula, ...] | None, faults: Faults
) -> list[tuple[Path, models.Formula]]:
    """Return the formulas of `expected` or of all of `accept`, each with its place; none where there is a fault."""
    if not one_of_two(expected, accept, faults):
        return []
    if expected is not None:
        return [(("answer", "expected"), expected)]
    return [(("answer", "accept", number), formula) for number, formula in enumerate(accept or ())]


def one_of_two(expected: object, accept: tuple[object, ...] | None, faults: Faults) -> bool:
    """Return whether exactly one of `expected` and `accept` stands; otherwise add a fault."""
    if expected is not None and accept is not None:
        faults.add_key(("answer", "accept"), "`expected` and `accept` exclude each other; `accept` lists all answers")
    elif expected is None and accept is None:
        faults.add(("answer",), "`expected` is missing, or `accept: […]` with several right answers")
    elif accept is not None and not accept:
        faults.add(("answer", "accept"), "expected at least one right answer")
    else:
        return True
    return False
