"""The last look at what has no brackets: `sin α m`, `x^3/2`, `e^-k t`, `√x² + 1` reach farther or less far than usual.

What is usual decides. Where it is refuted and the text is proved to be right with another reach, or with another sense
of a sign that nobody settles otherwise (`log 1000`, `sin 30`), nobody can tell what was meant, and it is open.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from grader.language.names import LAST_LOOK, Names
from grader.marking.answer import Answer, Candidates
from grader.marking.ways.candidates import nobody_says_which
from grader.problems.question import Question
from grader.records import replace
from grader.verdict import Feedback, Outcome, Verdict
from grader.wording import remarks

MAX_CHARACTERS = 400  # of a text that is read so
_REACHING = re.compile(
    r"/\s*[^\s/()=+-]+(?:\s*[·*×(√\[\\]|\s+\w)"
    r"|\^\s*[^\s{(]|\*\*|[√∛!]|(?:sin|cos|tan|cot|sec|csc|ln|log|exp|sqrt|erf)|[°º%]|\\(?:circ|degree)"
)
_MOST_KEPT = 64  # questions whose names with more readings are kept
_KEPT: dict[int, tuple[Question, Question]] = {}

Mark = Callable[[Question, Answer], Verdict]


def before_zero(question: Question, answer: Answer, verdict: Verdict, mark: Mark) -> Verdict:
    """Return the verdict on an answer that is refuted, open where another reach of its signs is proved to be right."""
    texts = [one.text for one in answer.fields.values()]
    if sum(map(len, texts)) > MAX_CHARACTERS:
        return verdict
    if any(map(_REACHING.search, texts)) and _is_right_once(found := mark(_asked_again(question), answer)):
        return found
    return _with_other_points(question, answer, verdict, mark) if any(map(_POINTS.search, texts)) else verdict


# A point in the middle for that of a decimal, one below for a sign of a product, those that part thousands; rows in
# round brackets; degrees behind what the prompt asks for as their number; ends of an interval, a loss in brackets.
_POINTS = re.compile(r"\d[.,·]\d|\([^()]*;|[°º]|\\(?:circ|degree)|\d\s*(?:/|[+<≤±]|\\pm)|\A\W*\(\d")
_DEGREES = re.compile(r"\s*(?:\^\s*\{?\s*\\circ\s*\}?|\\degree(?![A-Za-z])|[°º](?!\s*[CFK]))")
_IN_DEGREES = re.compile(
    r"(?<![^\W_])(?:degrees|grad|degrés|grados|gradi|graus)(?![^\W_])|[°º]|\\degree", re.IGNORECASE
)
_MIDDLE = re.compile(r"(?<![\d.·])(\d+)·(\d+)(?![\d·.^!])")
_BELOW = re.compile(
    r"(?<![\d.])([1-9]\d*)\.([1-9]\d*)(?=\s*(?:\^|\*\*|!|[⁰¹²³⁴⁵⁶⁷⁸⁹ⁿ]))|(?<=\^)([1-9]\d*)\.([1-9]\d*)(?![\d.])"
)
_THOUSANDS = re.compile(r"(?<![\w.,^])([1-9]\d{0,2})\.(\d{3})(?:\.(\d{3}))?(?![\d.,^])")
_COMMA = re.compile(r"(?<![\d.,])(\d+),(\d+)(?![\d.,])")
_ROWS = re.compile(r"\(([^()\[\];]+(?:;[^()\[\];]+)+)\)")
_WAYS = ((_COMMA, r"\1.\2"), (_MIDDLE, r"\1.\2"), (_BELOW, r"\1\3·\2\4"), (_THOUSANDS, r"\1\2\3"), (_ROWS, r"[\1]"))


_DECIMAL = r"([-−]?\d+(?:\.\d+)?)"
_LESS = r"\s*(?:<|≤|\\leq?(?![A-Za-z])|\\lt(?![A-Za-z]))\s*"
# Two numbers as ends, which are parted by a stroke, stand around a name in a probability, or off a middle.
_ENDS = (
    (re.compile(rf"\A[\s$([]*{_DECIMAL}\s*/\s*{_DECIMAL}[\s$)\].]*\Z"), r"[\1, \2]"),
    (
        re.compile(rf"\A[\s$]*P\s*\(\s*{_DECIMAL}{_LESS}[^<>=≤()\d]{{1,12}}{_LESS}{_DECIMAL}\s*\)\s*=[^=]*\Z"),
        r"[\1, \2]",
    ),
    (re.compile(rf"\A[\s$]*{_DECIMAL}\s*(?:\+[-−]|\+/[-−]|±|\\pm)\s*{_DECIMAL}[\s$.]*\Z"), r"[\1 - \2, \1 + \2]"),
)
_LOSS = (re.compile(r"\A[\s$€]*\((\d[\d.,]*)\)[\s$€.]*\Z"), r"-\1")  # `(500)` in a table of accounts
_OF_LOSS = re.compile(r"(?i)\b(?:loss|verlust|perte|pérdida)\b")


def _ways(question: Question) -> Iterator[tuple[re.Pattern[str], str]]:
    """Yield the signs that may have been meant otherwise, and how."""
    yield from _WAYS
    if question.kind.is_array:
        yield from _ENDS
    if question.kind.is_one_number == "always" and _OF_LOSS.search(question.prompt):
        yield _LOSS
    if question.unit is None and _IN_DEGREES.search(f"{question.lead} {question.prompt}") is not None:
        yield _DEGREES, ""


def _with_other_points(question: Question, answer: Answer, verdict: Verdict, mark: Mark) -> Verdict:
    """Return the verdict on an answer that is refuted, open where its points are proved to be right as other signs."""
    for pattern, other_signs in _ways(question):
        texts = {name: pattern.sub(other_signs, one.text) for name, one in answer.fields.items()}
        changed = {
            name: replace(one, text=texts[name], written=one.text, candidates=None)
            for name, one in answer.fields.items()
            if texts[name] != one.text
        }
        if not changed:
            continue
        found = mark(question, replace(answer, fields={**answer.fields, **changed}))
        if found.outcome is Outcome.CORRECT or _is_right_once(found):
            name, other = next(iter(changed.items()))
            usual = replace(answer.fields[name], candidates=None)
            field = replace(usual, candidates=Candidates((usual, other)))
            return _between(nobody_says_which(question, field, name, [verdict, found]), usual.text, other.text)
    return verdict


def _between(verdict: Verdict, usual: str, other: str) -> Verdict:
    """Return an open verdict that shows both ways to write what stands in one text."""
    why = remarks.CAN_BE_READ_WAYS.format(count=2, listed=f"`{usual.strip()}` or `{other.strip()}`")
    return replace(verdict, feedback=(Feedback("readings", why, why, "verdict"),))


def _is_right_once(verdict: Verdict) -> bool:
    """Whether a verdict is open between readings of which one is right."""
    readings = [reading for field in verdict.fields.values() for reading in field.readings]
    return verdict.outcome is Outcome.UNDECIDED and any(one.outcome is Outcome.CORRECT for one in readings)


def _asked_again(question: Question) -> Question:
    """Return a question whose answers have all of the readings that there may be; made once."""
    kept = _KEPT.get(id(question))
    if kept is None:
        if len(_KEPT) >= _MOST_KEPT:
            _KEPT.clear()
        fields = {name: replace(field, names=_with_all(field.names)) for name, field in question.fields.items()}
        kept = _KEPT[id(question)] = question, replace(question, fields=fields, names=_with_all(question.names))
    return kept[1]


def _with_all(names: Names) -> Names:
    return replace(names, notations=names.notations | {LAST_LOOK})
