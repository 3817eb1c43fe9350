r"""The last look at ranges: `[5, ∞)` of whole numbers says which ones as `n ≥ 5` does, `h_max = 1/2` as `h ≤ 1/2` does.

As a set of numbers the first has more members; as what holds of the declared letter it has none but those. The largest
and the smallest member may be what is given of a range, and `170 ± 1.96` in a text all between two numbers. Where it is
proved to be right so, it is open.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from grader.language.tree import SetOf
from grader.marking.answer import Answer
from grader.marking.ways.candidates import between_right
from grader.problems.question import Question
from grader.verdict import Verdict

_RANGE = re.compile(r"[\[(\]][^=<>≤≥∈]*[\])\[]")  # an interval somewhere, and no condition
_OF_LETTER = re.compile(r"[=<>≤≥∈]|\\(?:in|leq?|geq?|lt|gt|mid)(?![A-Za-z])|(?<![A-Za-z])in(?![A-Za-z])")

Mark = Callable[[Question, Answer], Verdict]


def before_zero(question: Question, answer: Answer, verdict: Verdict, mark: Mark) -> Verdict:
    """Return the verdict on a range that is refuted, open where it is right for the whole numbers of a letter."""
    if len(answer.fields) > 1 or not question.kind.is_set:
        return verdict
    ((name, field),) = answer.fields.items()
    spread = between_right(question, (name, field), _spreads(question, field.said or field.text), verdict, mark)
    if spread is not verdict or len(question.for_all) != 1:
        return spread
    letter = question.for_all[0]
    found = between_right(question, (name, field), _by_ends(letter.name, field.said or field.text), verdict, mark)
    if found is not verdict:
        return found
    if not letter.domain.is_integer or _RANGE.search(field.text) is None or _OF_LETTER.search(field.text) is not None:
        return verdict
    text = field.text.strip(" $.\n")
    return between_right(question, (name, field), (f"{letter.name} ∈ {text}",), verdict, mark)


def _spreads(question: Question, text: str) -> Iterator[str]:
    """Yield the intervals that `170 ± 1.96` within a text may be, where one is asked for."""
    if not any(isinstance(one, SetOf) for one in question.accepted):
        for found in _SPREAD.finditer(text):
            ends = f"{found['middle']} - {found['by']}, {found['middle']} + {found['by']}"
            yield from (f"[{ends}]", f"({ends})")


_SPREAD = re.compile(r"(?P<middle>(?<![\w.])[-−]?\d{1,9}(?:\.\d{1,9})?)\s*(?:±|\\pm)\s*(?P<by>\d{1,9}(?:\.\d{1,9})?)")


def _by_ends(letter: str, text: str) -> Iterator[str]:
    """Yield the range whose largest or smallest member, or both of them, a text gives by name."""
    ends = [_END.fullmatch(one) for one in _PARTS.split(text.strip(" $.\n"))]
    if not all(ends):
        return
    signs = {"max": "≤", "min": "≥"}
    named = [(one["of"] or one["by"], one["below"] or one["word"], one["value"]) for one in ends if one is not None]
    if all(name == letter for name, _, _ in named) and len({kind for _, kind, _ in named}) == len(named):
        yield " and ".join(f"{letter} {signs[kind]} {value}" for _, kind, value in named)


_PARTS = re.compile(r"\s*[,;\n]\s*|\s+(?:and|und|et|y|e|en)\s+")
_EXTREME = r"\\?(?:(?:text|mathrm|rm)\s*\{\s*)?\\?"
_END = re.compile(
    rf"\$?(?:\\?(?P<of>[^\W\d_]+?)\s*_\s*\{{?\s*{_EXTREME}(?P<below>max|min)\s*\}}{{0,2}}|\\?(?P<word>max|min)\s*\(?\\?(?P<by>[^\W\d_]+)\)?)"
    r"\$?\s*=\s*\$?(?P<value>[^=<>≤≥$]+)\$?"
)
