"""What the prompt states, typed back, is for a person: `2x - 5 < 7` solves nothing, though it is equal to `x < 6`.

Only where the answer is a formula of the prompt sign by sign, and no accepted answer as it is written. Where the author
asks for a form, that decides.
"""

from __future__ import annotations

import re

from grader import marking
from grader.errors import AnswerError
from grader.language.printing import show
from grader.marking.answer import Answer
from grader.problems.question import Question
from grader.wording import unreadable_answers

MAX_TYPED_BACK = 200  # characters of an answer that is looked for in the prompt
_FORMULA = re.compile(r"\$\$?([^$]{3,300})\$|\\\(([^\\]{3,300})\\\)|`([^`]{3,300})`")
_DRESS = re.compile(r"\\(?:left|right|,|;|!|:|displaystyle|limits|cdot|times|quad)(?![A-Za-z])|[\s\\{}$*·×]")
_OPERATION = re.compile(r"[-+/^=<>≤≥−]|\\[A-Za-z]|[∑∏∫√]")
_END = re.compile(r"[.?!,;:]\Z")
_TYPED = {"−": "-", "≤": "<=", "≥": ">=", "leq": "<=", "geq": ">="}
_SIGN = re.compile("|".join(_TYPED))


def why_open(question: Question, answer: Answer) -> str:
    """Return why a credited answer is none: the prompt states it; empty where it does not."""
    if question.forms or len(answer.fields) != 1 or not question.accepted:
        return ""
    ((name, field),) = answer.fields.items()
    typed = _plain(field.text)
    if len(field.text) > MAX_TYPED_BACK or _OPERATION.search(field.text.strip(" $-−+")) is None:
        return ""
    if typed not in _stated(question) or typed in {_plain(show(tree)) for tree in question.accepted}:
        return ""
    return "" if _is_accepted(question, name, field.text) else unreadable_answers.TYPED_BACK


def _is_accepted(question: Question, name: str, text: str) -> bool:
    """Whether a text is read as an accepted answer as it is written."""
    try:
        readings = marking.texts.field_texts.read_value(question, question.fields[name], text)
    except AnswerError:
        return True
    return any(one.tree in question.accepted for one in readings)


def _stated(question: Question) -> set[str]:
    """Return the formulas of the prompt, and what stands there without blanks between blanks, by their signs."""
    prompt = f"{question.lead}\n{question.prompt}"
    formulas = {_plain(next(filter(None, one.groups()))) for one in _FORMULA.finditer(prompt)}
    return formulas | {_plain(_END.sub("", word)) for word in prompt.split() if _OPERATION.search(word)}


def _plain(text: str) -> str:
    return _SIGN.sub(lambda sign: _TYPED[sign[0]], _DRESS.sub("", _END.sub("", text.strip())))
