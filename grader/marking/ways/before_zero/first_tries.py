r"""The last look at derivations: a first try that words take back, `… = 2⏎oops⏎… = 4x`, and a call behind the end.

Where the rest by itself is a full derivation, it is open.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping

from grader.marking.answer import FieldAnswer
from grader.problems.question import Question
from grader.records import replace
from grader.verdict import Feedback, Outcome, Verdict
from grader.wording import remarks

MAX_TEXT = 3000  # characters of a derivation that is looked at again
_BACK = re.compile(
    r"(?im)^[ \t*_(\[]*(?:no(?:pe)?|nein|non|oops|ups|hoppla|wait|stop|moment|halt|sorry|wrong|falsch|faux|incorrecto"
    r"|sbagliato|errado|fout"
    r"|(?:that['’]s|that\s+is|das\s+ist|c['’]est|this\s+is|es)\s+(?:wrong|not\s+right|falsch|faux|incorrecto)|mistake|fehler|erreur"
    r"|corrections?|corrected|korrektur|edit|again|nochmal|noch\s+einmal|new\s+try|second\s+try|neuer\s+versuch|zweiter\s+versuch"
    r"|espera|perdón|aspetta|scusa|espere|desculpe|pardon|attends?|better|besser|scratch\s+that|try\s+again|start\s+over)"
    r"(?![^\W\d_])(?:[ \t]*[,:.!…)\]*_–—-])*[ \t]*"
)
_CALLED = re.compile(r"[ \t]*!+(?=[\s$.]*\Z)")

Mark = Callable[[Question, Mapping[str, FieldAnswer]], Verdict]


def looked_again(question: Question, fields: Mapping[str, FieldAnswer], verdict: Verdict, mark: Mark) -> Verdict:
    """Return the verdict on a derivation, open where a first try refutes it."""
    ((name, field),) = fields.items()
    if len(field.text) > MAX_TEXT:
        return verdict
    if verdict.outcome not in {Outcome.INCORRECT, Outcome.PARTIAL}:
        return verdict
    for text in _rest(field.text):
        if mark(question, {name: replace(field, text=text)}).outcome is Outcome.CORRECT:
            return _open(verdict, question, remarks.FIRST_TRY)
    return verdict


def _rest(text: str) -> Iterator[str]:
    """Yield a derivation without a call behind it, and what stands behind words that take back what is before them."""
    called = _CALLED.sub("", text)
    if called != text:
        yield called
    backs = [one for one in _BACK.finditer(called) if called[: one.start()].strip()]
    if backs:
        yield called[backs[-1].end() :]


def _open(verdict: Verdict, question: Question, why: str) -> Verdict:
    said = Feedback("readings", why, why, "verdict")
    span = (verdict.score_range[0] * 0, question.points)
    return Verdict(question.id, Outcome.REVIEW, question.points, span, verdict.fields, feedback=(said,))
