r"""The last look at degrees and percents that the prompt asks in: `{30°, 150°}`, `\frac{720^\circ}{6}`, `15 %`.

Where the problem names no unit its numbers are those of degrees or of percents, and the sign says so again; it is no
factor then. In a list in percent the entries may be shares. What is proved to be right so is open.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from fractions import Fraction

from grader.claims.chains import chain, depths
from grader.marking.answer import Answer, FieldAnswer
from grader.marking.texts.stacked import sizes_of_arrays
from grader.marking.ways.candidates import between_right
from grader.problems.question import Question
from grader.verdict import Verdict

MAX_CHARACTERS = 400  # of a text that is looked into
MAX_ENTRIES = 16  # of a list of shares
_DEGREE = re.compile(
    r"\s*(?:°|º|\^\s*(?:\{\s*\\circ\s*\}|\\circ(?![A-Za-z]))|\\degree|(?<!\w)(?:degrees?|deg|Grad)(?!\w))"
)
_PERCENT = re.compile(r"\s*\\?%|\s*(?<!\w)(?:percent|per\s+cent|Prozent)(?!\w)")
_ASKS_DEGREES = re.compile(r"(?i)°|\\circ(?![a-z])|degree|(?<!\w)(?:deg|grad|grados|gradi|degrés|graden|graus)(?!\w)")
_ASKS_PERCENT = re.compile(r"(?i)%|cent|ciento|prozent|procent")
_EDGE = " $.\n"

Mark = Callable[[Question, Answer], Verdict]


def before_zero(question: Question, answer: Answer, verdict: Verdict, mark: Mark) -> Verdict:
    """Return the verdict on a refuted text, open where it is right in the degrees or percents that are asked for."""
    prompt = f"{question.lead} {question.prompt}"
    degrees, percent = _ASKS_DEGREES.search(prompt) is not None, _ASKS_PERCENT.search(prompt) is not None
    if len(answer.fields) > 1 or not (degrees or percent):
        return verdict
    ((name, field),) = answer.fields.items()
    texts = [one for one in _texts(field) if len(one) <= MAX_CHARACTERS]
    if question.unit is not None:
        unit = question.unit.unit
        is_share = percent and unit.factor == _HUNDREDTH and "%" in unit.text and bool(sizes_of_arrays(question))
        ways = [way for one in texts for way in _shares(one)] if is_share else []
    else:
        ways = [way for one in texts for way in _without(one, degrees=degrees, percent=percent)]
    return between_right(question, (name, field), ways, verdict, mark)


def _texts(field: FieldAnswer) -> Iterator[str]:
    """Yield a field's text, what was counted of it, and what is concluded at its end."""
    for text in dict.fromkeys((field.counted.text, field.text, field.said)):
        if text:
            yield text
            yield _CONCLUDES.split(text)[-1]


_CONCLUDES = re.compile(r"(?<!\w)(?:so|thus|hence|therefore|also|somit|daher|donc)(?!\w)|[⇒⟹→∴]|=>|->|\n")


def without_signs(question: Question, text: str) -> str:
    """Return a text without the signs of degrees and of percents that its prompt asks in."""
    prompt = f"{question.lead} {question.prompt}"
    degrees, percent = _ASKS_DEGREES.search(prompt) is not None, _ASKS_PERCENT.search(prompt) is not None
    return next(_without(text, degrees=degrees, percent=percent), text)


def _without(text: str, *, degrees: bool, percent: bool) -> Iterator[str]:
    plain = _DEGREE.sub("", text) if degrees else text
    plain = _PERCENT.sub("", plain) if percent else plain
    if plain != text:
        yield plain.strip(_EDGE)


def _shares(text: str) -> Iterator[str]:
    """Yield a list without a unit as one in percent: of the numbers that stand there, and of a hundred times these."""
    lines = [chain(one).members[-1].strip(_EDGE) for one in text.strip(_EDGE).split("\n")]
    if 1 < len(lines) <= MAX_ENTRIES and all(map(_PERCENT.search, lines)):
        yield f"[{', '.join(_PERCENT.sub('', one) for one in lines)}] %"
    inside = text.strip(_EDGE)
    inside = inside[1:-1] if inside[:1] in {"(", "["} and all(depths(inside)[1:-1]) else inside
    parts = [one.strip() for one in re.split(r"[,;]\s+|;|,(?!\d)", inside)]
    if 1 < len(parts) <= MAX_ENTRIES and all(parts) and "%" not in text and "=" not in text:
        yield f"[{', '.join(parts)}] %"
        yield f"[{', '.join(f'100*({one})' for one in parts)}] %"


_HUNDREDTH = Fraction(1, 100)
