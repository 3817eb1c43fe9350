r"""The last look at what may part the entries of a list, or the members of a set: lines, wide blanks, `then`, strokes.

Two lines `e^y` and `x e^y` are no product, and `[1, 2` above `-3, 4]` has two rows. Where the list is proved to be
right so, it is open.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from grader.marking.answer import Answer
from grader.marking.ways.candidates import between_right
from grader.problems.question import Question
from grader.verdict import Verdict

MAX_PARTS = 12  # of a list
_NAME = re.compile(r"\\?[^\W\d_]\d?")  # of a coordinate
_LINES = re.compile(r"\s*\n\s*")
_WIDE = re.compile(r"(?<=\S)[^\S\n]{3,}(?=\S)|\\q?quad(?![A-Za-z])")
_THEN = re.compile(r"\s*,?\s*(?:and\s+)?then\s+")
_THIN = re.compile(r"(?:\s*(?:\\[;:,! ]|\\hspace\s*\{[^{}]*\}))+\s*(?=\\?[A-Za-z]\w?\s*=)")
_ARROW = re.compile(r"\s*(?:[→⟹⇒⇔∴∵←⟸⟶↦]|=>|->|<=>|\\(?:to|implies|Rightarrow|rightarrow|therefore)(?![A-Za-z]))\s*")
_TIMES = re.compile(r"\s*(?:×|\\times(?![A-Za-z]))\s*")
_STOP = re.compile(r"\.\s+")
_BINOMIAL = re.compile(r"\\[dt]?binom\s*\{([^{}]*)\}\s*\{([^{}]*)\}|\{([^{}]*?)\\choose(?![A-Za-z])([^{}]*)\}")
_STROKE = re.compile(r"\s+//?\s+")
_NUMBERS = re.compile(r"[\s$]*[-−+]?\d+(?:\.\d+)?(?:\s+[-−+]?\d+(?:\.\d+)?)+[\s$.]*")
_REPEATED = re.compile(r"[\s$]*\[([^\[\],;]+)\]\s*\*\s*(\d{1,2})[\s$.]*")
_COMPLEX = re.compile(
    r"(?:[^=]*=)*\s*\$?(?P<real>[^=+]*?[^=+\s])\s*(?P<sign>[-−+])\s*(?P<imaginary>[^=+−-]*?)\s*\*?\s*[ij][\s$.]*"
)
_MATRIX = re.compile(r"(?P<left>[^\[\](]{0,20}?)[\[(](?P<rows>[^\[\]]*(?:\n|//)[^\[\]]*)[\])][\s$.]*")

Mark = Callable[[Question, Answer], Verdict]


def before_zero(question: Question, answer: Answer, verdict: Verdict, mark: Mark) -> Verdict:
    """Return the verdict on a list that is refuted, open where it is right with its lines or strokes as commas."""
    if len(answer.fields) > 1 or not (question.kind.is_array or question.kind.is_solutions):
        return verdict
    ((name, field),) = answer.fields.items()
    typed = [one.strip() for one in dict.fromkeys((field.text, field.said)) if one]
    texts = (text for one in typed for text in _texts(question, one) if text not in typed)
    return between_right(question, (name, field), texts, verdict, mark)


def _texts(question: Question, text: str) -> Iterator[str]:
    steps = [part.strip(" $.") for part in _ARROW.split(text)]
    letters = [step.partition("=")[0].strip(" $") for step in steps]
    are_others = not question.kind.is_set or (len({*letters}) == len(letters) and all(map(_NAME.fullmatch, letters)))
    if 1 < len(steps) <= MAX_PARTS and all(steps) and are_others:
        yield from ("; ".join(steps), ", ".join(steps), "; ".join(reversed(steps)))  # `x = 2 → y = 4`
        if question.kind.is_array and all(step.count("=") == 1 for step in steps) and _in_order(question, steps):
            yield ", ".join(step.partition("=")[2].strip() for step in steps)
    if question.kind.is_condition:
        yield _THIN.sub(", ", text)
        yield _STOP.sub(", ", text)
        yield _BINOMIAL.sub(
            lambda one: rf"\begin{{pmatrix}}{one[1] or one[3]}\\{one[2] or one[4]}\end{{pmatrix}}", text
        )
        return
    sides = [part.strip(" $.") for part in _TIMES.split(text.rpartition("=")[2])]
    if question.kind.is_array and 1 < len(sides) <= MAX_PARTS and all(sides):
        yield ", ".join(sides)  # `15 cm × 20 cm` of a rectangle
    brackets = "()" if question.kind.is_array else "{}"
    if question.kind.is_array and (matrix := _MATRIX.fullmatch(text)) is not None:
        rows = [row.strip(" ,;$") for row in re.split(r"\n|//", matrix["rows"]) if row.strip(" ,;$")]
        if 1 < len(rows) <= MAX_PARTS:
            yield f"[{', '.join(f'[{row}]' for row in rows)}]"
    if question.kind.is_set:
        yield from (_STOP.sub(joint, text.rstrip(" .")) for joint in (", ", " or "))
    if question.kind.is_array:
        yield from _as_typed_elsewhere(text)
    for parting in (_LINES, _WIDE, _THEN, _STROKE, _STOP):
        parts = [part.strip().strip("$.").strip() for part in parting.split(text)]
        if 1 < len(parts) <= MAX_PARTS and all(parts):
            yield f"{brackets[0]}{', '.join(parts)}{brackets[1]}"


def _as_typed_elsewhere(text: str) -> Iterator[str]:
    """Yield the lists that numbers with signs, Python's repetition and a complex number may be."""
    if _NUMBERS.fullmatch(text) is not None:
        yield f"({', '.join(text.strip(' $.').split())})"  # `-6 -5 -4`, which is no difference
    if (same := _REPEATED.fullmatch(text)) is not None and int(same[2]) <= MAX_PARTS:
        yield f"({', '.join([same[1]] * int(same[2]))})"  # `[1/3]*3`
    if (parts := _COMPLEX.fullmatch(text)) is not None:
        yield f"({parts['real']}, {parts['sign']}({parts['imaginary'] or 1}))"  # `3 + 4i` of both parts


def _in_order(question: Question, steps: Sequence[str]) -> bool:
    """Whether the names of values stand in the order of a prompt, as far as it has them."""
    prompt = f"{question.lead} {question.prompt}"
    names = [re.escape(step.partition("=")[0].strip(" $")) for step in steps]
    places = [found.start() for name in names if (found := re.search(rf"(?<![^\W_]){name}(?![^\W_])", prompt))]
    return places == sorted(places)
