"""Which question, part or field a key names, and which it was probably meant to name."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Mapping
from functools import lru_cache

from grader.errors import AnswerError
from grader.language.reader import canonical_name
from grader.marking.texts.fields_said.nouns import JOINING, LOOKED_BACK, introduces
from grader.problems.question import Field, Problem, Problems, Question
from grader.records import dataclass, field
from grader.submissions.kept import kept
from grader.submissions.limits import KEY_CHARACTERS

Target = tuple[str, str | None]  # the id of a question, and one of its fields or None for all of it


@dataclass(frozen=True)
class Index:
    """Questions by complete id, problems with parts by theirs, and the questions that either id stands for."""

    questions: Mapping[str, Question]
    in_parts: Mapping[str, Problem]
    targets: Mapping[str, tuple[Target, ...]]
    problems: Problems = field(default_factory=dict)


def index(problems: Problems) -> Index:
    """Return the questions and the problems with parts, each by its id."""
    questions = {question.id: question for problem in problems.values() for question in problem.questions}
    in_parts = {problem.id: problem for problem in problems.values() if problem.has_parts}
    targets: dict[str, tuple[Target, ...]] = {id_: ((id_, None),) for id_ in questions}
    targets |= {id_: parts_of(problem) for id_, problem in in_parts.items()}
    return Index(questions, in_parts, targets, problems)


def parts_of(problem: Problem) -> tuple[Target, ...]:
    """Return the parts of a problem as what an answer may be meant for."""
    return tuple((part.id, None) for part in problem.questions)


def part_name(problem: Problem, question: Question) -> str:
    """Return what a part is called within its problem: `a` for `q3.a`."""
    return question.id.removeprefix(f"{problem.id}.")


def find_part(problem: Problem, key: str) -> Question | None:
    """Return the part that a key names, as `a` or as `q3.a`."""
    return next((part for part in problem.questions if key in {part.id, part_name(problem, part)}), None)


def find_field(question: Question, key: str) -> str | None:
    r"""Return the field that a key names, in any spelling of its name: `w0`, `w_0`, `$w_0$`, `\mathbf{w}_0`."""
    if key in question.fields:
        return key
    name = _canonical(key) or _squared(key)
    found = [field.name for field in question.fields.values() if name in _names(field)] if name else []
    if len(found) == 1:
        return found[0]
    if len(question.fields) > 1 and (nouns := nouns_of_fields(question)) and len(key) <= KEY_CHARACTERS:
        noun = key.casefold() if key.isalpha() else name or ""
        return nouns.get(noun)
    return next(iter(question.fields)) if key == "answer" and len(question.fields) == 1 else None


@kept
def nouns_of_fields(question: Question) -> dict[str, str]:
    """Return what the prompt calls each field, `a stride $s$ and a padding $p$`; empty unless it names all of them so.

    A noun that may be a symbol of the problem is none. Fields that are called by words of the prompt are their own
    nouns: `mean` and `median` of `the mean and the median`.
    """
    found: dict[str, str] = {}
    symbols = {symbol.name for symbol in (*question.given, *question.for_all)} | set(question.define)
    text = f"{question.lead}\n{question.prompt}"
    others: dict[str, str] = {}
    told = {word.casefold() for word in _WORD.findall(text)}
    is_told = len(question.fields) > 1 and all(name.casefold() in told for name in question.fields)
    if is_told and symbols.isdisjoint(question.fields):
        return {name.casefold(): name for name in question.fields}
    for match in _NOUN.finditer(text):
        symbol = _CONDITION.split(match["symbol"], maxsplit=1)[0].strip()  # `a kernel size $k > 1$`
        name, noun = _canonical(symbol) or _squared(match["symbol"]), match["noun"].casefold()
        fields = [field.name for field in question.fields.values() if name and name in _names(field)]
        before = text[max(0, match.start() - LOOKED_BACK) : match.start()].split()[-3:]
        if len(fields) != 1 or noun in JOINING or not introduces(before):
            continue
        if found.setdefault(noun, fields[0]) != fields[0]:
            return {}
        if before[-1].startswith("$"):  # `the $F_1$ score $F$`
            others[_canonical(before[-1]) or noun] = fields[0]
    is_clear = set(found.values()) == set(question.fields) and len(found) == len(question.fields)
    return others | found if is_clear and symbols.isdisjoint(found) else {}


_CONDITION = re.compile(r"[<>≤≥]|\\(?:le|ge|lt|gt|leq|geq)(?![A-Za-z])")
_WORD = re.compile(r"(?<![^\W_])[^\W\d_]{3,}(?![^\W_])")  # rather than a letter of a formula
_NOUN = re.compile(r"(?<![^\W_])(?P<noun>[^\W\d_]{3,})\s+\$(?P<symbol>[^$]{1,40})\$")


def _squared(key: str) -> str | None:
    r"""Return the name `sigma_2` for a square that is called so, `\sigma^2`; None of anything else."""
    match = re.fullmatch(r"\$?\s*(\\?[A-Za-z]{1,10})\s*\^\s*\{?\s*2\s*\}?\s*\$?", key)
    return _canonical(f"{match[1]}_2") if match else None


def _names(field: Field) -> set[str | None]:
    return {_canonical(name) for name in (field.name, field.symbol, *field.spellings) if name}


@lru_cache(maxsize=4096)
def _canonical(key: str) -> str | None:
    if len(key) > KEY_CHARACTERS:
        return None
    try:
        return canonical_name(key.strip().strip("$").strip())
    except (AnswerError, ValueError):
        return None


def closest(key: str, names: Iterable[str]) -> str | None:
    """Return the name that a key was probably meant to be, letter case and blanks aside; None if none is near."""
    if len(key) > KEY_CHARACTERS:
        return None
    return _closest(key, tuple(names))


@lru_cache(maxsize=256)
def _closest(key: str, names: tuple[str, ...]) -> str | None:
    """Return the name next to a key; students of one class write the same headings."""
    folded = {"".join(name.casefold().split()): name for name in reversed(names)}
    near = difflib.get_close_matches("".join(key.casefold().split()), folded, 1)
    return folded[near[0]] if near else None
