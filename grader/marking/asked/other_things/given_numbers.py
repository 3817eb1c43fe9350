r"""Letters to which a prompt gives a number, `$m = 2$ kg`, `TP = 8`: what is asked for is another value than theirs."""

from __future__ import annotations

import re

from grader.marking.asked.asked_names import asked_names
from grader.marking.asked.names.left_names import name_of
from grader.problems.question import Question

# What makes another thing of a value: then a letter may have a value besides the given one.
CHANGES = re.compile(
    r"(?i)updat|\bnew\b|after|next|step|iterat|chang|becom|rotat|reflect|transform|scale|shift|normali[sz]|project"
    r"|\bneue?|nach\b|schritt|aktualis|dreh|spiegel|änder|après|\bpas\b|nouv|itér|actualiz|nuev|después|paso|tras\b"
)
_SOLVED = re.compile(
    r"(?i)equation|gleichung|équation|ecuaci|solve|lös|résou|resuelv|such\s+that|so\s+that|value\s+of\s+\$?[a-z]\b"
)
_LETTERS = re.compile(r"[A-Za-z]|[A-Z]{2,3}|\\?[a-z]{2,7}(?<!and)")
# `(n, e) = (33, 3)`
_LISTED = re.compile(
    r"\(\s*(?P<names>[^\W\d_](?:\s*,\s*[^\W\d_])+)\s*\)\s*=\s*\(\s*[-−]?\d[\d.]*(?:(?:\s*,\s*|\s+)[-−]?\d[\d.]*)+[\s,]*\)"
)
_WORD = r"(?!(?:sin|cos|tan|exp|log|sqrt|mod|max|min|lim)(?!\w))[^\W\d_]{3,}"  # and no function
_ENDS = rf"(?=\s*(?:\$|[,;)]|\.(?!\d)|\Z|\\[,;]|%|(?:and|und|et|y|e)\b|[A-Za-z]{{1,3}}(?:/|\b)(?!\s*[-+−*^])|{_WORD}))"


def is_given_number(question: Question, left: str) -> bool:
    """Whether a left side is a letter to which the prompt gives a number, and no new value of it is asked for."""
    if question.kind.is_one_number != "always" or "=" not in question.lead + question.prompt:
        return False
    name = name_of(left)
    if name is None or name.kind != "bare" or name.above or _LETTERS.fullmatch(name.of) is None:
        return False
    said = f"{question.lead} {question.prompt}"
    given = re.search(rf"(?<![\w\\^}}]){re.escape(name.of)}\s*=\s*[-−]?\d[\d.,/]*{_ENDS}", said)
    is_given = given is not None or any(name.of in re.split(r"\s*,\s*", one["names"]) for one in _LISTED.finditer(said))
    if not is_given or CHANGES.search(said) is not None or _SOLVED.search(said) is not None:
        return False
    is_own = any(one == name for one in asked_names(question)) or name.of in {
        *question.names.symbols,
        *(field.symbol for field in question.fields.values()),
    }
    return (
        not is_own
        and re.search(rf"(?i)(?<![A-Za-z]){re.escape(name.of)}\$?[-\s](?:value|wert|valeur|valor)", said) is None
    )
