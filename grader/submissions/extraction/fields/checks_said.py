"""What a sentence says beside the values of fields that only checks them: `stride 2 and padding 1: $30/2 + 1 = 16$`.

It comes to what the problem requires of the fields, in words of the problem. What comes to anything else may say that
they do not fit.
"""

from __future__ import annotations

import re

from grader.claims.chains import chain
from grader.language.tree import Node, Num, Relation
from grader.problems.question import Question
from grader.submissions.extraction.words import cues, phrases
from grader.submissions.extraction.words.phrases import NEGATED, quiet
from grader.submissions.extraction.words.prompts import asked_of
from grader.submissions.forms.spans import STAND_IN, masked, pieces
from grader.submissions.kept import kept

_WORD = re.compile(r"[^\W\d_]+")
_LETTER = re.compile(r"(?<![\\\w])[^\W\d_]")
_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_TYPED = re.compile(r"[\s:,]*(?P<chain>[\d\s+*/().⌊⌋·−-]+=[\d\s+*/().⌊⌋·=−-]+)")
_OUTPUT = frozenset({"output", "resulting", "new", "ausgabe", "ausgang", "sortie", "salida", "uscita", "uitvoer"})
_DOUBTS = (cues.AGAINST, cues.ALTERNATIVE, cues.NEGATION, cues.RETRACTION, cues.SUPPOSING, cues.TURNING, cues.UNSURE)


@kept
def required_numbers(question: Question) -> frozenset[str]:
    """Return the numbers that by themselves are a side of an equation which the fields must meet."""
    conditions = [one.condition for one in question.require]
    sides = [side for one in conditions if isinstance(one, Relation) and set(one.ops) == {"="} for side in one.operands]
    return frozenset(filter(None, map(_digits, sides)))


def _digits(side: Node) -> str:
    return str(side.value) if isinstance(side, Num) and side.value.denominator == 1 else ""


def is_check(question: Question, text: str) -> bool:
    """Whether a text only says that what the problem requires comes out."""
    required = required_numbers(question)
    if not required:
        return False
    if (typed := _TYPED.fullmatch(text)) is not None:
        return _comes_to(typed["chain"], required)
    parts = pieces(text)
    mask = masked(text, parts).casefold()
    said = mask.replace(STAND_IN, " ")
    asked = asked_of(question)
    if not all(word in quiet() or word in _OUTPUT or asked.says(word) for word in _WORD.findall(said)):
        return False
    if phrases.words(*_DOUBTS).search(said) or NEGATED.search(said):
        return False
    values = [part.text for part in parts if part.is_formula] + _NUMBER.findall(said)
    return bool(values) and all(_comes_to(one, required) for one in values)


def _comes_to(text: str, required: frozenset[str]) -> bool:
    """Whether a number, or a calculation with numbers alone, comes to what is required."""
    found = chain(text)
    return not (found.is_approximate or _LETTER.search(text)) and found.members[-1].strip(" .") in required
