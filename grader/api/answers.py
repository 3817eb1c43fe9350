"""Checks and compares values of Python and texts."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from typing import Any, get_args

from grader.api.shown import Comparison, Verdict, shown_comparison, shown_verdict
from grader.comparing.compare import compare_texts
from grader.comparing.golds import Numbers, compare_answers
from grader.comparing.sides import names_for, read_text
from grader.course.single_answer import mark_single
from grader.interchange.texts import Written
from grader.interchange.values import TAKEN, written
from grader.language.spelling.names import canonical_name
from grader.marking.answer import Answer, FieldAnswer, whole_answer
from grader.marking.mark import join
from grader.problems.question import Problem, Question

Given = Any  # a text, a value of Python, an Answer, or a mapping of fields to texts and values


def check(problem: Problem, answer: Given | Mapping[str, Given]) -> Verdict:
    """Return the verdict on one answer.

    `answer` is a text or a value where the problem has one field, texts or values by field where it has several, and
    for a problem with parts a mapping of part ids (`a`, or complete, `q3.a`) to the parts' answers. Values are numbers,
    fractions, lists, NumPy scalars and arrays (each entry stands for the simplest fraction that rounds to it at its own
    precision), SymPy expressions and matrices. Raises TypeError for anything else, ValueError for a value that no text
    stands for (nan, a SymPy function that is not known), KeyError for a field or part that is not there.
    """
    _expect_problem(problem)
    if not problem.has_parts:
        return shown_verdict(mark_single(problem.questions[0], _answer(problem.questions[0], answer)))
    if not isinstance(answer, Mapping):
        kind = type(answer).__name__
        raise TypeError(f"{problem.id} has parts: expected a mapping of part ids to answers, not {kind}")
    parts = {question.id: question for question in problem.questions}
    answers: dict[str, Answer] = {}
    for key, given in answer.items():
        part = key if key in parts else f"{problem.id}.{key}"
        if part not in parts:
            raise KeyError(f"{problem.id} has no part {key!r}")
        answers[part] = _answer(parts[part], given)
    verdicts = [mark_single(question, answers.get(question.id, Answer())) for question in problem.questions]
    return shown_verdict(join(problem, verdicts))


def _expect_problem(given: object) -> None:
    if not isinstance(given, Problem):
        kind = type(given).__name__
        raise TypeError(f"expected a problem, as `load_problems` and `problem_from` return them, not {kind}")


def _answer(question: Question, given: Given) -> Answer:
    match given:
        case Answer():
            return given
        case Mapping():
            return Answer(
                {_field(question, name): FieldAnswer(_text(question, value)) for name, value in given.items()}
            )
        case _:
            return whole_answer(question, FieldAnswer(_text(question, given)))


def _field(question: Question, given: object) -> str:
    """Return the field of a name in any of its spellings: `w0`, `w_0` and `w₀` are one. Raises KeyError for others."""
    name = str(given)
    if name in question.fields:
        return name
    with suppress(ValueError):
        canonical = canonical_name(name)
        for field in question.fields.values():
            if canonical in {field.name, field.symbol} or name in field.spellings:
                return field.name
    raise KeyError(f"{question.id} has no field {name!r}; its fields are {', '.join(question.fields)}")


def _text(question: Question, given: Given) -> str:
    try:
        return written(given).text
    except TypeError as error:
        taken = f"{TAKEN}, or where there are several fields a mapping of them"
        raise TypeError(f"{question.id}: {str(error).replace(TAKEN, taken)}") from None


def compare(left: Given, right: Given, variables: Mapping[str, str] | None = None) -> Comparison:
    """Return whether two expressions are equal, and why.

    `variables` maps symbols to domains; a symbol of SymPy has the domain that its assumptions say; any other is real.
    Raises TypeError and ValueError as `check` does, and ValueError where the two sides assume different things of a
    symbol.
    """
    given = _domains(variables)
    if type(left) is type(right) is str:
        return shown_comparison(compare_texts(left, right, given))
    sides = written(left), written(right)
    return shown_comparison(compare_texts(sides[0].text, sides[1].text, _declared(*sides, given=given)))


def _domains(variables: object) -> Mapping[str, str]:
    """Return what symbols are said to be. Raises TypeError for anything but a mapping."""
    if variables is not None and not isinstance(variables, Mapping):
        raise TypeError(f"expected a mapping of symbols to domains, such as {{'x': 'positive'}}, not {variables!r}")
    return variables or {}


def _declared(left: Written, right: Written, given: Mapping[str, str]) -> Mapping[str, str]:
    if not left.symbols and not right.symbols:
        return given
    for name in left.symbols.keys() & right.symbols.keys() - given.keys():
        stated = {domain for domain in (left.symbols[name], right.symbols[name]) if domain}
        if len(stated) > 1:
            raise ValueError(f"{name} is {' on one side and '.join(sorted(stated))} on the other")
    symbols = {**left.symbols, **{name: domain or left.symbols.get(name, "") for name, domain in right.symbols.items()}}
    return {**{name: domain or "real" for name, domain in symbols.items()}, **given}


def score(
    gold: Given, answer: Given, variables: Mapping[str, str] | None = None, numbers: Numbers = "plain"
) -> float | None:
    r"""Return 1.0 where an answer is proved equal to the expected one, 0.0 where it is refuted, else None.

    For rewards in training: what was not decided, or could not be read, is None, never 0. Of a text with `\boxed{…}` in
    it the last box is the answer. Texts that are the same are equal, numbers with units are converted, and what may be
    meant in two ways (a unit on one side only, the order of a list without brackets) is None where they disagree.
    `numbers` says how thousands and decimals are written: `plain` (1000.5), `english` (1,000.5), `continental`.
    """
    if numbers not in get_args(Numbers):
        raise ValueError(f"expected one of {', '.join(get_args(Numbers))}, not {numbers!r}")
    left, right = written(gold), written(answer)
    declared = _declared(left, right, given=_domains(variables))
    return {"equal": 1.0, "different": 0.0}.get(compare_answers(left.text, right.text, declared, numbers))


def from_sympy(expression: Any) -> str:
    """Return the text of a SymPy object, which means the same wherever both have a value; raises ValueError."""
    from grader.interchange.from_sympy import from_sympy as convert  # noqa: PLC0415 - SymPy is slow to import

    return convert(expression).written().text


def to_sympy(text: str, variables: Mapping[str, str] | None = None) -> Any:
    """Return a text as a SymPy object, with `variables` as assumptions; raises AnswerError, and ValueError where the
    text has several readings or a part of it has no counterpart in SymPy."""
    from grader.interchange.to_sympy import to_sympy as convert  # noqa: PLC0415 - SymPy is slow to import

    names, domains = names_for(_domains(variables))
    readings = read_text(text, names)
    if len(readings) > 1:
        ways = " or ".join(f"`{reading.spelling}`" for reading in readings)
        raise ValueError(f"`{text}` can be read in {len(readings)} ways: {ways}")
    return convert(readings[0].tree, domains)
