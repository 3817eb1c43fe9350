"""The last look at an answer with its work beside it: `x > 3 — x - 3 > 0`, `x = 2 // 2^3 = 8`, `x = 5, 2^5 = 32`.

A dash, a comment, a wide blank, a word for a check or brackets at the end part both, in either order; so does a comma
before equalities of numbers that hold. Where one part is proved to be right by itself, it is open.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import partial

from grader.claims.chains import depths
from grader.marking.answer import Answer
from grader.marking.texts.equalities.false_equalities import all_hold
from grader.marking.ways.candidates import between_right
from grader.problems.question import Question
from grader.verdict import Verdict

MAX_PARTINGS = 12  # places where an answer may end
Mark = Callable[[Question, Answer], Verdict]
_PARTING = re.compile(
    r"(?P<sure>\s+(?:[—–]|-{2,3}|∵|\\because(?![A-Za-z])|b/c|\|{1,2}|<-{1,2}|[←⇐]|%(?=\s*check))\s+|\s*//\s*|\s+#\s*|\t+|[^\S\n]{3,}"
    r"|[,;.]?\s*(?<![^\W\d_])(?:check|probe|proof|test|kontrolle|vérification|comprobación|verifica)\s*:)"
    r"|(?P<before>[,;]\s+|\n|\s+(?:as|and|und|et|y|e)\s+)"
)
_AT_END = re.compile(
    r"(?P<head>[^\n]*?\S)\s+\([^\n]*=[^\n]*\)[\s.]*|(?P<first>.*\S)\s*\n\s*\(.*=.*\)[\s.]*",
    re.DOTALL,
)
_ENDS_OPEN = re.compile(r"\A\s*[=<>≤≥]|[=<>≤≥]\s*\Z")
_SAYS = re.compile(r"[=<>≤≥∈]|\\(?:leq?|geq?|in)(?![A-Za-z])")


def before_zero(question: Question, answer: Answer, verdict: Verdict, mark: Mark) -> Verdict:
    """Return the verdict on an answer that is refuted, open where it is right without the work beside it."""
    if len(answer.fields) > 1:
        return verdict
    ((name, field),) = answer.fields.items()
    text = (field.said or field.text).strip()
    holds = partial(all_hold, question, question.fields[name])
    return between_right(question, (name, field), _parts(text, holds), verdict, mark)


def _parts(text: str, holds: Callable[[str], bool]) -> Iterator[str]:
    """Yield what may be the answer: a part of a text beside which only work stands."""
    if (end := _AT_END.fullmatch(text)) is not None:
        yield end["head"] or end["first"]
    depth = depths(text)
    places = [one for one in _PARTING.finditer(text) if not depth[one.start()]]
    for place in places if len(places) <= MAX_PARTINGS else ():
        head, rest = text[: place.start()].strip(), text[place.end() :].strip(" .✓✔")
        for part, work in ((head, rest), (rest, head)):
            is_whole = _ENDS_OPEN.search(work) is None  # `x = – 5`
            is_work = (is_whole and _SAYS.search(work) is not None) if place["sure"] else "=" in work and holds(work)
            if part and is_work:
                yield part
