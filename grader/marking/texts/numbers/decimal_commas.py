r"""Decimal commas where nothing else can be meant: `{0,5; 1,5}`, `x = 0,5 oder x = 1,5`, `y = 1,5x - 0,5`.

Where fractions are expected, semicolons part what commas do not, an equation gives its letter one value, and what
stands behind the last `and` of a list is one member. A part of an equation is none. In a list of so many numbers as are
expected, commas between digits cannot list where they would list more. A number that may have a mark of thousands
settles nothing, nor does a text with points.
"""

from __future__ import annotations

import re

from grader.claims.chains import depths
from grader.language.tree import Array, Div, Num, walk
from grader.marking.texts.numbers.comma_numbers import EITHER
from grader.problems.declared.tree_kinds import holds_points, holds_sets
from grader.problems.question import Question

MAX_CHARACTERS = 200  # of a text that is looked into
_COMMA = re.compile(r"(?<=\d)(?:,|\{,\})(?=\d)")
_POINT = re.compile(r"\d\.\d")
_NUMBER = r"[-−+]?\s?\d{1,9}(?:(?:,|\{,\})\d{1,9})?"
_NAME = r"\\?[^\W\d_]{1,7}(?:_?\{?\d\}?|[₀-₉])?"
_REL = r"(?:[=≈<>≤≥]|<=|>=|\\(?:approx|[lg]eq?)(?![A-Za-z]))"
_WORD = r"(?:\s(?:oder|or|und|and|ou|et|o|y|e|v|sowie)\s|\s?(?:∨|∧|\\(?:lor|vee|land|wedge)(?![A-Za-z]))\s?)"
_SEVERAL = re.compile(
    rf"[\s$]*{_NAME}\s?{_REL}\s?{_NUMBER}(?:(?>{_WORD}|\s?;|,\s)[\s$]*(?>{_NAME})\s?{_REL}(?>\s?){_NUMBER})+[\s$.]*"
)
_PARTED = re.compile(
    rf"(?P<left>[^=;{{}}()\[\]]{{1,20}}=\s?)?[\s$]*(?:\\?\{{|[(\[\]])?\s?{_NUMBER}(?:\s?;(?>\s?){_NUMBER})+\s?(?:\\?\}}|[)\[\]])?[\s$.]*"
)
_TWO = re.compile(rf"[\s$]*{_NUMBER}{_WORD}[-−+]?\s?\d{{1,9}}(?:,|\{{,\}})\d{{1,9}}[\s$.]*")
_ENDS = re.compile(
    rf"(?P<left>[^=;{{}}()\[\]]{{1,20}}=\s?)?[\s$]*[(\[\]]\s?{_NUMBER}(?:\s,\s?|,\s){_NUMBER}\s?[)\[\]][\s$.]*"
)
_LISTED = re.compile(rf"[\s$]*{_NAME}\s?=\s?{_NUMBER}(?:,\s?\d+)*[\s$.]*")
_LIST = re.compile(r"(?P<left>[^()\[\]|;]{0,20}?)[(\[](?P<entries>[^()\[\]]{3,80})[)\]][\s$.]*")
_ENTRY = re.compile(_NUMBER)


def settled(question: Question, text: str) -> str:
    """Return a text with points for its decimal commas where nothing else can be meant; else the text."""
    numbers = _COMMA.findall(text) if len(text) <= MAX_CHARACTERS else []
    if not numbers or _POINT.search(text) or all(map(EITHER.fullmatch, re.findall(r"\d+(?:,|\{,\})\d+", text))):
        return text
    if question.kind.is_array:
        return _in_list(question, text)
    if question.kind.is_condition and _is_one_equation(text):
        return _COMMA.sub(".", text)
    are_numbers = not any(holds_points(tree) or holds_sets(tree) for tree in question.accepted)
    ways = (_SEVERAL,) if question.kind.is_condition else (_SEVERAL, _PARTED, _TWO, _ENDS)
    is_settled = are_numbers and _has_fractions(question) and any(way.fullmatch(text) for way in ways)
    return _COMMA.sub(".", text) if is_settled else text


def _has_fractions(question: Question) -> bool:
    """Whether no list of whole numbers can be right: pairs of divisors may be listed, `1,12; 2,6; 3,4`."""
    parts = [[*walk(tree)] for tree in question.accepted]
    return all(
        any(isinstance(one, Div) or (isinstance(one, Num) and one.value.denominator > 1) for one in tree)
        for tree in parts
    )


def _is_one_equation(text: str) -> bool:
    """Whether a text is one equation of several letters, of which no part between commas is another."""
    is_one = text.count("=") == 1 and re.search(r"[<>≤≥;(\[]", text) is None and _LISTED.fullmatch(text) is None
    has_two = len(re.findall(r"[A-Za-z]", text)) > 1
    return is_one and has_two and len(re.findall(r",|\{,\}", text)) == len(_COMMA.findall(text))


def _in_list(question: Question, text: str) -> str:
    """Return a list of as many numbers as are expected, where commas between digits would make it longer."""
    sizes = {len(tree.items) if isinstance(tree, Array) else 0 for tree in question.accepted}
    nested = any(isinstance(one, Array) for tree in question.accepted if isinstance(tree, Array) for one in tree.items)
    match = _LIST.fullmatch(text.replace("\\left", "").replace("\\right", ""))
    if match is None or len(sizes) != 1 or nested or any(depths(match["entries"])):
        return text
    entries = [one.strip() for one in re.split(r"\s*[;|]\s*|,\s+|\s,|\s+(?=[-−]?\d)", match["entries"].strip())]
    if len(entries) not in sizes or not all(map(_ENTRY.fullmatch, entries)):
        return text
    return f"{match['left']}({', '.join(_COMMA.sub('.', one) for one in entries)})"
