r"""The last look at coefficients beside what they belong to: `(5, 1) = 3(1, 1) + 2(1, -1)`, `47/6 = 7 + 5/6`.

The vectors, or the divisor, are the prompt's own, so that what stands beside them is what the prompt asks for: the
coefficients, or quotient and remainder. Where that list is proved to be right, it is open.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from grader.claims.chains import chain
from grader.marking.answer import Answer
from grader.marking.texts.stacked import sizes_of_arrays
from grader.marking.ways.candidates import between_right
from grader.problems.question import Question
from grader.verdict import Verdict

MAX_CHARACTERS = 200  # of a text that is looked into

_VECTOR = re.compile(r"\([^()=]{1,40},[^()=]{1,40}\)")
_BARE = re.compile(r"[\s$]|\\(?:left|right|,)(?![A-Za-z])")
_JOINED = re.compile(r"[·*]|\\cdot(?![A-Za-z])")
_PRODUCT = re.compile(r"\((?P<first>[^()]+)\)[·*]?\((?P<second>[^()]+)\)\+?(?P<rest>-?[^()=/]+)")
_MIXED = re.compile(r"(?P<whole>[^()=/]+?)\+(?P<rest>[^()=/+]+)/\(?(?P<by>[^()=/]+)\)?")

Mark = Callable[[Question, Answer], Verdict]


def before_zero(question: Question, answer: Answer, verdict: Verdict, mark: Mark) -> Verdict:
    """Return the verdict on a list that is refuted, open where its entries are coefficients within the text."""
    ((name, field), *others) = answer.fields.items()
    if others or not sizes_of_arrays(question) or len(field.text) > MAX_CHARACTERS:
        return verdict
    texts = lists_in(question, field.text)
    return between_right(question, (name, field), texts, verdict, mark)


def lists_in(question: Question, text: str) -> Iterator[str]:
    """Yield the coefficients, or quotient and remainder, that a text gives."""
    prompt = _BARE.sub("", f"{question.lead} {question.prompt}")
    members = [_BARE.sub("", one) for one in chain(text.strip(" $.\n")).members]
    yield from (found for one in members for way in (_coefficients, _divided) for found in way(prompt, one))


def _coefficients(prompt: str, text: str) -> Iterator[str]:
    """Yield the coefficients of vectors of the prompt, in the prompt's order, where a text is a sum of such terms."""
    vectors = [one for one in _VECTOR.finditer(text) if one[0] in prompt]
    if len(vectors) < 2 or vectors[-1].end() < len(text) or len({one[0] for one in vectors}) < len(vectors):
        return
    starts = [0, *(one.end() for one in vectors)]
    before = [text[start : one.start()] for start, one in zip(starts, vectors, strict=False)]
    found = {one[0]: _JOINED.sub("", said).removeprefix("+") for one, said in zip(vectors, before, strict=True)}
    ordered = sorted(found, key=prompt.index)
    yield f"[{', '.join(_number(found[one]) for one in ordered)}]"


def _number(coefficient: str) -> str:
    return f"{coefficient}1" if coefficient in {"", "-", "−"} else coefficient


def _divided(prompt: str, text: str) -> Iterator[str]:
    """Yield quotient and remainder of a division by what the prompt names."""
    if (product := _PRODUCT.fullmatch(text)) is not None:
        first, second = product["first"], product["second"]
        yield from (f"[{one}, {product['rest']}]" for one, by in ((second, first), (first, second)) if by in prompt)
    if (mixed := _MIXED.fullmatch(text)) is not None and mixed["by"] in prompt:
        yield f"[{mixed['whole']}, {mixed['rest']}]"
