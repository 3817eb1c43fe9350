"""The last look at members that words or brackets describe: `node 1 (3 edges) and node 4 (1 edge)`, `2 since …, 3 …`.

Clauses that begin alike with a number each, behind the same words or none, may name the members of a set; what follows
each number is told of it. Where the numbers together are proved right, the answer is open.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from grader.claims.chains import parts_outside
from grader.marking.answer import Answer
from grader.marking.ways.candidates import between_right
from grader.problems.question import Question
from grader.verdict import Verdict

MAX_CHARACTERS = 400  # of a text that is looked into
_CLAUSES = re.compile(r"[;\n]|,|\.(?=\s)|(?<=\s)(?:and|und|et|y|e|also|or|oder|ou)(?=\s)")
_FIRST = re.compile(
    r"(?:both\s+|(?:and|und|et|y|also)\s+)?(?P<before>(?:[^\W\d_]+\s+){0,3}|[^\W\d_]\s*=\s*)(?:(?:no|nr)\.?\s*)?#?"
    r"(?P<number>[-−]?\d{1,9}(?:[./]\d{1,6})?)(?P<rest>\s*\Z|\s+[^\W\d_]{2}|\s*\(|\s*:|\s*[-–—]>?\s)",
    re.IGNORECASE,
)
_WORDS = re.compile(r"[^\W\d_]{2}|\(")

Mark = Callable[[Question, Answer], Verdict]


def before_zero(question: Question, answer: Answer, verdict: Verdict, mark: Mark) -> Verdict:
    """Return the verdict on a set that is refuted, open where the numbers that clauses begin with make it."""
    if len(answer.fields) > 1 or not question.kind.is_set:
        return verdict
    ((name, field),) = answer.fields.items()
    text = (field.said or field.text).strip(" $.\n")
    if len(text) > MAX_CHARACTERS or _WORDS.search(text) is None:
        return verdict
    return between_right(question, (name, field), _members(text), verdict, mark)


def _members(text: str) -> Iterator[str]:
    """Yield the set of the numbers that clauses begin with as the first one does."""
    clauses = parts_outside(text, _CLAUSES)
    found = [one for clause in clauses if (one := _FIRST.match(clause)) is not None]
    if not found or _FIRST.match(clauses[0]) is None:
        return
    alike = [one for one in found if _lead(one) == _lead(found[0])]
    described = [one for one in alike if one["rest"].strip()]
    if described or len(found) > len(alike):
        yield f"{{{', '.join(one['number'].replace('−', '-') for one in alike)}}}"


def _lead(clause: re.Match[str]) -> str:
    words = clause["before"].casefold().split()
    return " ".join(words[1:] if words and words[0] in {"the", "der", "die", "das", "le", "la", "el"} else words)
