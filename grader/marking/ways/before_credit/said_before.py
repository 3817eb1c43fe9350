"""The formulas that a derivation has shown to be equal to its end, found where they are said again in words behind it.

They count as a whole alone: in `4ab + 4ab`, `4ab!` or `2 4ab` something belongs to them. Of conditions and inequalities
no side says what they say, but solutions, `x = 4`, are told by their values, all of them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from grader.claims.derivations.lines import parts_of
from grader.marking.asked.wanted import LABELS
from grader.problems.declared.tree_kinds import is_condition
from grader.problems.question import Question
from grader.records import dataclass

MAX_FORMULA = 1_000  # characters of a formula that is looked for; a longer one is left to a person
MAX_SIDES = 40  # of the chain at the end that are looked for; those of a longer one are left to a person
MAX_LETTERS = 40  # of the word before a formula that are looked at
TAKEN = "\x00"  # stands in place of a formula that is said before
_CHAINED = re.compile(r"[\s&]*(?:[=<>≤≥≠≈∝]|\\(?:[lgn]eq?|approx|propto)(?![A-Za-z]))")
_MATHEMATICS = re.compile(r"(?<!\\)\$([^$]+)\$")
_OR = re.compile(r"\s+or\s+")
_TOKEN = re.compile(r"\\[A-Za-z]+|\d[\d.]*|\S")
_OPERAND = re.compile(r"[\w()]")
_PRODUCT = r"\s*(?:(?:[·*]|\\cdot(?![A-Za-z])|\\,)\s*)?"
_BEFORE = re.compile(r"(?:\A|[(\[“„]|[,;]\s|[^\W\d_](?:\.|\s?:)\s|(?<![\\\w])[^\W\d_]{2,}\s)\s*\Z")
_BEHIND = re.compile(r"\s*(?:\Z|[.,;](?=\s|\Z)|[)\]}”]|[:,;]\s+[^\W\d_]{2})|\s+(?:\(\s*)?[^\W\d_]{2,}(?![\w(^])")
_LAST_WORD = re.compile(r"(?<![\\\w])[^\W\d_]+\Z")
_WORDS = re.compile(r"\s+[^\W\d_]{2}")


@dataclass(frozen=True)
class SaidBefore:
    """Formulas without blanks, long ones first, those of the prompt, and the solutions of `letter`.

    All `values` of the solutions must be said, where one is.
    """

    formulas: tuple[str, ...]
    of_prompt: tuple[str, ...] = ()
    letter: str = ""
    values: frozenset[str] = frozenset()


def said_before(question: Question, lines: Sequence[str]) -> SaidBefore:
    """Return the formulas that count behind the lines of a derivation: what is asked for, and the sides at its end."""
    asked = [question.start_text, question.end_text] if question.start is not None else []
    found = [*asked, question.show_text, "=".join(one for one in asked if one)]
    first = max((place for place, line in enumerate(lines) if _CHAINED.match(line) is None), default=0)
    chain = " ".join(lines[first:])
    parts = parts_of(chain, 0)
    letter, values = "", frozenset[str]()
    if question.start is not None and is_condition(question.start):
        letter, values = _solutions(question)
    elif {part.sign for part in parts[1:]} == {"="} and len(parts) <= MAX_SIDES:
        found += [part.text for part in parts]
    prompt = _MATHEMATICS.findall(f"{question.lead} {question.prompt}")
    return SaidBefore(_tight([*found, chain, *values]), _tight(prompt), letter, values)


def _tight(formulas: Sequence[str]) -> tuple[str, ...]:
    tight = {"".join(one.split()) for one in formulas if len(one) <= MAX_FORMULA}
    return tuple(sorted(tight - {""}, key=lambda one: (-len(one), one)))


def _solutions(question: Question) -> tuple[str, frozenset[str]]:
    """Return the letter and the values of an end that is its solutions, `x = 0 or x = 4`; else empty."""
    pairs = [parts_of(one, 0) for one in _OR.split(question.end_text)]
    letters = {parts[0].text for parts in pairs}
    is_solved = all([part.sign for part in parts] == ["", "="] for parts in pairs) and len(letters) == 1
    letter = letters.pop()
    if not is_solved or letter not in question.names.symbols:
        return "", frozenset()
    return letter, frozenset("".join(parts[1].text.split()) for parts in pairs)


def without_formulas(line: str, said: SaidBefore) -> str | None:
    """Return a line with a mark in place of what is said before; None where only some of the solutions are said."""
    found = set[str]()
    for one in said.formulas:
        bare = _pattern(one).sub(_apart, line)
        found |= {one} if bare != line else set()
        line = bare
    if not said.values.isdisjoint(found) and not said.values <= found:
        return None
    for one in said.of_prompt:
        line = _pattern(one).sub(lambda match: _apart(match) if _is_argument(match) else match[0], line)
    return line


def _pattern(formula: str) -> re.Pattern[str]:
    """Return what finds a formula, perhaps in brackets, with blanks and with signs of products between its factors."""
    tokens = _TOKEN.findall(formula)
    found = re.escape(tokens[0])
    for left, right in pairwise(tokens):
        is_product = _OPERAND.match(left[-1]) is not None and _OPERAND.match(right[0]) is not None
        found += (_PRODUCT if is_product else r"\s*") + re.escape(right)
    return re.compile(rf"\(\s*{found}\s*\)|{found}")


def _apart(match: re.Match[str]) -> str:
    """Return a mark in place of a formula by itself; else the formula, to which something beside it belongs."""
    before, after = match.string[: match.start()], match.string[match.end() :]
    is_first = not before.strip() or _BEFORE.search(before[-MAX_LETTERS:]) is not None
    return f" {TAKEN} " if is_first and _BEHIND.match(after) is not None else match[0]


def _is_argument(match: re.Match[str]) -> bool:
    """Whether a formula stands behind `of`, with words behind it: `the derivative of x^2 is`."""
    word = _LAST_WORD.search(match.string[: match.start()].rstrip()[-MAX_LETTERS:])
    return (
        word is not None and word[0].casefold() in LABELS["of"] and _WORDS.match(match.string, match.end()) is not None
    )
