"""What it means that a value is the expected one: exactly, within a tolerance, up to what does not count."""

from __future__ import annotations

from grader.claims.statements import AllOf, AnyOf, Equal, Rounded, Statement, Within
from grader.language.printing import for_all_text, show
from grader.language.tree import Node, symbols
from grader.problems.question import Question, Tolerance
from grader.records import replace


def equality(question: Question, answer: Node, expected: Node) -> Statement:
    """Return the statement that an answer is the expected one, within the question's tolerance."""
    tolerance = question.tolerance
    return _exactly(question, answer, expected) if tolerance is None else near(tolerance, answer, expected)


def near(tolerance: Tolerance, answer: Node, expected: Node) -> Statement:
    """Return the statement that two values agree within a tolerance."""
    if tolerance.significant_figures is not None or tolerance.decimal_places is not None:
        return Rounded(answer, expected, tolerance.significant_figures, tolerance.decimal_places)
    return Within(answer, expected, tolerance.absolute, tolerance.relative, tolerance.strict)


def _exactly(question: Question, answer: Node, expected: Node) -> Statement:
    """Return the statement of equality; a letter that an answer brought in is the constant, or the factor in front."""
    equal = Equal(answer, expected, question.up_to, question.same_domain, question.per_piece)
    if question.up_to not in {"constant", "factor"}:
        return equal
    declared = {variable.name for variable in (*question.given, *question.for_all)}
    letters = symbols(answer) - symbols(expected) - declared
    return replace(equal, letter=next(iter(letters))) if len(letters) == 1 else equal


def any_of(statements: tuple[Statement, ...]) -> Statement:
    """Return one statement that holds where any of several does."""
    return statements[0] if len(statements) == 1 else AnyOf(statements)


def all_of(statements: tuple[Statement, ...]) -> Statement:
    """Return one statement that holds where all of several do."""
    return statements[0] if len(statements) == 1 else AllOf(statements)


def expected_text(question: Question, name: str) -> str:
    """Return what is claimed of a name, in words."""
    hidden = None if question.limit is None else question.limit.name
    where = for_all_text([one for one in (*question.given, *question.for_all) if one.name != hidden])
    match question.tolerance:
        case None:
            text = f"{name} = expected"
        case Tolerance(significant_figures=None, decimal_places=None) as tolerance:
            text = f"|{name} - expected| {'<' if tolerance.strict else '<='} tolerance"
        case _:
            text = f"{name}, rounded, = expected, rounded"
    if question.up_to:
        text += f" up to a {question.up_to}" if question.up_to != "sign" else " up to sign"
    if question.limit is not None:
        text += f", in the limit {question.limit.name} -> {show(question.limit.point)},"
    return f"{text} for {where}" if where else text
