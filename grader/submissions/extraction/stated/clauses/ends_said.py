"""What a sentence with several formulas ends in: `$-5$, so in the range $0..42$ this is $38$`.

It is the answer where words lead to it, or its left is the name that is asked for, and nothing in the sentence denies,
supposes, restricts or doubts. What stands before it may still say more: it gives credit, and is never refuted.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from grader.submissions.extraction.formulas import formulas
from grader.submissions.extraction.formulas.restricted import is_bare
from grader.submissions.extraction.paragraphs.lexeme import Lexeme
from grader.submissions.extraction.stated.clauses.clause_conditions import cleaned_text
from grader.submissions.extraction.stated.words_around.around import Around
from grader.submissions.extraction.stated.words_around.around_words import ENDS, WORD
from grader.submissions.extraction.words import cues
from grader.submissions.extraction.words.phrases import (
    CONDITIONAL,
    NEGATED,
    equivalence,
    label_at_end,
    starting,
    words,
)
from grader.submissions.extraction.words.prompts import PREPOSITIONS, Asked


def ends_in(around: Around, whole: str, main: str, inside: Sequence[Lexeme], spots: Sequence[int]) -> bool:
    """Whether the last of several formulas in the main part of a whole clause is what it comes to."""
    asked = around.asked
    if around.closed(main[spots[-1] + 1 :]).strip(ENDS) or _is_doubted(whole):
        return False
    rows = [formulas.assignment(cleaned_text(one)) for one in inside]
    own = [row is not None and asked.asks_for(row.left) for row in rows]
    last = rows[-1]
    if any(own[:-1]) or (last is not None and is_bare(last.left) and not own[-1]):
        return False  # what is asked for stands before it, or it is the value of something else
    between = main[spots[-2] + 1 : spots[-1]]
    return own[-1] or (_leads(asked, between) and around.leads(between))


def answer_behind(around: Around, whole: str, main: str, spots: Sequence[int]) -> int | None:
    """Return where the last of several formulas is called the answer, whatever is denied before: `the answer is $5$`.

    None where it is not, or a clause restricts, doubts or offers something else.
    """
    label = label_at_end().search(main[: spots[-1]], spots[-2] + 1)
    if label is None or around.closed(main[spots[-1] + 1 :]).strip(ENDS) or "?" in whole:
        return None
    restricts = (one for one in words(cues.CONDITION, cues.BINDING).finditer(whole) if one[0] not in PREPOSITIONS)
    is_first = starting(cues.CONDITION, cues.BINDING, cues.SUPPOSING).match(whole) is not None
    is_open = is_first or next(restricts, None) is not None or words(*_UNSETTLED).search(whole) is not None
    return None if is_open else label.start()


def _leads(asked: Asked, between: str) -> bool:
    """Whether words between two formulas say that the second one follows from the first, or is called the answer.

    None of them stands beside the first one as what is asked for, `$1200$ parameters, in total $1216$`, nor is a label.
    """
    if (own := _OF_ITS_OWN.fullmatch(between)) is not None:
        return asked.says(own["noun"])
    leads = words(cues.CUE, cues.CONCLUSION, cues.ANSWER).search(between)
    if (
        leads is None
        or ":" in between
        or "=" in between
        or any(map(asked.says, WORD.findall(between[: leads.start()])))
    ):
        return False
    if _GIVING.match(between) is not None:
        return True
    is_of_first = _APART.match(between) is None and words(cues.CONCLUSION, cues.PRONOUN).match(between.lstrip()) is None
    return not is_of_first  # `$x + 4$ is $15$`, `1 should be $15$` say something of the first


# A subject of its own behind `and`: `$3^4 = 81$ and the remainder is $4$`.
_OF_ITS_OWN = re.compile(
    r"[\s,;]*(?:and|und|et|y|e)\s+(?:(?:the|der|die|das|le|la|el|il|o)\s+|l['’]\s*)(?P<noun>[^\W\d_]{3,})\s+(?:is|ist|est|es|è|é)\s*"
)
_APART = re.compile(r"\s*[,;.(–—→]")
_GIVING = re.compile(
    r"\s*(?:gives?|giving|yields?|yielding|ergibt|ergeben|liefert|donne|donnent|da|dan|dà|danno|dá|dão|geeft|geven)(?!\w)"
)


def _is_doubted(main: str) -> bool:
    """Whether a clause denies, supposes, restricts, doubts, compares or checks something."""
    said = equivalence().sub(" ", main)
    return any(pattern.search(said) for pattern in (words(*_DOUBTS), NEGATED, CONDITIONAL)) or "?" in said


_UNSETTLED = (
    cues.ALTERNATIVE,
    cues.CHECKING,
    cues.OTHERS,
    cues.RETRACTION,
    cues.SUPPOSING,
    cues.TURNING,
    cues.UNSURE,
)
_DOUBTS = (
    cues.AGAINST,
    cues.ALTERNATIVE,
    cues.AMOUNT,
    cues.BINDING,
    cues.CHECKING,
    cues.CONDITION,
    cues.NEGATION,
    cues.RETRACTION,
    cues.SUPPOSING,
    cues.TURNING,
    cues.UNSURE,
)
