"""Recognised mistakes: an answer that was refuted may earn the score that its author gave a known mistake."""

from __future__ import annotations

from collections.abc import Callable

from grader.marking.judging.judged import Judged
from grader.marking.judging.score import Mark
from grader.problems.question import Mistake, Question
from grader.records import replace
from grader.verdict import ClaimResult, Feedback, Outcome, Status
from grader.wording import sentences

UNSURE = Feedback("mistake", sentences.UNSURE, sentences.UNSURE, "verdict")

Matches = Callable[[Mistake], Status]


def with_mistakes(question: Question, judged: Judged, matches: Matches) -> Judged:
    """Return what was judged, with the score and the feedback of the best mistake that it is proved to be.

    Mistakes are looked at only after a claim was refuted and never lower a score. A match that stays open leaves
    the answer undecided, with the mistake's score as its upper end.
    """
    if judged.mark.outcome not in {Outcome.INCORRECT, Outcome.PARTIAL} or not _refuted(judged.claims):
        return judged
    found = [(mistake, matches(mistake)) for mistake in question.mistakes]
    proved = [mistake for mistake, status in found if status is Status.PROVED]
    unsure = [mistake for mistake, status in found if status in {Status.UNDECIDED, Status.PROBABLE}]
    best = max(proved, key=lambda mistake: mistake.score, default=None)
    low = judged.mark.low if best is None else max(judged.mark.low, best.score)
    high = max([low, *(mistake.score for mistake in unsure)])
    said = judged.feedback if best is None else (_recognised(best), *judged.feedback)
    if high > low:
        said = (*said, UNSURE)
    return replace(judged, mark=Mark(_outcome(judged.mark, low, high), low, high), feedback=said)


def _refuted(claims: tuple[ClaimResult, ...]) -> bool:
    return any(claim.status is Status.REFUTED for claim in claims)


def _outcome(before: Mark, low: object, high: object) -> Outcome:
    if low != high:
        return Outcome.UNDECIDED
    return before.outcome if low == before.low else Outcome.PARTIAL


def _recognised(mistake: Mistake) -> Feedback:
    text = mistake.feedback or sentences.KNOWN_MISTAKE
    return Feedback("mistake", text, text, "verdict")
