"""The last look at brackets and at signs that only part: `12 [3·4]`, `1/2 / 50%`, `(784,)`, `(2, π/3)`.

What stands behind a value may say it again, a pair may be a complex number by its coordinates, and a list of one may
be its entry. A number in brackets may be that of an equation, and a power of a set in braces the set of its tuples.
Where that is proved to be right, it is open.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import product

from grader.language.tree import Const, walk
from grader.marking.answer import Answer, FieldAnswer
from grader.marking.ways.candidates import between_texts, is_right_once
from grader.problems.question import Question
from grader.records import replace
from grader.verdict import Outcome, Verdict

_ENDS = re.compile(r"[\])}%!]|[/–-]\s")  # without these nothing of it stands there
_REMARK = re.compile(r"(?P<value>[^\[\]{}]*[^\[\]{}\s=])\s+(?:\[(?P<one>[^\[\]]+)\]|\\?\{(?P<two>[^{}]+?)\\?\})[\s.$]*")
_PARTED = re.compile(
    r"(?P<value>.*[^\s=])\s+(?://?|[–·*-](?=.*%))\s+(?P<one>\S.*)|(?P<whole>[^/%]+)/(?P<two>[^/%]+%)\s*"
)
# Products above and below a wide stroke, `12 × 11 × 10 / 3 × 2 × 1`, which divides by all that is behind it.
_FACTORS = r"\d{1,9}(?:\s*+(?:[·*×x]|\\(?:cdot|times)(?![A-Za-z]))\s*+\d{1,9})"
_STACKED = re.compile(rf"[\s$]*(?P<above>{_FACTORS}{{0,9}})\s+[/÷]\s+(?P<below>{_FACTORS}{{1,9}})[\s$.]*")
_PAIR = re.compile(r"[\s$]*(?:\\left)?\(([^(),;]+)[,;|]([^(),;]+?)(?:\\right)?\)[\s$.]*")
_ONE = re.compile(r"[\s$]*(?:\\left)?\(([^(),;]+),\s*(?:\\right)?\)[\s$.]*")
# The number of an equation, `x = 5 [2]`, `(2) y = 2x + 1`; an exclamation behind a line; a stroke between equations.
_NUMBER = r"(?:\(\d{1,2}\)|\[\d{1,2}\])"
_COUNTED = re.compile(
    rf"[\s$]*(?:{_NUMBER}\s+(?P<value>\S.*)|(?P<other>\S.*[^\s(\[=+*/-])\s+{_NUMBER}[\s$.]*)", re.DOTALL
)
_CALLED_OUT = re.compile(r"(?<=[^\s!])[ \t]+!+(?=[$.]*\s*(?:\n|\Z))")
_LAST = re.compile(r"(?<==)([^=!]*[^\s=!])!(?=[\s$.]*\Z)")  # `2 + 3 = 5!`
_STROKE = re.compile(r"(?:\s(?:/|[-–—])\s|\s?--\s?)(?=\\?[^\W\d_]\w?\s*=)")
_POWER = re.compile(
    r"[\s$]*(?:\\?[A-Za-zΩ]+\s*=\s*)?\\?\{(?P<members>[^{}\\]+)\\?\}\s*\^\s*\{?(?P<count>[2-4])\}?[\s$.]*"
)
MAX_TUPLES = 64  # of a power of a set
_POLAR = re.compile(r"(?i)polar|trigonometri|exponential")
_CARTESIAN = re.compile(r"(?i)cartesi|kartesi|cartési|rectangular|complex plane|zahlenebene")
Mark = Callable[[Question, Answer], Verdict]


def before_zero(question: Question, answer: Answer, verdict: Verdict, mark: Mark) -> Verdict:
    """Return the verdict on an answer that is refuted, open where its brackets in another sense are proved right."""
    if len(answer.fields) > 1:
        return verdict
    ((name, field),) = answer.fields.items()
    if not _ENDS.search(field.text):
        return verdict
    for text, *others in _texts(question, field.text):
        other = replace(field, text=text, written=field.text, candidates=None)
        found = mark(question, Answer({name: other}))
        is_right = found.outcome is Outcome.CORRECT or is_right_once(found)
        if is_right and all(_is_right(mark(question, Answer({name: FieldAnswer(one)}))) for one in others):
            return between_texts(question, name, (field, other), (verdict, found))
    return verdict


def _is_right(verdict: Verdict) -> bool:
    return verdict.outcome is Outcome.CORRECT


def _texts(question: Question, text: str) -> Iterator[tuple[str, ...]]:
    """Yield what a text may mean, each with what else in it must be right by itself."""
    if (counted := _COUNTED.fullmatch(text)) is not None:
        yield (counted["value"] or counted["other"],)
    parted = _STROKE.sub("\n", text) if question.kind.is_condition else text
    yield from ((one,) for one in (_CALLED_OUT.sub("", text), _LAST.sub(r"\1", text), parted) if one != text)
    if question.kind.is_set:
        if (power := _POWER.fullmatch(text)) is not None:
            yield from _tuples(power["members"].split(","), int(power["count"]))
        return
    if not question.kind.is_expression:
        return
    for remark in (_REMARK.fullmatch(text), _PARTED.fullmatch(text)):
        if remark is not None:
            value, other = remark["value"] or remark["whole"], remark["one"] or remark["two"]
            yield from [(value, other)] if value.strip() != other.strip() else []
    if question.kind.is_one_number != "always":
        return
    if (stacked := _STACKED.fullmatch(text)) is not None:
        yield (f"({stacked['above']})/({stacked['below']})".replace("x", "*"),)
    if one := _ONE.fullmatch(text):
        yield (one[1],)
    if pair := _PAIR.fullmatch(text):
        yield from _complex(question, pair[1].strip(), pair[2].strip())


def _tuples(members: Sequence[str], count: int) -> Iterator[tuple[str]]:
    """Yield the set of all tuples of so many members, `{0, 1}^2`."""
    if len(members) ** count <= MAX_TUPLES:
        tuples = [f"({', '.join(one)})" for one in product(members, repeat=count)]
        yield (f"{{{', '.join(tuples)}}}",)


def _complex(question: Question, first: str, second: str) -> Iterator[tuple[str]]:
    """Yield the complex number that a pair is, by the coordinates that the prompt asks for, or by its parts."""
    prompt = f"{question.lead} {question.prompt}"
    is_polar = _POLAR.search(prompt) is not None
    if is_polar:
        yield (f"({first}) e^(i ({second}))",)
    if _CARTESIAN.search(prompt) or (not is_polar and _expects_complex(question)):
        yield (f"({first}) + ({second}) i",)


def _expects_complex(question: Question) -> bool:
    """Whether the imaginary unit stands in what is expected."""
    return any(part == Const("i") for tree in question.accepted for part in walk(tree))
