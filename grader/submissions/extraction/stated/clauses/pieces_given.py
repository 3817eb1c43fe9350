"""Why a value that a clause gives may be no more than a piece of what is asked for, or one at another place."""

from __future__ import annotations

import re

from grader.submissions.extraction.paragraphs.clause import Clause
from grader.submissions.extraction.paragraphs.lexeme import Lexeme
from grader.submissions.extraction.pieces.entries_said import says_other_order
from grader.submissions.extraction.stated.clauses.clause_conditions import cleaned_text
from grader.submissions.extraction.stated.clauses.clause_values import BETWEEN_VALUES
from grader.submissions.extraction.stated.clauses.other_places import is_at_other_place
from grader.submissions.extraction.words.phrases import F
from grader.submissions.extraction.words.prompts import Asked
from grader.wording import writing_notices

_EACH = re.compile(
    r"(?<!\w)(?:both|each|all|every|equal|beide|alle|jede\w*|jeweils|gleich|tou(?:te)?s|chaque|chacun\w*|ambos|todos|cada)(?!\w)"
)
_NUMBER = re.compile(r"[-−]?\d+(?:[.,/]\d+)?")
_TO = re.compile(rf"{F}\s+(?:to|through|till|bis|à|al?|até|ad|tot)\s+\Z")
_GOES_ON = re.compile(r"[,;]\s*[.…]\s*$")  # of `1, 2, 3, …`
_DOTS = re.compile(r"\.{3}\s*$")
_LAST = frozenset(".…")  # with which both end


def is_less(asked: Asked, clause: Clause, around: tuple[str, str, int], text: str, before: list[str]) -> str:
    """Return why what a clause gives is a piece of what is asked for, or ordered otherwise; else empty.

    `around` are the words before and behind it, and where the clause ends.
    """
    lead, tail, stop = around
    is_behind = F in lead and BETWEEN_VALUES.fullmatch(lead[lead.rfind(F) + 1 :]) is not None
    is_number = bool(before) and _NUMBER.fullmatch(before[-1].strip()) is not None
    is_range = is_number and _TO.search(lead) is not None
    if is_range or (is_behind and (is_number or asked.question.kind.is_set)):  # the last of `$2$ and $5$`
        return writing_notices.PIECE_ANSWER_NO_RULE
    if (
        _is_mirrored(asked, clause.skeleton[stop:], text)
        or _is_of_each(asked, f"{lead} {tail}", text)
        or _goes_on(clause, text)
    ):
        return writing_notices.PIECE_ANSWER_NO_RULE
    if asked.question.kind.is_shape and says_other_order(asked, clause.skeleton):
        return writing_notices.SIZES_IN_OTHER_ORDER
    return ""


def elsewhere(asked: Asked, clause: Clause, formula: Lexeme, text: str) -> str:
    """Return why a value is one at another place than the problem's, by what stands before it; else empty."""
    formulas_ = clause.formulas
    place = next((n for n, one in enumerate(formulas_) if one is formula), 0)
    before = [cleaned_text(one) for one in formulas_[:place]]
    return writing_notices.SENTENCE_SAYS_SOMETHING_ELSE if is_at_other_place(asked, before, text) else ""


def _goes_on(clause: Clause, text: str) -> bool:
    """Whether dots behind several values say that there are more of them: `1, 2, 3 ...`."""
    if clause.lexemes[-1].raw.rstrip()[-1:] not in _LAST:
        return False
    raw = clause.raw()
    return _GOES_ON.search(raw) is not None or ("," in text and _DOTS.search(raw) is not None)


def _is_of_each(asked: Asked, around: str, text: str) -> bool:
    """Whether one value is said of several entries of a list that is asked for: `both are $1/2$`."""
    is_list = asked.question.kind.written == "list" and not asked.question.kind.is_set
    return is_list and _EACH.search(around) is not None and not re.search(r"[\[({]", text)


def _is_mirrored(asked: Asked, behind: str, text: str) -> bool:
    """Whether a reason left aside may add to one solution: `$(1, 0)$, by symmetry`."""
    is_one = asked.question.kind.is_set and not re.search(r"[{±]|\\pm(?![a-z])|\\cup", text)
    return is_one and re.search(r"(?<!\w)(?:symm|sym[eé]t|sim[eé]tr)", behind) is not None
