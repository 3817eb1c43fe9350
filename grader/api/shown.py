"""Verdicts, comparisons and problems as Python users have them: they say in one line what they are, and in a notebook
more."""

from __future__ import annotations

import json
from collections.abc import Mapping
from decimal import Decimal
from html import escape
from operator import attrgetter
from pathlib import Path
from typing import Any

from grader import verdict as plain
from grader.errors import ProblemError
from grader.interchange.values import TAKEN, written
from grader.problems import load, question
from grader.problems.file import read_problem
from grader.problems.texts.source import LIMITS
from grader.problems.texts.yamltext import read_yaml
from grader.records import fields
from grader.reports.result_json import comparison_body, verdict_body
from grader.reports.texts import comparison_text, headline, verdict_text

MAX_FLOAT = 30  # characters of a fraction that a binary number becomes; a longer one stays as Python writes it
INLINE = "problem"  # the name of the file that a problem given as a text does not have


class _Shown:
    """What is shown of an object: a text of several lines, in notebooks as it stands."""

    def _text(self) -> str:
        raise NotImplementedError

    def __str__(self) -> str:
        return self._text()

    def _repr_markdown_(self) -> str:
        fence = "```"
        while fence in self._text():
            fence += "`"
        return f"{fence}text\n{self._text()}\n{fence}"

    def _repr_html_(self) -> str:
        return f"<pre>{escape(self._text())}</pre>"


class Verdict(_Shown, plain.Verdict):
    """The verdict on one answer: `outcome`, `score` (None where open), `claims` with their evidence, `feedback`."""

    def to_dict(self) -> dict[str, Any]:
        """Return the JSON document of `grader check --format json`."""
        return dict(verdict_body(self))

    def _text(self) -> str:
        return verdict_text(self)

    def __repr__(self) -> str:
        return f"<Verdict {headline(self)}>"


class Comparison(_Shown, plain.Comparison):
    """Whether two expressions are equal: `status` and `evidence`; `is_equal` is None where that is open."""

    @property
    def is_equal(self) -> bool | None:
        """True where it is proved, False where it is refuted, None where it stays open."""
        return {"equal": True, "different": False}.get(self.status)

    def to_dict(self) -> dict[str, Any]:
        """Return the JSON document of `grader compare --format json`."""
        return dict(comparison_body(self))

    def _text(self) -> str:
        return comparison_text(self)

    def __repr__(self) -> str:
        return f"<Comparison {self.left.text} and {self.right.text}: {self.status}>"


class Problem(_Shown, question.Problem):
    """A problem, with or without parts. `id`, `title`, `questions`, `points`."""

    def _text(self) -> str:
        prompts = (one.prompt.strip() or one.id for one in self.questions)
        return "\n\n".join((self.title or self.id, *prompts))

    def __repr__(self) -> str:
        return f"<Problem {self.id}: {', '.join(one.type for one in self.questions)}>"


Problems = Mapping[str, Problem]
_COMPARED = attrgetter(*(one.name for one in fields(plain.Comparison)))  # all that a comparison holds


def shown_verdict(found: plain.Verdict) -> Verdict:
    """Return a verdict as users have it, its parts, too."""
    values = _values(found)
    return Verdict(**{**values, "parts": tuple(shown_verdict(part) for part in found.parts)})


def shown_comparison(found: plain.Comparison) -> Comparison:
    """Return a comparison as users have it."""
    return Comparison(*_COMPARED(found))


def load_problems(path: str | Path) -> Problems:
    """Return the problems of a file or a folder by id; raises one ProblemError with every fault of the tree."""
    return {id_: Problem(**_values(problem)) for id_, problem in load.load_problems(path).items()}


def problem_from(source: str | Mapping[str, Any]) -> Problem:
    """Return the problem that a text in YAML, or a mapping with the same keys, states; raises ProblemError.

    Values in a mapping are what an answer may be: texts, numbers, lists, arrays, expressions. Raises TypeError for
    others, and ValueError for those that no text stands for.
    """
    text = source if isinstance(source, str) else json.dumps(_stated(source), ensure_ascii=False)
    document = read_yaml(text, INLINE)
    if document.faults or document.root is None:
        raise ProblemError(document.faults)
    found = read_problem(document.root, INLINE, ())
    if found.faults or found.problem is None:
        raise ProblemError(found.faults)
    return Problem(**_values(found.problem))


def _stated(value: object, depth: int = 0) -> object:
    """Return what a mapping states as data of JSON; arrays and expressions as they would stand in an answer."""
    if depth > LIMITS.max_depth:
        raise ValueError(f"a problem of more than {LIMITS.max_depth} lists and mappings in one another (max_depth)")
    match value:
        case Mapping():
            return {str(key): _stated(inner, depth + 1) for key, inner in value.items()}
        case list() | tuple():
            return [_stated(inner, depth + 1) for inner in value]
        case str() | int():
            return value
        case Decimal():
            return str(value)
        case float() if len(written(value).text) > MAX_FLOAT:  # such as 1e-30
            return repr(float(value))
    try:
        return written(value).text
    except TypeError:
        raise TypeError(f"a problem states {TAKEN}, not {type(value).__name__}") from None


def _values(found: Any) -> dict[str, Any]:
    return {one.name: getattr(found, one.name) for one in fields(found)}
