"""Yes and no behind their reason: in the one sentence that begins with them, or that repeats the question."""

from __future__ import annotations

import re
from collections.abc import Sequence

from grader.marking.choices.chosen_options import NO, NO_ALONE, YES, YES_ALONE
from grader.problems.question import Question
from grader.submissions.extraction.worded.meanings.opposites import WORD, stated_answer
from grader.submissions.extraction.worded.meanings.places_said import is_of_a_part
from grader.submissions.extraction.words import cues, phrases

_BEGINS = re.compile(rf"(?:{'|'.join(sorted(YES_ALONE | NO_ALONE))})(?=\s*(?:[,.!;:–—]|$))")
_SUPPOSED = re.compile(
    r"\?|(?<!\w)(?:would|should|could|must|need|needs|wäre|wären|müsste|müssten|müssen|muss|könnte|könnten|serait|seraient"
    r"|devrait|sería|serían|debería)(?!\w)"
)


def place_of_answer(said: Sequence[str]) -> int | None:
    """Return the place of the one sentence that begins with yes or no, None where others may speak against it."""
    places = [place for place, low in enumerate(said) if _BEGINS.match(low)]
    if len(places) != 1 or any(may_speak_against(low) for place, low in enumerate(said) if place != places[0]):
        return None
    return places[0]


def concluded_answer(question: Question, low: str) -> str:
    """Return what a sentence says in the question's own words; of `…, so …` only what stands behind it counts."""
    conclusions = list(phrases.concluded().finditer(low)) or list(_LEADS.finditer(low))
    if not conclusions:
        return stated_answer(question, low)
    before, behind = low[: conclusions[-1].start()], low[conclusions[-1].end() :]
    doubts = phrases.words(cues.TURNING, cues.RETRACTION, cues.UNSURE, cues.ALTERNATIVE, cues.SUPPOSING)
    negations = phrases.words(cues.NEGATION)
    is_unsure = phrases.words(cues.UNSURE).search(before) or doubts.search(negations.sub(" ", before))
    if _is_answer_word(before) or _SUPPOSED.search(low) or is_unsure:
        return ""
    return stated_answer(question, behind)


def explained_answer(question: Question, low: str) -> str:
    """Return what stands before a colon in the question's own words where nothing behind it speaks against that."""
    parted = _PARTED.search(low)
    if parted is None or not low[parted.end() :].strip():
        return ""
    before, behind = low[: parted.start()], low[parted.end() :]
    if parted[0].strip() != ":" and (_CONDITION.match(behind) or stated_answer(question, behind)):
        return ""
    answer = concluded_answer(question, before)
    if answer and is_of_a_part(question, answer, low):
        return ""
    if parted[0].strip() == ":" and answer == "no":
        return "" if _is_doubtful(question, behind) else answer
    return "" if may_speak_against(behind) else answer


def last_answer(question: Question, said: Sequence[str]) -> str:
    """Return what the last sentence says in the question's own words where no other speaks of it."""
    *others, last = said
    if any(map(may_speak_against, others)) or any(concluded_answer(question, low) for low in others):
        return ""
    if _SUPPOSED.search(last) or not _letters(last) <= _letters(f"{question.lead} {question.prompt}".casefold()) | {
        "a"
    }:
        return ""
    return concluded_answer(question, last)


def _is_doubtful(question: Question, behind: str) -> bool:
    """Whether what explains a denial doubts it or answers by itself; it may deny something else."""
    tables = (cues.TURNING, cues.RETRACTION, cues.UNSURE, cues.ALTERNATIVE, cues.SUPPOSING)
    plain = phrases.words(cues.NEGATION).sub(" ", behind)
    return (
        phrases.words(*tables).search(plain) is not None
        or _is_answer_word(behind)
        or bool(stated_answer(question, behind))
    )


_PARTED = re.compile(r":\s|,\s|;\s|\s[–—-]\s|\s(?=\()")
# What a conclusion follows, with no comma before it.
_LEADS = re.compile(
    r"\s(?:→|⇒|⟹|=>|->|-->|\\(?:rightarrow|implies|to|longrightarrow)(?![a-z])"
    r"|therefore|hence|thus|so|somit|daher|folglich|donc|quindi|portanto|dus)\s"
)
_CONDITION = re.compile(
    r"\W*(?:but|and|or|for|where|on|in|at|only|as\s+long|und|für|auf|nur|et|pour|sur|y|para|en|e|per|su|em|voor|op)(?!\w)"
)


def _letters(low: str) -> set[str]:
    return set(re.findall(r"(?<![^\W\d_])(?<!\w['’])[^\W\d_](?![^\W\d_])", low))


def may_speak_against(low: str) -> bool:
    """Whether a sentence may speak against another one: an answer, a negation, a doubt, a condition."""
    against = phrases.words(cues.AGAINST, cues.TURNING, cues.RETRACTION, cues.UNSURE, cues.ALTERNATIVE)
    spoken = against.search(low) or phrases.NEGATED.search(low) or _SUPPOSED.search(low)
    return spoken is not None or _is_answer_word(low)


def _is_answer_word(low: str) -> bool:
    return any(word in YES | NO for word in WORD.findall(low))
