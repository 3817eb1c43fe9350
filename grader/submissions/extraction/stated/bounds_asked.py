"""A bound that an answer says again, where the prompt asks for just that: `At most how many …?`, `at most $n$`.

Only where the prompt asks how many there are at most or at least, or for the largest or smallest number: where it only
speaks of a bound, as in `the probability of at most two heads`, the answer's own is another statement.
"""

from __future__ import annotations

import re

from grader.problems.question import Question
from grader.submissions.extraction.paragraphs.clause import Clause
from grader.submissions.extraction.words.phrases import F
from grader.submissions.extraction.words.prompts import Asked
from grader.submissions.kept import kept

_MANY = r"(?:how many|how much|wie ?viele?|combien|cuánt[oa]s|quant[ie]|quant[oa]s|hoeveel)"
# For each direction: the words of a bound, and those for the number that is the largest or the smallest.
_BOUNDS = (
    (
        r"at most|at the most|no more than|höchstens|maximal|au plus|au maximum|como máximo|a lo sumo|al massimo|"
        r"no máximo|hoogstens",
        r"maximum|maximal|largest|greatest|highest|größtmögliche|maximale|größte|höchste",
    ),
    (
        r"at least|at the least|no fewer than|mindestens|minimal|au moins|au minimum|como mínimo|al menos|almeno|"
        r"no mínimo|minstens",
        r"minimum|minimal|smallest|least|fewest|lowest|kleinstmögliche|minimale|kleinste",
    ),
)
_ASKED = tuple(
    re.compile(
        rf"(?<!\w)(?:{words})\s+{_MANY}(?!\w)"
        rf"|(?<!\w)(?:{most})\s+(?:possible\s+)?(?:number|anzahl|nombre|número)(?!\w)"
        rf"|(?<!\w){_MANY}\s[^.?!$]{{1,80}}\s(?:{words})\?",
        re.IGNORECASE,
    )
    for words, most in _BOUNDS
)
_SAID = tuple(re.compile(rf"(?<![\w-])(?:{words})\s(?={F})") for words, _ in _BOUNDS)


def without_bound(asked: Asked, whole: Clause) -> Clause:
    """Return a sentence with one formula without the bound right before it that the prompt asks for."""
    if len(whole.formulas) != 1:
        return whole
    for said in _bounds(asked.question):
        match = said.search(whole.skeleton)
        if match is not None:
            pairs = zip(whole.lexemes, whole.starts, strict=True)
            begin, end = match.start() - 1, match.end() - 1  # a lexeme starts at the blank before it
            return Clause(tuple(one for one, place in pairs if not begin <= place < end))
    return whole


@kept
def _bounds(question: Question) -> tuple[re.Pattern[str], ...]:
    """Return what the prompt's own bound looks like in an answer; none where it asks for none, or for both."""
    found = tuple(said for said, asks in zip(_SAID, _ASKED, strict=True) if asks.search(question.prompt))
    return found if len(found) == 1 else ()
