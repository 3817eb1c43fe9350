"""The last look at what is told of the members of a set or the entries of a list: `5 (4/36), 9 (4/36)`, `3 → 0.18`.

In brackets behind a member, or behind an arrow or a dash at each of them, stands what belongs to it: a probability, how
often it is a zero, what a function comes to there. Where the members without it are proved right, it is open.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from grader.claims.chains import parts_outside
from grader.marking.answer import Answer
from grader.marking.ways.candidates import between_right
from grader.problems.question import Question
from grader.verdict import Verdict

_INSIDE = r"[^()\[\]{}=;\n]{1,40}"
_AND = r"\s(?:and|und|et|y|e|or|oder|ou|o)\s"
_END = rf"(?=\s*(?:[,;\n}}]|[.$]*\Z)|{_AND})"
_IN_BRACKETS = re.compile(rf"(?:(?<=[\w}})%°])\s+|(?<=\d))(?:\({_INSIDE}\)|\[{_INSIDE}\]){_END}")
_LABELLED = re.compile(rf"[^()\[\]=]{{1,20}}\s+\((?P<inside>{_INSIDE})\)")
_ARROW = re.compile(r"\s*(?:=>|->|[→⇒↦⟶⟹]|\\(?:to|mapsto|Rightarrow|rightarrow|implies)(?![A-Za-z]))\s*")
_DASH = re.compile(r"\s+[-–—]\s+")
_MEMBERS = re.compile(rf"[,;\n]|{_AND}")

Mark = Callable[[Question, Answer], Verdict]


def before_zero(question: Question, answer: Answer, verdict: Verdict, mark: Mark) -> Verdict:
    """Return the verdict on members that are refuted, open where they are right without what is told of each."""
    if len(answer.fields) > 1 or not (question.kind.is_set or question.kind.is_array):
        return verdict
    ((name, field),) = answer.fields.items()
    text = (field.said or field.text).strip(" $.\n")
    texts = (one for one in _texts(text) if one != text)
    return between_right(question, (name, field), texts, verdict, mark)


def _texts(text: str) -> Iterator[str]:
    yield _IN_BRACKETS.sub("", text)
    members = parts_outside(text, _MEMBERS)
    for sign in (_ARROW, _DASH):
        told = [sign.split(one) for one in members]
        if len(members) > 1 and all(len(one) == 2 and one[0].strip() for one in told):
            yield ", ".join(one[0].strip() for one in told)
            yield ", ".join(one[1].strip() for one in told)
    labelled = [_LABELLED.fullmatch(one) for one in members]
    if len(labelled) > 1 and None not in labelled:  # `0 (1/4), 1 (1/2)`: what is asked for may stand in the brackets
        yield f"[{', '.join(one['inside'] for one in labelled if one is not None)}]"
