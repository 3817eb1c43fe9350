r"""Lengths between two points of a prompt, `|AB|`, `AB` and `\overline{AB}`, which are no slope and no area."""

from __future__ import annotations

import re

from grader.marking.asked.words.quantities import quantities_called
from grader.problems.question import Question

_NOUNS = ("length", "distance", "height", "width", "radius", "diameter", "hypotenuse", "leg", "diagonal")
LENGTHS: frozenset[int] = frozenset().union(*(quantities_called(frozenset({one})) for one in _NOUNS))
_SEGMENT = re.compile(
    r"[\s$]*(?:\\overline\s*\{?\s*|(?:\\left\s*)?\||\\lvert\s*)?(?P<ends>[A-Z]{2})\s*(?:\}|(?:\\right\s*)?\||\\rvert)?[\s$]*"
)
_OF_POINTS = re.compile(
    r"(?i)(?<![^\W\d_])(?:line|segment|side|points?|triangle|rectangle|square|vert|dreieck|rechteck|strecke|gerade|seite|punkt"
    r"|droite|côté|triángulo|rect[aá]ngulo|recta|lado|punto|triangolo|retta|lato)"
)


def is_segment(question: Question, left: str) -> bool:
    """Whether a left side is the length between two points of the prompt, of each by itself or of both together."""
    segment, said = _SEGMENT.fullmatch(left), f"{question.lead} {question.prompt}"
    if segment is None or len(question.fields) > 1:
        return False
    ends = segment["ends"]
    if all(re.search(rf"(?<![A-Za-z]){one}\s?\(", said) for one in ends):
        return True
    return _OF_POINTS.search(said) is not None and re.search(rf"(?<![A-Za-z]){ends}(?![A-Za-z])", said) is not None
