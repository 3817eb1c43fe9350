"""Texts in a running document: the accepted one that a sentence holds with neutral words around it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from grader.claims.wording import words as folded
from grader.problems.question import Question
from grader.submissions.extraction.found import Found
from grader.submissions.extraction.paragraphs.said import Sentence, is_against, is_quiet, sentences_of, takes_back
from grader.submissions.extraction.worded.elsewhere import elsewhere
from grader.submissions.extraction.worded.meanings.asked_property import letters_of
from grader.submissions.extraction.worded.writing import write_found
from grader.submissions.extraction.words import cues, phrases
from grader.submissions.forms.blocks import Prose
from grader.submissions.ledger.ledger import Ledger, Stray
from grader.wording import writing_notices


def take_text(ledger: Ledger, question: Question, said: Sequence[Sentence]) -> None:
    """Write the text that sentences hold, or the sentence itself where it may be one."""
    if (found := _only_text(question, said)) is not None:
        write_found(ledger, question, found)
        return
    first = said[0]
    if (where := elsewhere(first.low)) is not None:
        ledger.stray(Stray("", first.text, first.source, f"{question.id}: {where}", {}, ((question.id, None),)))
        return
    inside = any(folded(one) in first.low for one in question.accepted_texts)
    if len(said) == 1 and not inside and not is_against(first.low):
        text = _behind_lead(question, first).strip().strip("`")
        write_found(ledger, question, Found("answer", text, first.source, note=first.reason))
        return
    what = (
        writing_notices.SENTENCE_HERE
        if len(said) == 1
        else writing_notices.SENTENCES_STAND_HERE.format(count=len(said))
    )
    message = writing_notices.NOTHING_SAYS_WORDS_ANSWER.format(id=question.id, what=what)
    ledger.stray(Stray("", first.text, first.source, message, {}, ((question.id, None),)))


def text_in(question: Question, text: Prose) -> Found | None:
    """Return the accepted text that a text holds with neutral words around it, None where that is unclear."""
    return _only_text(question, list(sentences_of(text)))


def is_said(text: str) -> bool:
    """Whether a text says how something is called, and is no phrase by itself, such as `an overfitting model`."""
    return phrases.words(cues.CUE, cues.CALLING).search(text.casefold()) is not None or _CALLED.search(text) is not None


_CALLED = re.compile(r"(?<!\w)(?:nennt|heißt|appelle|llama)(?!\w)")


def _only_text(question: Question, said: Sequence[Sentence]) -> Found | None:
    """Return the one accepted text that sentences hold, None where another one takes it back or names a wrong one."""
    named = [(place, found) for place, one in enumerate(said) if (found := _accepted(question, one)) is not None]
    if len({folded(found.text) for _, found in named}) != 1:
        return None
    place, found = named[0]
    others = [one for number, one in enumerate(said) if number not in dict(named)]
    taken_back = any(takes_back(one) or _TURNED.match(one.low) for one in said[place + 1 :])
    wrong = [folded(str(text)) for mistake in question.mistakes for text in mistake.when.values()]
    return None if taken_back or any(_holds(one.low, text) for one in others for text in wrong if text) else found


_TURNED = re.compile(r"\W*(?:no|nope|nein|non|or|oder|ou|o|maybe|perhaps|vielleicht|peut-être|quizás?)(?!\w)")


def _holds(low: str, text: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(text)}(?!\w)", low) is not None


def _accepted(question: Question, one: Sentence) -> Found | None:
    """Return the accepted text that a sentence holds with neutral words around it."""
    for text in sorted(question.accepted_texts, key=len, reverse=True):
        spelled = _spelled(folded(text), one.low)
        if spelled is None:
            continue
        place = spelled.start()
        if "?" in one.low[place:]:
            continue
        behind = _without_others(question, _REMARK.sub("", one.low[spelled.end() :]))
        behind = "" if not one.low[:place].strip() and _is_explained(behind) else behind
        rest = f"{one.low[:place]} {behind}"
        if (
            is_quiet(question, _without_letters(question, rest))
            and not phrases.words(cues.AGAINST).search(rest)
            and not phrases.NEGATED.search(rest)
        ):
            typed = one.text[place : place + len(folded(text))]
            return Found("answer", typed, one.source, note=one.reason)
    return None


def _spelled(text: str, low: str) -> re.Match[str] | None:
    """Return where a text stands in a sentence, behind an article perhaps with an ending: `eine orthogonale Matrix`."""
    if not text:
        return None
    typed = re.escape(text)
    whole = re.search(rf"(?<!\w){typed}(?!\w)", low)
    inflected = rf"(?<=\beine\s){typed}e(?=\s\w)|(?<=\bein\s){typed}e[rs](?=\s\w)|(?<=\beinen\s){typed}en(?=\s\w)"
    return whole or re.search(rf"{inflected}|(?<=\bune\smatrice\s){typed}e(?!\w)", low)


def _without_letters(question: Question, rest: str) -> str:
    """Return words without the letters that the prompt calls something by: `Q is called …`."""
    known = letters_of(question)
    return re.sub(r"(?<![\w'’\\])[^\W\d_](?![\w'’^_])", lambda one: " " if one[0] in known else one[0], rest)


# What goes on behind a text: another one that is refused, or a remark in brackets.
_REMARK = re.compile(
    r"(?:\s*\((?!(?:not|nicht|pas|no|or|oder|ou|o)\b)[^()?]{1,60}\)|\s*[,;]\s*(?:and\s+)?(?:not|nicht|pas|no)\s[^.;!?]{1,60})[.!]?$"
)


def _without_others(question: Question, behind: str) -> str:
    """Return what stands behind a text without another accepted one: `a false positive, or type I error`."""
    others = "|".join(sorted((re.escape(folded(one)) for one in question.accepted_texts), key=len, reverse=True))
    return re.sub(rf"^\s*,?\s*(?:or|oder|ou|o)\s+(?:an?\s+|ein\w*\s+|une?\s+)?(?:{others})(?!\w)", "", behind)


def _is_explained(behind: str) -> bool:
    """Whether what goes on behind a text is a clause that says what it is: `overfitting, the model memorises …`."""
    tables = (cues.AGAINST, cues.RETRACTION, cues.ALTERNATIVE, cues.UNSURE, cues.TURNING, cues.CONDITION)
    doubted = phrases.words(*tables).search(behind) or phrases.NEGATED.search(behind)
    return _CLAUSE.fullmatch(behind) is not None and not doubted


_CLAUSE = re.compile(
    r"\s*[,:;–—]\s*(?:(?:the|it|they|this|that|its|der|die|das|es|sie|le|la|les|il|elle|ce|cela|el|los|las|esto|eso)\s|l['’])"
    r"(?!other|andere|autre|otr[oa])(?:[^\W\d_]\S*\s+){1,12}\S+"
)


def _behind_lead(question: Question, one: Sentence) -> str:
    """Return a sentence without what leads in: `it is called …`."""
    cue = None
    for match in re.finditer(rf"(?<!\w)(?:{phrases.alternatives(cues.CALLING)})(?!\w)", one.low):
        cue = match
    return one.text[cue.end() :] if cue and is_quiet(question, one.low[: cue.start()]) else one.text
