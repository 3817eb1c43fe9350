"""The Python face of the grader.

from grader.api import check, compare, load_problems
verdict = check(load_problems("problems")["q2"], "73728")
verdict.outcome, verdict.score, verdict.claims[0].evidence
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from grader.comparing.compare import compare_texts
from grader.comparing.notations import ReadReading, ReadResult, read
from grader.errors import Diagnostic
from grader.isolation.limits import LIMITS
from grader.isolation.pool import Broke, Done, TimedOut, map_ordered
from grader.marking.answer import Answer, FieldAnswer, whole_answer
from grader.marking.examples import run_examples
from grader.marking.mark import mark
from grader.marking.probes.findings import probe_findings
from grader.marking.regrets import regrets
from grader.marking.synthesis import contradictions
from grader.problems.load import load_problems, load_tree
from grader.problems.question import Problem, Question
from grader.verdict import Comparison, Outcome, Verdict

__all__ = [
    "LintReport",
    "Outcome",
    "ReadReading",
    "ReadResult",
    "check",
    "compare",
    "lint",
    "load_problems",
    "read",
]

Given = str | Mapping[str, str] | Answer


def check(problem: Problem, answer: Given | Mapping[str, Given]) -> Verdict:
    """Return the verdict on one answer.

    `answer` is a text where the problem has one field, texts by field where it has several, and for a problem
    with parts a mapping of part ids (`a`, or complete, `q3.a`) to the parts' answers.
    """
    if not problem.has_parts:
        return mark(problem, {problem.id: _answer(problem.questions[0], answer)})
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
    return mark(problem, answers)


def _answer(question: Question, given: object) -> Answer:
    match given:
        case Answer():
            return given
        case str():
            return whole_answer(question, FieldAnswer(given))
        case Mapping():
            unknown = [str(name) for name in given if name not in question.fields]
            if unknown:
                raise KeyError(
                    f"{question.id} has no field {unknown[0]!r}; its fields are {', '.join(question.fields)}"
                )
            return Answer({str(name): FieldAnswer(str(text)) for name, text in given.items()})
        case _:
            raise TypeError(
                f"{question.id}: expected a text or a mapping of fields to texts, not {type(given).__name__}"
            )


def compare(left: str, right: str, variables: Mapping[str, str] | None = None) -> Comparison:
    """Return whether two expressions are equal, and why. `variables` maps symbols to domains, real unless named."""
    return compare_texts(left, right, variables or {})


@dataclass(frozen=True, slots=True)
class LintReport:
    """What is wrong (`diagnostics`) and what may be regretted (`warnings`) in a tree of problems."""

    diagnostics: tuple[Diagnostic, ...]
    warnings: tuple[Diagnostic, ...]
    problems: int
    examples: int


def lint(path: str | Path, jobs: int = 1, *, deep: bool = False) -> LintReport:
    """Validate a problem or a folder of problems, and run their examples, each question's in a process of its own.

    `deep` also hands in near misses and rewrites of every correct example.
    """
    problems, faults = load_tree(path)
    questions = {question.id: question for problem in problems.values() for question in problem.questions}
    found, regretted = list(faults), list[Diagnostic]()
    for name, result in map_ordered(lambda key: _linted(questions[key], deep), iter(questions), jobs, LIMITS):
        if isinstance(result, Done):
            found += result.value[0]
            regretted += result.value[1]
        else:
            found.append(_unlinted(questions[name], result))
    examples = sum(len(question.examples) for question in questions.values())
    return LintReport(tuple(found), tuple(regretted), len(problems), examples)


def _linted(question: Question, deep: bool) -> tuple[tuple[Diagnostic, ...], tuple[Diagnostic, ...]]:
    probed = probe_findings(question) if deep else ()
    return (*run_examples(question), *contradictions(question)), (*regrets(question), *probed)


def _unlinted(question: Question, result: TimedOut | Broke) -> Diagnostic:
    timed_out = isinstance(result, TimedOut)
    why = f"took more than {LIMITS.wall_seconds:g} seconds" if timed_out else "made the grader itself fail"
    return Diagnostic(question.file, question.line, 0, f"{question.id} examples", f"running them {why}")
