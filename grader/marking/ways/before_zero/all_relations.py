"""All relations of a sentence as one condition: `The equations are 2x + y = 3 and x + 2y = 0`, `(x, y) with x + y = 1`.

Words before or between them may have parted what belongs together, so that one alone was taken for the answer. Where
all of them together are right, a text that is refuted is open; where they are not, one that would get points is.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from grader.marking.answer import Answer, FieldAnswer
from grader.marking.texts.text_pieces import pieces_of
from grader.marking.ways.candidates import between_right
from grader.problems.question import Question
from grader.verdict import Outcome, Verdict

MAX_CHARACTERS = 400  # of a text that is looked into
MAX_RELATIONS = 8  # that are put together
_SIGN = re.compile(r"[=<>≤≥≠]|\\(?:leq?|geq?|neq?|lt|gt)(?![A-Za-z])")
_JOINED = re.compile(r"(?<!\w)(?:and|und)(?!\w)|∧")
_EITHER = re.compile(r"(?<!\w)(?:or|oder|ou|o|if|wenn|si)(?!\w)|∨|\\(?:lor|vee)(?![A-Za-z])")
_WORDS = re.compile(r"\A(?:[^\W\d_]{2,}\s+)+")  # before a relation, `are 2x + y = 3`
_LETTERS = re.compile(r"(?<![A-Za-z\\])\\?[^\W\d_]+")
_CALLED = frozenset(
    ["sqrt", "sin", "cos", "tan", "log", "ln", "exp", "frac", "dfrac", "cdot", "left", "right", "pi", "e"]
)
_NUMBERED = re.compile(r"\A\(\d{1,2}\)\s+|\s+\(\d{1,2}\)\Z")  # equations with their numbers
_CONCLUDES = re.compile(
    r"(?<!\w)(?:so|thus|hence|therefore|also|somit|daher|donc)(?!\w)|[⇒⟹→⇔∴]|=>|->|\\(?:implies|Rightarrow|iff)"
)

Mark = Callable[[Question, Answer], Verdict]


def before_zero(question: Question, answer: Answer, verdict: Verdict, mark: Mark) -> Verdict:
    """Return the verdict on a condition that is refuted, open where all relations of its text together are right."""
    if len(answer.fields) > 1 or not question.kind.is_condition:
        return verdict
    ((name, field),) = answer.fields.items()
    said = field.said or field.written or field.text
    texts = (_together(question, part) for part in dict.fromkeys((said, field.text)))
    return between_right(question, (name, field), filter(None, texts), verdict, mark)


def left_out(question: Question, text: str, mark: Mark) -> str:
    """Return what a text concludes where all relations in it together are refuted; empty where they are not."""
    last = _CONCLUDES.split(text)[-1]
    whole = _together(question, last) if question.kind.is_condition else ""
    if not whole.count(") and ("):
        return ""
    name = next(iter(question.fields))
    found = mark(question, Answer({name: FieldAnswer(whole)}))
    return last.strip() if found.outcome is Outcome.INCORRECT else ""


def _together(question: Question, text: str) -> str:
    """Return all relations of a text in the letters of the problem as one condition; empty where none stands there."""
    if len(text) > MAX_CHARACTERS or _EITHER.search(text) is not None:
        return ""
    known = {*question.names.symbols, *_CALLED}
    found = [_NUMBERED.sub("", _WORDS.sub("", one.text.strip(" $."))) for one in pieces_of(question, text)]
    relations = [one for one in dict.fromkeys(found) if _SIGN.search(one[1:]) and not _JOINED.search(one)]
    own = [one for one in relations if all(_is_known(word, known) for word in _LETTERS.findall(one))]
    return " and ".join(f"({one})" for one in own) if len(own) <= MAX_RELATIONS else ""


def _is_known(word: str, known: set[str]) -> bool:
    plain = word.removeprefix("\\")
    return plain in known or all(letter in known for letter in plain)
