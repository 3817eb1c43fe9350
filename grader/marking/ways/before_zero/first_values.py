r"""The last look at a value with a check behind it, `3: 2^3 = 8`, `17 + __33__ = 50`, or a name before it, `arg 45`.

A number before a mark may be the answer where the equation behind it holds that number; a number that is set off in an
equation is what was found for it; and a function's word before a number without brackets may be what it is called.
Where that number is proved right, it is open.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from grader.marking.answer import Answer
from grader.marking.ways.before_zero import stated_equations
from grader.marking.ways.candidates import between_right
from grader.problems.question import Question
from grader.verdict import Verdict

_NUMBER = r"[-−]?\d{1,12}(?:[.,]\d{1,9})?(?:/\d{1,9})?"
_CHECKED = re.compile(
    rf"[\s$]*(?P<value>{_NUMBER})[\s$]*(?::{{1,2}}|\s[-–—]{{1,2}}\s|\||//|#|\s%\s)[\s$]*(?P<check>[^=\n]{{1,80}}=[^\n]{{1,80}})"
)
_SET_OFF = re.compile(rf"(?:_{{1,6}}|\*\*|\[|<)\s*(?P<value>{_NUMBER})\s*(?:_{{1,6}}|\*\*|\]|>)")
_WORDED = re.compile(
    rf"[\s$]*\\?(?:a?(?:rc)?(?:sin|cos|tan|cot)h?|arg|exp|log|ln|lg|sqrt|max|min|deg|det|dim|gcd|sigma|σ|Γ|gamma)(?:\^?\{{?[2²]\}}?)?\$?\s+\$?"
    rf"(?P<value>{_NUMBER})[\s$.]*"
)

Mark = Callable[[Question, Answer], Verdict]


def before_zero(question: Question, answer: Answer, verdict: Verdict, mark: Mark) -> Verdict:
    """Return the verdict on a text that is refuted, open where the value that it begins with, or sets off, is right."""
    if question.kind.is_one_number == "never" or len(answer.fields) > 1:
        return verdict
    ((name, field),) = answer.fields.items()
    return between_right(question, (name, field), _values(question, (field.said or field.text).strip()), verdict, mark)


def _values(question: Question, text: str) -> Iterator[str]:
    """Yield the numbers that a text may give beside what else it says; a dash in an equation that holds is a minus."""
    checked = _CHECKED.fullmatch(text)
    if checked is not None and re.search(rf"(?<![\d.,]){re.escape(checked['value'])}(?![\d]|[.,]\d)", checked["check"]):
        yield from () if stated_equations.equations_in(question, text) else (checked["value"],)
    if "=" in text and len(set_off := _SET_OFF.findall(text)) == 1:
        yield set_off[0]
    if (worded := _WORDED.fullmatch(text)) is not None:
        yield worded["value"]
