"""Words between conditions that are signs of logic: `x^2 = 4 iff x = 2 or x = -2`.

In a condition itself they belong to it, and so does what stands in brackets; behind words alone, `this implies x = 2`,
they end a sentence.
"""

from __future__ import annotations

import re

from grader.claims.chains import depths
from grader.claims.derivations.lines import SIGN, is_signed
from grader.language.tree import Logic, Node, walk
from grader.problems.declared.tree_kinds import is_condition
from grader.problems.question import Question

MAX_READ = 2_000  # characters of a line that is looked at; a longer one is read as it stands
_ARROWS = (
    (re.compile(r"(?<![\w\\])(?:iff|if and only if|is equivalent to)(?!\w)"), "⇔"),
    (re.compile(r"(?<![\w\\])implies(?: that)?(?!\w)"), "⇒"),
    (re.compile(r"(?<![\w\\])(?:genau dann,? wenn|gdw\.?)(?!\w)"), "⇔"),
    (re.compile(r"(?<![\w\\])(?:Or|oder|Oder)(?!\w)"), "or"),
    (re.compile(r"(?<![\w\\])und(?!\w)"), "and"),
)


def is_joined(question: Question) -> bool:
    """Whether a derivation leads from a condition to another one, in none of which one implies another."""
    start = question.start
    ends = [tree for tree in (start, question.end) if tree is not None]
    return start is not None and is_condition(start) and not any(map(_has_arrow, ends))


def _has_arrow(tree: Node) -> bool:
    return any(isinstance(node, Logic) and node.op in {"iff", "implies"} for node in walk(tree))


def with_arrows(text: str) -> str:
    """Return a text with signs for the words between its conditions, and before them in lines of their own."""
    return "\n".join(map(_with_arrows, text.split("\n")))


def _with_arrows(line: str) -> str:
    if len(line) > MAX_READ:
        return line
    for word, sign in _ARROWS:
        depth, found, start = depths(line), list[str](), 0
        for match in word.finditer(line):
            before = line[start : match.start()]
            is_between = not before.strip(" $&") if not start else False
            if not depth[match.start()] and (is_between or _ends_with_condition(before)):
                found += [before, sign]
                start = match.end()
        line = "".join([*found, line[start:]])
    return line


def _ends_with_condition(before: str) -> bool:
    """Whether a relation stands before a word, and no sign whose right side is missing."""
    last = SIGN.split(before)[-1] or ""
    return is_signed(before) and bool(last.strip(" $&"))
