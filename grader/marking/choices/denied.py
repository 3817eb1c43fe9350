"""`It cannot`, `never` where a question asks whether something can be; `almost` behind a yes."""

from __future__ import annotations

import re

from grader.problems.question import Question

_CAN = re.compile(r"(?<![^\W_])(?:can|could|kann|können|peut|peuvent|puede|pueden)(?![^\W_])[^.?]*\?")
_NOT = re.compile(r"\b(?:not|never|cannot|nicht|nie|kein\w*|pas|jamais|nunca)\b|n['’]t\b")
_CANNOT = re.compile(
    r"(?:(?:it|this|that|they|es|das|sie) )?(?:cannot|can ?not|can['’]t|can never|never"
    r"|kann (?:es )?nicht|niemals?|jamais|nunca"
    r"|(?:that['’]s |is )?(?:impossible|not possible|unmöglich|imposible))"
    r"(?:(?: be| sein)(?= *[.!,;:]|\Z))?(?=\s*(?:\Z|[.!,;:]|because\b|since\b|as\b|weil\b|denn\b|car\b|porque\b))"
)
_NEARLY = re.compile(
    r"\b(?:almost|nearly|mostly|usually|in most cases|most of the time|fast (?:überall|immer|alle)|meistens?"
    r"|presque|la plupart|casi|generalmente)\b"
)


def as_no(question: Question, whole: str) -> str:
    """Return `no` and what stands behind it for `it cannot`, `never`, where it is asked whether something can be."""
    asked = _CAN.search(question.prompt.casefold())
    said = _CANNOT.match(whole) if asked is not None and not _NOT.search(asked[0]) else None
    return whole if said is None else f"no{whole[said.end() :]}"


def nearly(question: Question, told: str) -> re.Match[str] | None:
    """Return what behind a yes makes it one for nearly all, of which the question says nothing; else None."""
    said = _NEARLY.search(told)
    return None if said is None or said[0] in question.prompt.casefold() else said
