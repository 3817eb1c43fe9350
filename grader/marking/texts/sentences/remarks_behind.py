"""Remarks behind a value that leave it what it is: the method in brackets, a solution that is thrown away.

`√(2gh) (Torricelli)`, `x = 4 (x = -2 is extraneous)`, `1 (not attained)` of a supremum, and what `checked_remarks`
knows to be true. Any other remark stays.
"""

from __future__ import annotations

import re

from grader.marking.asked.method_names import is_method
from grader.marking.texts.sentences import checked_remarks
from grader.problems.question import Question

_BEHIND = re.compile(
    r"(?P<value>.*\S)\s*(?:\s\((?P<round>[^()=]{4,60})\)|,\s(?P<comma>[^\W\d_][^()=,]{3,60}))[\s.]*\Z", re.DOTALL
)
_NUMBER = r"\$?\s*(?:[a-z](?:_?\d)?\s*=\s*)?(?P<{}>[-−]?\d{{1,9}}(?:\.\d{{1,9}}|/\d{{1,9}})?)\s*\$?"
_REFUSED = (
    r"(?:(?:is|are|was|ist|est|es|è)\s+)?(?:an?\s+|eine\s+)?(?:extraneous|rejected|discarded|invalid|not\s+valid"
    r"|not\s+(?:in|inside)\s+(?:the|its)\s+domain|outside\s+(?:of\s+)?(?:the|its)\s+domain|no(?:t\s+a)?\s+solution|extraneous\s+solution"
    r"|entfällt|scheidet\s+aus|ungültig|keine\s+lösung|nicht\s+im\s+definitionsbereich|scheinlösung|(?:à\s+)?rejet(?:er|ée?)|exclue?"
    r"|no\s+vale|se\s+descarta|descartad[oa]|no\s+es\s+solución|da\s+scartare)"
)
_THROWN = re.compile(
    rf"(?P<value>.*\S)\s*(?:\s\(\s*{_NUMBER.format('first')}\s+{_REFUSED}\s*\)"
    rf"|[,;]\s+(?:but\s+|aber\s+)?{_NUMBER.format('second')}\s+{_REFUSED})[\s.]*\Z",
    re.IGNORECASE | re.DOTALL,
)
_BOUND = re.compile(
    r"(?P<value>.*\S)\s*(?:\s\(|,\s)\s*(?:(?:is\s+|ist\s+)?(?:not|never|nicht|kein|no|pas)\s+(?:attained|reached|angenommen"
    r"|a\s+maximum|a\s+minimum|maximum|minimum|máximo|mínimo|atteinte?))\s*\)?[\s.]*\Z",
    re.IGNORECASE | re.DOTALL,
)
_ASKS_BOUND = re.compile(r"(?i)supremum|infimum|\\(?:sup|inf)(?![A-Za-z])|borne\s+(?:sup|inf)|ínfimo|supremo|infimo")


def without_remark(question: Question, text: str) -> str:
    """Return a text without such a remark at its end; itself where none stands there."""
    found = _THROWN.fullmatch(text) if question.kind.is_solutions else None
    if found is not None and _stands_in(found["first"] or found["second"], found["value"]):
        return text  # `x = 4 or x = -2 (x = -2 is extraneous)`: nobody has taken it out
    if found is None and _ASKS_BOUND.search(question.prompt):
        found = _BOUND.fullmatch(text)
    if found is None and (found := _BEHIND.fullmatch(text)) is not None:
        remark = found["round"] or found["comma"]
        found = found if is_method(remark) else None
    return found["value"].rstrip(" ,;") if found is not None else checked_remarks.without_remark(question, text)


def _stands_in(number: str, text: str) -> bool:
    plain = text.replace("−", "-")
    if "±" in text or "\\pm" in text:
        return True  # one of both may be it
    return re.search(rf"(?<![\d./-]){re.escape(number.replace('−', '-'))}(?![\d/]|\.\d)", plain) is not None
