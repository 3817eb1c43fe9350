"""Values that stand beside the last one: entries of an array, `x = 1, so y = 2`, members of the set that is asked for.

Of `x >= 1: x = 3; x < 1: x = -1` the last one alone is never refuted.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from grader.problems.question import Question
from grader.records import replace
from grader.submissions.extraction.formulas.formulas import assignment
from grader.submissions.extraction.formulas.restricted import is_bare
from grader.submissions.extraction.found import Found
from grader.submissions.extraction.stated.leading.steps import bare_left
from grader.submissions.extraction.words.prompts import Asked, goes_before
from grader.wording import writing_notices

MIN_ENTRIES = 2  # letters with a value each
_VALUE = r"(?:_\{?\w{1,3}\}?)?\s*=\s*(?P<value>(?!0\d)[-−+]?\s*[\d\\][^=,;:$\s]*)"


def with_members_beside(asked: Asked, texts: list[Found], place: int, found: Sequence[Found]) -> list[Found]:
    """Return candidates with the one that may give credit as never refuted, where another value of its letter is given.

    It may be one of the members of the set that is asked for.
    """
    one = texts[place]
    row = assignment(one.text) if asked.question.kind.is_set and one.kind in {"formula", "answer"} else None
    if row is None or not is_bare(row.left) or one.spared:
        return texts
    stands = re.compile(rf"(?<![\w\\]){re.escape(bare_left(row.left))}{_VALUE}")
    own = "".join(one.text.split())
    told = (each.text or each.name for each in found if each.kind in {"formula", "doubtful", "context"})
    if not any(_gives_another(asked, stands, text, own) for text in told):
        return texts
    return [*texts[:place], replace(one, spared=writing_notices.MAY_PIECE_ANSWER), *texts[place + 1 :]]


def with_entries_apart(question: Question, texts: list[Found]) -> list[Found]:
    """Return candidates with a doubt where numbers are given for several letters and an array is asked for.

    `x = 1, so y = 2`: they may be its entries, and none of them is the answer.
    """
    rows = [assignment(one.text) for one in texts if one.kind == "formula"] if question.kind.is_array else []
    single = [row for row in rows if row is not None and is_bare(row.left) and not set("[({") & set(row.right)]
    if len({bare_left(row.left) for row in single}) < MIN_ENTRIES:
        return texts
    last = texts[-1]
    return [*texts, Found("doubtful", last.text, last.source, writing_notices.MAY_PIECE_ANSWER)]


def _gives_another(asked: Asked, stands: re.Pattern[str], text: str, own: str) -> bool:
    """Whether an equation for the letter gives a value that does not stand in the answer's `own` text."""
    return any(
        match["value"].strip(" .") not in own
        and not goes_before(text[: match.start()])
        and not asked.names_formula(match[0])
        for match in stands.finditer(text)
    )
