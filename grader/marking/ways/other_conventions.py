r"""What a refuted answer would come to by another convention: `log` to base 10 or 2, `\sin 30` in degrees.

So too a value that a condition restricts to less than is declared, `1/(1-q)` for |q| < 1. Where one of these is proved
to be right, a person decides whether it is what was meant. A condition that the prompt itself states restricts nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from grader import marking
from grader.errors import AnswerError
from grader.language.limits import LIMITS
from grader.language.printing import show
from grader.language.tree import Cases, Node
from grader.marking.answer import Answer, FieldAnswer
from grader.problems.question import Question
from grader.records import replace
from grader.verdict import Feedback, Outcome, Verdict
from grader.wording import remarks

_LOG = re.compile(r"(?<![A-Za-z])(\\?)log(?![A-Za-z_\d])")
_BASES = (10, 2)
# A function of angles, and a plain number as its argument that is followed by no sign for an angle or a power.
_ANGLE = re.compile(
    r"(?<![A-Za-z])(\\?(?:sin|cos|tan|cot)\s*)(?:(\(\s*[-−]?\d++(?:\.\d++)?+)(?=\s*\))"
    r"|([-−]?\d++(?:\.\d++)?+)(?![A-Za-z²³]|\s*(?:[°^π]|\\pi|\\circ|deg|pi|rad)))"
)
_CONDITION = re.compile(
    r"[<>≤≥≠]|\\(?:leq?|geq?|lt|gt|neq?|in)(?![A-Za-z])|∈|(?<![^\W_])(?:if|for|when|where|provided)(?![^\W_])"
)
_STATED = re.compile(r"\$([^$]*[<>≤≥≠][^$]*|[^$]*\\(?:leq?|geq?|lt|gt|neq?|in)(?![A-Za-z])[^$]*)\$")

Mark = Callable[[Question, Answer], Verdict]


def right_otherwise(question: Question, answer: Answer, verdict: Verdict, mark: Mark) -> Verdict | None:
    """Return the verdict on a refuted answer that is right by another convention, None where it is by none."""
    texts = {name: _text(one) for name, one in answer.fields.items()}
    if sum(map(len, texts.values())) > LIMITS.max_text:
        return None
    for (staff, student), others in _others(question, texts):
        fields = {
            name: replace(answer.fields[name], text=one, said="", candidates=None) for name, one in others.items()
        }
        found = mark(question, Answer(fields))
        if found.outcome is not Outcome.CORRECT:
            continue
        changed = {name: one for name, one in others.items() if one != texts[name]}
        if all(_is_stated(question, name, texts[name], one) for name, one in changed.items()):
            results = {name: replace(one, text=texts[name]) for name, one in found.fields.items()}
            return replace(found, fields=results)
        return _open(question, verdict, staff.format(text="; ".join(changed.values())), student)
    return None


def _others(question: Question, texts: dict[str, str]) -> Iterator[tuple[tuple[str, str], dict[str, str]]]:
    """Yield what staff and students are told of each other way to take the texts of all fields, and these."""
    whole = "\n".join(texts.values())
    if _LOG.search(whole) and not any("log" in field.names.symbols for field in question.fields.values()):
        said = remarks.RIGHT_BY_BASE, remarks.NATURAL_LOGARITHM
        for base in _BASES:
            yield said, {name: _LOG.sub(rf"\g<1>log_{{{base}}}", one) for name, one in texts.items()}
    if _ANGLE.search(whole):
        said = remarks.RIGHT_IN_DEGREES, remarks.ANGLES_IN_RADIANS
        yield said, {name: _ANGLE.sub(_in_degrees, one) for name, one in texts.items()}
    if question.kind.is_expression and _CONDITION.search(whole):
        said = remarks.RIGHT_WITHOUT_CONDITION, remarks.CONDITION_LEAVES_OUT
        plain = {name: _without_condition(question, name, one) for name, one in texts.items()}
        if plain != texts:
            yield said, plain


def _is_stated(question: Question, name: str, text: str, value: str) -> bool:
    """Whether a text restricts a value by what the prompt itself states in a formula."""
    restricted = _read(question, name, text)
    return isinstance(restricted, Cases) and any(
        _read(question, name, f"{value}, {one[1]}") == restricted for one in _STATED.finditer(question.prompt)
    )


def _in_degrees(match: re.Match[str]) -> str:
    return f"{match[1]}{match[2] or f'({match[3]}'}°{'' if match[2] else ')'}"


def _without_condition(question: Question, name: str, text: str) -> str:
    """Return the value of a text that says one under one condition; any other text itself."""
    tree = _read(question, name, text)
    is_one = isinstance(tree, Cases) and tree.otherwise is None and len(tree.branches) == 1
    return show(tree.branches[0][0]) if is_one and isinstance(tree, Cases) else text


def _read(question: Question, name: str, text: str) -> Node | None:
    """Return what a text is read as; None where it cannot be read, or in several ways."""
    try:
        trees = [one.tree for one in marking.texts.field_texts.read_value(question, question.fields[name], text)]
    except AnswerError:
        return None
    return trees[0] if len(trees) == 1 else None


def _text(field: FieldAnswer) -> str:
    while field.candidates is not None:
        field = field.candidates.texts[field.candidates.named]
    return field.text


def _open(question: Question, verdict: Verdict, staff: str, student: str) -> Verdict:
    """Return the verdict that leaves to a person whether another convention was meant."""
    said = Feedback("readings", staff, student, "verdict")
    span = (verdict.score_range[0], question.points)
    return Verdict(question.id, Outcome.UNDECIDED, question.points, span, verdict.fields, feedback=(said,))
