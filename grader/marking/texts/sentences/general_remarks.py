r"""Remarks that say what the problem says: `… for all t` of x_t, `(i = 1, …, n)` of a declared index, `… with β → ∞`.

A letter that only stands below others is general in any case; a range must be the declared one, a limit that of the
problem. Whatever else is said behind a formula stays.
"""

from __future__ import annotations

import re
from contextlib import suppress

from grader.errors import AnswerError
from grader.language.domains import Variable
from grader.language.limits import LIMITS
from grader.language.reader import read
from grader.language.spelling import canonical_name
from grader.language.tree import Const, Num
from grader.problems.question import Field, Question

INDICES = frozenset("ijklmnt")  # of which nothing need be left in a formula: `1/n for all i`
_LETTER = r"(?:\\[A-Za-z]{2,12}|[A-Za-z]|[α-ω])"
_BEFORE = r"(?:\s|\\q?quad|\\[,;: ]|[$,;(]|\\text\s?\{){1,12}"
_AFTER = r"[\s$).}]{0,8}\Z"
_DOTS = r"(?:\\[lc]?dots|…|\.\.\.|\.\.)"
_ALL = re.compile(
    rf"{_BEFORE}(?:(?:for|f\.)\s?(?:all|every|any|each)|\\forall|∀)[\s}}$]{{0,6}}(?P<letter>{_LETTER}){_AFTER}"
)
_RANGE = re.compile(
    rf"{_BEFORE}(?:(?:for|where|with)[\s$]{{1,4}})?(?P<letter>{_LETTER})\s?=\s?(?P<low>[\w+-]{{1,12}}?)\s?,?\s?"
    rf"(?:[\w+-]{{1,12}}\s?,\s?)?{_DOTS}\s?,?\s?(?P<high>[\w+ -]{{1,16}}?){_AFTER}"
)
_FROM = re.compile(
    rf"{_BEFORE}(?:(?:for|where|with)[\s$]{{1,4}})?(?P<letter>{_LETTER})\s?(?:=\s?(?P<low>[01])\s?,\s?(?P<next>[12])\s?,"
    rf"\s?(?:[23]\s?,\s?)?{_DOTS}|(?:∈|\\in(?![A-Za-z]))\s?(?:ℕ|N|\\mathbb\s?\{{?\s?N\s?\}}?)(?:_\{{?0\}}?|₀)?){_AFTER}"
)
_LIMIT = re.compile(
    rf"{_BEFORE}(?:(?:with|for|as|where|when|and)[\s}}$]{{1,4}})?(?P<letter>{_LETTER})\s?(?:→|->|\\to|\\rightarrow)\s?"
    rf"\+?(?:∞|\\infty|oo|infinity){_AFTER}"
)
_GREAT = re.compile(
    rf"{_BEFORE}(?:(?:with|for|as|where|when|and|if)[\s}}$]{{1,4}})?(?:(?P<letter>{_LETTER})[\s$]{{0,4}}(?:(?:is\s)?(?:very\s)?"
    rf"(?:large|big)|≫\s?[01]|>>\s?[01]|\\gg\s?[01])|(?:very\s)?large[\s$]{{1,3}}(?P<after>{_LETTER}))(?:\senough)?{_AFTER}"
)
_ENTRY = re.compile(
    rf"{_BEFORE}(?:(?:for|in|at)\s)?(?:each|every|all)\s(?:of\sthe\s)?(?P<letter>entr|component|coordinate|element)(?:y|ies|s)?{_AFTER}"
)
_EACH = re.compile(r"\b(?:each|every)\s(?:entry|component|coordinate|element)\b", re.IGNORECASE)


def without_general_remark(question: Question, field: Field, text: str) -> str:
    """Return a text without such a remark at its end; itself where none stands there."""
    if len(text) > LIMITS.max_text:
        return text
    for pattern, says_nothing in _REMARKS:
        said = pattern.search(text)
        if said is not None and said.start() and says_nothing(question, field, text[: said.start()], said):
            formula = text[: said.start()].strip(" (")
            return formula + "$" * (formula.count("$") % 2)
    return text


def _name(said: re.Match[str]) -> str:
    letter = str(said["letter"] or said["after"])
    with suppress(ValueError):
        return canonical_name(letter)
    return letter


def _variable(question: Question, name: str) -> Variable | None:
    return next((one for one in (*question.given, *question.for_all) if one.name == name), None)


def _is_below(question: Question, field: Field, formula: str, said: re.Match[str]) -> bool:
    """Whether a letter stands below others or nowhere, so that `for all` says nothing new."""
    letter = re.escape(said["letter"])
    below = re.compile(rf"_(?:{letter}(?![A-Za-z])|\{{[^{{}}]{{0,20}}{letter}[^{{}}]{{0,20}}\}})")
    is_index = (known := _variable(question, _name(said))) is not None and known.domain.is_integer
    is_new = known is None and _name(said) not in field.names.symbols
    elsewhere = re.search(rf"(?<![A-Za-z\\]){letter}(?![A-Za-z])", below.sub(" ", formula))
    is_general = below.search(formula) is not None or said["letter"] in INDICES
    return (is_index or is_new) and is_general and elsewhere is None


def _is_declared_range(question: Question, field: Field, formula: str, said: re.Match[str]) -> bool:
    """Whether a range is the one with which the problem declares an index."""
    index = _variable(question, _name(said))
    if index is None or index.domain.low is None or index.domain.high is None:
        return False
    with suppress(AnswerError):
        ends = [[one.tree for one in read(said[key], field.names)] for key in ("low", "high")]
        return ends == [[index.domain.low], [index.domain.high]]
    return False


def _is_declared_start(question: Question, field: Field, formula: str, said: re.Match[str]) -> bool:
    """Whether an index runs from where the problem declares it on: `n = 0, 1, 2, …`, `n ∈ ℕ` of one from 0 or 1."""
    index = _variable(question, _name(said))
    if index is None or not index.domain.is_integer or index.domain.high is not None:
        return False
    low = index.domain.low
    start = int(low.value) if isinstance(low, Num) and low.value in {0, 1} else None
    return start is not None and (said["low"] is None or (int(said["low"]), int(said["next"])) == (start, start + 1))


def _is_own_limit(question: Question, field: Field, formula: str, said: re.Match[str]) -> bool:
    """Whether a limit is the one in which the problem looks at its claims."""
    limit = question.limit
    return limit is not None and (limit.name, limit.point) == (_name(said), Const("oo"))


def _is_each(question: Question, field: Field, formula: str, said: re.Match[str]) -> bool:
    """Whether the problem asks for what each entry is."""
    return _EACH.search(question.prompt) is not None


_REMARKS = (
    *(
        (_ALL, _is_below),
        (_RANGE, _is_declared_range),
        (_FROM, _is_declared_start),
        (_LIMIT, _is_own_limit),
        (_GREAT, _is_own_limit),
    ),
    (_ENTRY, _is_each),
)
