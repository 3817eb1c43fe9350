r"""A letter that is said to be any integer, `x = k π, where k is an integer`, as the language writes it: `k in Z`.

The letter is one of the answer's own, which stands before what says so. Who leaves that out may mean any integer, or
one that is known.
"""

from __future__ import annotations

import re

from grader.marking.texts.sets.residues import ANY_INTEGER, INTEGERS
from grader.problems.question import Question

MAX_CHARACTERS = 300  # of a text that may say so
_INTRODUCING = (
    r"(?:(?:with|where|for|mit|für|wobei|avec|où|pour|con|donde|per|para|dove|com|onde)\s+)?"
    r"(?:(?:all|any|every|each|alle|jedes|tout|todo|ogni)\s+)?"
)
_LETTER = r"\$?(?P<{}>[a-zA-Z])\$?"
_DOTTED = r"0\s*,\s*(?:±|\\pm)\s*1\s*,\s*(?:±|\\pm)\s*2\s*(?:,\s*)?(?:…|\.{2,3}|\\[lc]?dots)"
_APART = re.compile(r"(?:[\s$,;:(|]|\\q?quad(?![A-Za-z])|\\[,;:! ])+")
_TAIL = re.compile(
    rf"{_INTRODUCING}(?:{_LETTER.format('member')}\s*{INTEGERS}|{ANY_INTEGER}\s+{_LETTER.format('behind')}"
    rf"|{_LETTER.format('before')}\s*,?\s*(?:(?:is|being|ist|est|es|è|é)\s+)?{ANY_INTEGER}"
    rf"|{_LETTER.format('dotted')}\s*=\s*{_DOTTED})[\s$).]*(?P<end>\\?\}}?)[\s$.]*",
    re.IGNORECASE,
)
_PARTED = re.compile(r"(?:[\s,;:(|]|\\q?quad|\\[,;:! ])+\Z")
_BOUNDS = re.compile(r"[<>≤≥]|\\(?:[lg]eq?|[lg]t)(?![A-Za-z])")  # between which the letter is itself what is asked for
_HEAD = re.compile(r"(?<![A-Za-z])(?:where|with|for|mit|für|if)(?![A-Za-z])", re.IGNORECASE)


def with_integers(question: Question, text: str) -> str:
    """Return a text that ends with `k in Z` in the place of what says that its letter k is an integer."""
    found = _found(text) if len(text) <= MAX_CHARACTERS else None
    if found is None:
        return text
    letter = next(filter(None, (found[name] for name in ("member", "behind", "before", "dotted"))))
    head = _PARTED.sub("", text[: found.start()])
    is_own = letter not in question.names.symbols and re.search(rf"(?<![A-Za-z\\]){letter}(?![A-Za-z])", _spaced(head))
    if not is_own or _HEAD.search(head) or _BOUNDS.search(head):
        return text
    is_inside = bool(found["end"])
    if is_inside != (head.count("{") > head.count("}")):
        return text
    return f"{head} : {letter} \\in Z {found['end']}" if is_inside else f"{_closed(head)}, {letter} \\in Z"


def _found(text: str) -> re.Match[str] | None:
    """Return the match that ends a text, behind what parts it from the rest."""
    for apart in _APART.finditer(text):
        if (found := _TAIL.fullmatch(text, apart.end())) is not None:
            return found
    return None


def _spaced(text: str) -> str:
    """Return a text with its letters apart from words: `kπ` and `2k` hold the letter k."""
    return re.sub(r"\\?[A-Za-z]{2,}", lambda word: " ".join(word[0]) if len(word[0]) == 2 else " ", text)


def _closed(head: str) -> str:
    """Return what stands before, as one formula with what follows."""
    return head.replace("$", " ")
