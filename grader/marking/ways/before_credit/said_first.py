r"""A right value in work behind another answer: `120⏎⏎Work: 720/12 = 60`, `9/14 because 5/8 · 4/7 = 5/14`.

What stands before a reason, before its work or in a paragraph of its own is an answer, too, where it is a value or
gives one to what is asked for. Where it is refuted by itself, nobody can tell which of the two is meant.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from grader import marking
from grader.claims.chains import chain, depths
from grader.marking.answer import Answer, FieldAnswer
from grader.marking.texts.beside.words import WORDS, any_of, pattern
from grader.marking.ways.candidates import is_piece
from grader.problems.question import Question
from grader.verdict import Outcome, Verdict
from grader.wording import unreadable_answers

MAX_CHARACTERS = 2_000  # of a text whose first piece is looked at
Mark = Callable[[Question, Answer], Verdict]
_CAUSES = any_of(word for word in WORDS["because"] if len(word) > 1)
_REASON = rf"(?:[,;.]?\s+|\s*\(\s*)(?:{_CAUSES}|∵|\\because)(?!\w):?\s+(?=\S)"
_WORK = rf"\s*[\n.;—–]\s*(?:my\s+)?(?:{pattern('working')})\s*:"
_PARTS = re.compile(
    rf"(?P<explains>{_WORK}|{_REASON})|(?P<beside>[^\S\n]*\n[^\S\n]*\n\s*(?:-{{3,}}\s*\n)?|\s+[—–|]\s+"
    r"|[^\S\n]*\n[^\S\n]*(?=\([^\n]*=[^\n]*\)\s*\Z))",
    re.IGNORECASE,
)
_NUMBER = r"[-−+]?\s*(?:\d+(?:[.,]\d+)*|\.\d+)(?:\s*/\s*\d+)?"
_LITERAL = re.compile(rf"[\s$*]*{_NUMBER}(?:\s*(?:\\?%|°|[A-Za-zµΩ]{{1,4}}(?:/[A-Za-z]{{1,3}})?[²³]?))?[\s$*]*")
_LED = re.compile(
    rf"[\s*_]*(?:{pattern('short-answer')})\s*:?[^\S\n]+(?P<value>[^\n]*\S)[^\S\n]*\n(?=\s*\S)", re.IGNORECASE
)
_SECOND = re.compile(r"^[\s#*]*2[\s.:)*]*$", re.MULTILINE)
_CONDITION = re.compile(
    rf"(?<!\w)(?:{pattern('with')}|if|for|wenn|für|si|se|als)(?!\w)|[<>≤≥≠∈]|\\(?:[lg]eq?|[lg]t|neq?|in)(?![A-Za-z])",
    re.IGNORECASE,
)


def why_open(question: Question, typed: Answer, verdict: Verdict, mark: Mark) -> str:
    """Return why a credited answer is open: another one stands before the work that comes to it; empty otherwise."""
    if len(typed.fields) != 1 or len(question.fields) != 1 or typed.whole is not None:
        return ""
    ((name, field),) = typed.fields.items()
    text = (field.said or field.text).strip()
    first = _first(question, text) if len(text) <= MAX_CHARACTERS else ""
    if not first:
        return ""
    alone = mark(question, Answer({name: FieldAnswer(first)}))
    is_other = alone.outcome in {Outcome.INCORRECT, Outcome.PARTIAL} and alone.outcome is not verdict.outcome
    if not is_other or (is_piece(alone) and question.kind.is_array):
        return ""
    return unreadable_answers.SAYS_SOMETHING_ELSE_THAN_ASKED.format(shown=first)


def _first(question: Question, text: str) -> str:
    """Return the piece with which a text begins, where it is an answer by itself and work stands behind it."""
    led = _LED.match(text)
    if led is not None and _is_answer(question, led["value"], text[led.end() :], is_explained=False):
        return led["value"]
    depth = depths(text)
    parts = [one for one in _PARTS.finditer(text) if not depth[one.start()]]
    if not parts:
        return ""
    first, rest = text[: parts[0].start()].strip(" \n,;"), text[parts[0].end() :]
    is_explained = parts[0]["explains"] is not None
    if is_explained and sum(one["explains"] is not None for one in parts) > 1:
        return ""  # each with a reason of its own
    return first if _is_answer(question, first, rest, is_explained=is_explained) else ""


def _is_answer(question: Question, first: str, rest: str, *, is_explained: bool) -> bool:
    """Whether a piece before some work is a value, or gives one to what is asked for, and does not go on behind it."""
    if not first or "=" not in rest or rest.lstrip(" $").startswith("=") or _CONDITION.search(first) is not None:
        return False
    if first == "1" and _SECOND.search(rest) is not None:
        return False  # heads that count the steps
    if _LITERAL.fullmatch(first) is not None and not (question.kind.is_set or question.kind.is_array):
        return True
    if is_explained:
        return "\n" not in first
    if question.kind.is_set or question.kind.is_array or question.kind.is_condition:
        return False  # perhaps a member, an entry or a relation
    members = chain(first).members
    return len(members) == 2 and "\n" not in first and _is_named_again(question, members[0], rest)


def _is_named_again(question: Question, name: str, rest: str) -> bool:
    """Whether the name of a value is asked for, or the work behind it ends with another value of that name."""
    if marking.asked.asked_names.naming(question, f"{name} = 1") == "asked":
        return True
    lines = [one for one in rest.splitlines() if "=" in one]
    return bool(lines) and lines[-1].split("=")[0].strip(" $") == name.strip(" $")
