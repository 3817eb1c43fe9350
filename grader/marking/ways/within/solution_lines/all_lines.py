r"""Solutions in lines of their own belong together: `x_1 = 0 ⏎ x_{2,3} = ±2`, `x = 3: y = 4; x = 4: y = 3`.

Values behind one letter with different indices are surely all meant. Of other lines one may be a step, or take the one
before it back: where all together come to something else than what was taken for the answer, it is open.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from grader.language.tree import SetOf
from grader.marking.answer import Answer, FieldAnswer
from grader.marking.ways.candidates import between_texts, open_between
from grader.marking.ways.within.solution_lines import conditions, line_parts, point_sets, value_sets
from grader.problems.declared.tree_kinds import holds_points
from grader.problems.question import Question
from grader.records import replace
from grader.verdict import Outcome, Verdict
from grader.wording import open_reasons

MAX_CHARACTERS = 1000  # of a text whose lines are put together, without blanks beside each other
MAX_VALUES = 12  # in such lines; of more nobody says whether they are meant together

_DECIDED = frozenset({Outcome.CORRECT, Outcome.PARTIAL, Outcome.INCORRECT})

Mark = Callable[[Question, Answer], Verdict]
ComesTo = Callable[[str], bool]


def with_all_lines(question: Question, typed: Answer, verdict: Verdict, mark: Mark) -> Verdict:
    """Return the verdict on an answer, that on all of its lines together where they are surely the solutions.

    It is open where they may be, and come to something else.
    """
    if verdict.outcome not in _DECIDED or len(typed.fields) != 1 or not question.kind.is_solutions:
        return verdict
    ((name, field),) = typed.fields.items()
    text = field.said or field.text
    parts = [one for one in line_parts.parts_of(text) if one.text]

    def alone(joined: str) -> tuple[FieldAnswer, Verdict]:
        other = FieldAnswer(joined, field.source, written=text)
        return other, mark(question, Answer({name: other}))

    try:
        if sum(len(one.text) for one in parts) > MAX_CHARACTERS:
            raise _TooManyError
        is_right = verdict.outcome is not Outcome.INCORRECT
        ways, is_sure = _ways(question, parts, (lambda one: _are_same(alone(one)[1], verdict)) if is_right else None)
    except _TooManyError:
        return _left_to_a_person(question, typed, parts, verdict, mark)
    for joined in ways:
        other, found = alone(joined)
        if is_sure:
            return found
        if not _are_same(found, verdict):
            return between_texts(question, name, (replace(field, candidates=None), other), (verdict, found))
    return verdict


class _TooManyError(Exception):
    """There is more in the lines than is put together."""


def _are_same(found: Verdict, verdict: Verdict) -> bool:
    return (found.outcome, found.score_range) == (verdict.outcome, verdict.score_range)


def _left_to_a_person(
    question: Question, answer: Answer, parts: Sequence[line_parts.Part], verdict: Verdict, mark: Mark
) -> Verdict:
    """Return an open verdict where several parts begin as solutions do, that on the last of them where they do not."""
    begins = [match["letter"] for part in parts if (match := value_sets.BEGINS.match(part.text)) is not None]
    if len(begins) == len({*begins}):
        return verdict
    ((name, field),) = answer.fields.items()
    texts = (replace(field.counted, error=open_reasons.MAY_BE_ENTRY), field.counted)
    return open_between(question, answer, name, texts, mark)


def _ways(
    question: Question, parts: Sequence[line_parts.Part], comes_to: ComesTo | None
) -> tuple[tuple[str, ...], bool]:
    """Return the texts that all parts may be together, and whether the first of them surely is meant."""
    if question.kind.is_set:
        if any(not isinstance(tree, SetOf) for tree in question.accepted):
            return (), False
        if any(map(holds_points, question.accepted)):
            found = _solutions(
                question, point_sets.coordinates_of(question, parts), parts, is_right=comes_to is not None
            )
            return tuple(map(_as_points, found)), False
        letter = next((one.name for one in question.for_all), "")
        return _of_values(question, letter, parts, comes_to, lambda values: f"{{{', '.join(values)}}}")
    letters = conditions.letters_of(question)
    if len(letters) == 1:
        (letter,) = letters
        ways, _ = _of_values(question, letter, parts, comes_to, lambda values: _one_of(letter, values))
        return ways, False
    found = _solutions(question, letters, parts, is_right=comes_to is not None)
    return tuple(map(_as_condition, found)), False


def _of_values(
    question: Question,
    letter: str,
    parts: Sequence[line_parts.Part],
    comes_to: ComesTo | None,
    joined: Callable[[value_sets.Values], str],
) -> tuple[tuple[str, ...], bool]:
    same = None if comes_to is None else lambda values: comes_to(joined(values))
    ways, is_sure = value_sets.values_of(question, letter, parts, same)
    if any(len(one) > MAX_VALUES for one in ways):
        raise _TooManyError
    return tuple(map(joined, ways)), is_sure


def _one_of(letter: str, values: Iterable[str]) -> str:
    return " or ".join(f"{letter} = {value}" for value in values)


Solutions = list[tuple[tuple[str, str], ...]]


def _solutions(
    question: Question, letters: Sequence[str], parts: Sequence[line_parts.Part], *, is_right: bool
) -> list[Solutions]:
    """Return what the solutions in parts may be; of what is right, or one part, more than one each."""
    if len(letters) < 2:
        return []
    given = conditions.given_in(question, letters, parts)
    by_index = conditions.solutions_by_index(letters, given)
    ways = [by_index] if by_index else [conditions.solutions_in_order(letters, given)]
    if not is_right:
        ways += [conditions.solutions_in_order(letters, given), conditions.solutions_that_share(letters, given)]
    found = [list(dict.fromkeys(tuple((name, one[name]) for name in letters) for one in some)) for some in ways]
    if any(len(some) > MAX_VALUES for some in found):
        raise _TooManyError
    is_bare = len(parts) < 2 and not any(one.has_dash for one in parts)
    least = 1 if is_right or is_bare else 0
    return [list(some) for some in dict.fromkeys(map(tuple, found)) if len(some) > least]


def _as_condition(solutions: Solutions) -> str:
    parts = [" and ".join(f"{letter} = {value}" for letter, value in one) for one in solutions]
    return " or ".join(f"({part})" for part in parts)


def _as_points(solutions: Solutions) -> str:
    points = [", ".join(value for _, value in one) for one in solutions]
    return f"{{{', '.join(f'({point})' for point in points)}}}"
