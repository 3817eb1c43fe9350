"""Answers by a verb alone: `It does not.`, `They are.`, and `The statement is true.`"""

from __future__ import annotations

import re
from collections.abc import Sequence

from grader.marking.choices.chosen_options import YES
from grader.problems.question import Question
from grader.submissions.extraction.paragraphs.said import AROUND, WORD, Sentence
from grader.submissions.extraction.worded.meanings.opposites import stated_answer
from grader.submissions.extraction.worded.yes_or_no.answered_once import may_speak_against


def short_answer(question: Question, said: Sequence[Sentence]) -> str:
    """Return what a sentence says that answers by a verb alone: `It does not.`, `They are.`"""
    if is_so := _truth_said(question, said):
        return is_so
    low = said[0].low.strip(AROUND)
    pause = _PAUSE.search(low)
    low, behind = (low[: pause.start()], low[pause.end() :]) if pause else (low, "")
    if pause and pause[0].strip() != ":" and _CONDITION.match(behind):
        return ""
    others = [behind, *(one.low for one in said[1:])]
    match = _SHORT_ANSWER.fullmatch(low.strip())
    if match is None or said[0].text.rstrip().endswith("?") or any(map(may_speak_against, others)):
        return ""
    if len(said) > 1 and any(stated_answer(question, one) for one in others):
        return ""
    prompt = question.prompt.casefold()
    if match["there"]:
        return "no" if _ARE_THERE.search(prompt) else ""
    if match["exist"] and "exist" not in prompt:
        return ""
    if match["one"] and not _HAS_ONE.search(prompt):
        return ""
    if match["name"] and not re.search(rf"(?<!\w){re.escape(match['name'])}(?!\w)", re.sub(r"[_{}$]", "", prompt)):
        return ""
    asked = {word for word in WORD.findall(prompt) if word in _VERBS}
    return ("no" if match["no"] else "yes") if match["verb"] in asked else ""


_VERBS = frozenset({"is", "are", "does", "do", "can", "has", "have", "will", "was", "were"})
_SHORT_ANSWER = re.compile(
    rf"(?:it|they|this|that|these|we|you|one|(?P<name>[^\W\d_]_?\{{?\w{{1,2}}\}}?))\s+(?P<verb>{'|'.join(sorted(_VERBS))})"
    r"(?P<no>(?:\s+not|n't))?(?P<one>\s+have\s+(?:one|any))?(?P<exist>\s+exist)?|(?P<there>there\s+(?:is|are)(?:n't|\s+not)\s+(?:one|any)|there\s+is\s+none)"
)
_PAUSE = re.compile(r":\s|,\s")
_CONDITION = re.compile(r"\W*(?:but|and|or|for|where|on|in|at|only|as\s+long|when|if|unless)(?!\w)")


def _truth_said(question: Question, said: Sequence[Sentence]) -> str:
    """Return yes or no where the one sentence says that the statement is true or false, and the prompt asks that."""
    match = _IS_TRUE.fullmatch(said[0].low.strip(AROUND)) if len(said) == 1 else None
    if match is None or _TRUE_OR_FALSE.search(question.prompt.casefold()) is None:
        return ""
    is_true = match["word"] in YES or match["word"] in {"vraie", "verdadera", "vera", "verdadeira"}
    return "yes" if is_true != (match["no"] is not None) else "no"


_IS_TRUE = re.compile(
    r"(?:it|this|that|(?:the|this|that)\s+(?:statement|claim|assertion|proposition)|(?:die|diese)\s+aussage|l['’]affirmation"
    r"|(?:la|esta)\s+(?:afirmación|proposición)|l['’]affermazione|a\s+afirmação)\s+(?:is|ist|est|es|è|é)"
    r"(?P<no>\s+not|\s+nicht|n't)?\s+(?P<word>true|false|correct|wrong|incorrect|wahr|falsch|richtig|vraie?|fausse|faux"
    r"|verdader[oa]|fals[oa]|ver[oa]|verdadeir[oa])"
)
_TRUE_OR_FALSE = re.compile(
    r"(?<!\w)(?:true\s*(?:or|/)\s*false|wahr\s*(?:oder|/)\s*falsch|richtig\s*oder\s*falsch|vraie?\s*(?:ou|/)\s*fau(?:x|sse)"
    r"|verdader[oa]\s*[ou/]\s*fals[oa]|ver[oa]\s*[o/]\s*fals[oa]|verdadeir[oa]\s*(?:ou|/)\s*fals[oa])(?!\w)"
)
_ARE_THERE = re.compile(r"(?<!\w)(?:(?:is|are)\s+there|(?:does|do)(?=\s[^?]*\s(?:have|exist|contain|possess)\s?))")
_HAS_ONE = re.compile(r"(?<!\w)have\s+(?:an?|any)\s")
