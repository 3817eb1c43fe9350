"""Two facts that a reason contrasts, `No, the algebraic multiplicity is 2 but the geometric one is 1`: no turn.

Both are said of something by a verb or a sign; what stands behind `but` has a subject of its own, says nothing of what
is asked, allows or restricts nothing and is no half of a sentence, `but the one over R is`.
"""

from __future__ import annotations

import re

from grader.marking.choices.chosen_options import NO, YES
from grader.problems.question import Question
from grader.records import replace
from grader.submissions.extraction.paragraphs.said import Sentence
from grader.submissions.extraction.worded.meanings.asked_property import is_asked_word
from grader.submissions.extraction.worded.meanings.opposites import stated_answer
from grader.submissions.extraction.words import cues, phrases

_BUT = re.compile(r"(?<!\w)(?:but|aber|mais|pero)(?!\w)")
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_BEGINS = re.compile(r"\s*(?:[,.;:(–—]|-\s)")
_VERB = r"(?:is|are|has|have|equals|gives|ist|sind|hat|haben|est|sont|ont|vaut|es|son|tiene|tienen|vale)"
_SAYS = re.compile(rf"(?<!\w){_VERB}\s+\S|[=<>≠≤≥]|\\neq?(?![a-z])")
_SUBJECT = re.compile(
    r"\s*(?:(?:the|its|there|der|die|das|sein|seine|ihre?|les?|la|sa|ses|el|los|las|sus?)\s+\w|l['’]\w|[a-z\d]\s*(?:[=<>≠]|\\neq?\s))"
)
# A thing or a formula of which something is said: `the multiplicity`, `2`, `\\chi_B`.
_OF_THING = re.compile(
    r"\s*(?:(?:the|its|there|der|die|das|sein|seine|ihre?|les?|la|sa|ses|el|los|las|sus?)\s+\w|l['’]\w|\d|\\[a-z]|[b-hj-z](?![a-z']))"
)
_ALLOWS = re.compile(
    r"(?<!\w)(?:could|might|may|would|should|can|still|yet|anyway|nevertheless|otherwise|könnte\w*|kann|können|würde\w*|trotzdem|"
    r"dennoch|doch|pourrai\w*|peut|peuvent|quand\s+même|podría\w*|puede\w*|aún|todavía|question|answer|opposite|same|true|false)(?!\w)"
)
_DOUBTS = (cues.UNSURE, cues.RETRACTION, cues.ALTERNATIVE, cues.SUPPOSING, cues.CONDITION)
_PLACED = frozenset({"of", "for", "at", "on", "with", "where", "von", "für", "bei", "mit", "de", "pour", "para", "con"})
MIN_WORDS = 3  # of what stands before `but`


def without_contrast(question: Question, rest: str) -> str:
    """Return what stands behind a no without the `but` of a reason that contrasts two facts."""
    found = list(_BUT.finditer(rest))
    begins = _BEGINS.match(rest)
    if len(found) != 1 or begins is None:
        return rest
    before, behind = rest[: found[0].start()], rest[found[0].end() :]
    if len(_WORD.findall(before)) < MIN_WORDS or not (_SAYS.search(before) and _SAYS.search(behind)):
        return rest
    if _SUBJECT.match(behind) is None or _ALLOWS.search(behind):
        return rest
    if _OF_THING.match(before, begins.end()) is None or _ALLOWS.search(before):
        return rest  # `Not convex: this is what I thought, but …`
    doubts = phrases.words(*_DOUBTS)
    if any(match[0] not in _PLACED for match in doubts.finditer(behind)):
        return rest
    said = _WORD.findall(behind)
    if any(word in YES | NO or is_asked_word(question, word) for word in said):
        return rest
    return f"{before} {behind}"


def plainly_denied(question: Question, first: Sentence) -> Sentence:
    """Return a sentence that denies in the question's words without the `but` of its reason: `Not convex: … but …`."""
    head, colon, _ = first.low.partition(":")
    is_denied = bool(colon) and stated_answer(question, head) == "no"
    return replace(first, low=head + without_contrast(question, first.low[len(head) :])) if is_denied else first
