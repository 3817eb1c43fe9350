r"""The last look at cases by parity whose condition stands beside its value: `4/(nπ) n odd; 0 n even`.

Without a comma or a word the letter seems to be a factor of the value. Where the cases with `for` between them are
right, or cannot be refuted, it is open. So it is where the prompt asks for one parity, and the value of that is right.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from grader.marking.answer import Answer
from grader.marking.ways.before_zero.prompt_conditions import EVEN, ODD
from grader.marking.ways.candidates import between_right, between_texts
from grader.problems.question import Question
from grader.records import replace
from grader.verdict import Outcome, Verdict

MAX_CHARACTERS = 200  # of a text that is looked into
_BESIDE = re.compile(rf"(?<=[\w)}}$])\s+(?=\$?\\?(?P<letter>[^\W\d_])\$?\s+(?:{EVEN}|{ODD})(?!\w))")

Mark = Callable[[Question, Answer], Verdict]


def before_zero(question: Question, answer: Answer, verdict: Verdict, mark: Mark) -> Verdict:
    """Return the verdict on a formula that is refuted, open where its parities are conditions that nothing refutes."""
    if len(answer.fields) > 1 or not question.kind.is_expression:
        return verdict
    ((name, field),) = answer.fields.items()
    typed = field.said or field.text
    asked = between_right(question, (name, field), _of_asked(question, typed), verdict, mark)
    if asked is not verdict:
        return asked
    letters = {found["letter"] for found in _BESIDE.finditer(typed[:MAX_CHARACTERS])}
    if len(typed) > MAX_CHARACTERS or not letters or not letters <= question.names.symbols.keys():
        return verdict
    other = replace(field, text=_BESIDE.sub(" for ", typed), written=typed, said="", candidates=None)
    found = mark(question, Answer({name: other}))
    is_open = found.outcome is Outcome.CORRECT or (found.outcome.is_open and found.score_range[1] > 0)
    return between_texts(question, name, (field, other), (verdict, found)) if is_open else verdict


def _of_asked(question: Question, text: str) -> Iterator[str]:
    """Yield the value of the cases of the parity for which alone a prompt asks."""
    prompt = f"{question.lead} {question.prompt}"
    asked = [one for one in (EVEN, ODD) if re.search(rf"{_UNDER}(?:{one})(?!\w)", prompt) is not None]
    for clause in _CLAUSES.split(text) if len(asked) == 1 and len(text) <= MAX_CHARACTERS else ():
        if (said := re.fullmatch(rf"(?P<value>.+?){_UNDER}?{_CASE.format(words=asked[0])}[\s.]*", clause)) is not None:
            yield said["value"]


_UNDER = r"[\s,]+(?:for|if|when|für|falls|wenn|bei|pour|si|para|per|se)\s+"
_CASE = r"\s*(?:(?:{words})\s+\$?\\?\w\$?|\$?\\?\w\$?\s+(?:is\s+|ist\s+|est\s+|es\s+|è\s+)?(?:{words}))"
_CLAUSES = re.compile(r"\s*[,;\n]\s*")
