r"""The last look at formulas with their decimals behind them: `ln 2/k = 0.693/k`, `x = ±√(3/a) = ±1.732/√a`.

Nobody means that both are equal, as with numbers, `ln 2 = 0.693`. Where the member before is right and has, at several
values of the letters, what the last one is rounded from, it is open.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from fractions import Fraction
from itertools import product
from typing import Final

from grader.claims.chains import chain
from grader.claims.statements import Within
from grader.errors import AnswerError
from grader.language.reader import read
from grader.language.tree import Array, Div, Node, Num, Tup, symbols
from grader.language.tree.substitute import substitute
from grader.marking.answer import Answer
from grader.marking.read import trees_of
from grader.marking.texts.text_pieces import pieces_of
from grader.marking.ways.candidates import between_right
from grader.marking.ways.chains.rounded_members import is_proved
from grader.problems.question import Question
from grader.verdict import Verdict

MAX_CHARACTERS = 300  # of a text that is looked into
MAX_APART = Fraction(1, 10)  # of itself that a rounded value may be off
# What letters stand for, one behind the other; two points that are all within a rounding tell it from another formula.
_VALUES: Final = (Fraction(1, 2), Fraction(2), Fraction(1, 3), Fraction(3), Fraction(3, 4), Fraction(5))
_ENOUGH = 2  # points at which both have a value

_ROUNDS = re.compile(r"≈|\\approx(?![A-Za-z])")
_DECIMAL = re.compile(r"\d*\.\d+")
_ENDING = re.compile(r"(?:\A|[<>≤≥])(?P<exact>[^<>≤≥=]+)=(?P<decimal>[^<>≤≥=]+)\Z")
_BOTH = re.compile(r"\A\s*(?:±|\\pm(?![A-Za-z]))\s*")

Mark = Callable[[Question, Answer], Verdict]


def before_zero(question: Question, answer: Answer, verdict: Verdict, mark: Mark) -> Verdict:
    """Return the verdict on a formula that is refuted, open where it only rounds a right one before it."""
    may_be = question.kind.is_expression or question.kind.is_set
    if len(answer.fields) > 1 or not may_be or question.tolerance is not None:
        return verdict
    ((name, field),) = answer.fields.items()
    said = [_ROUNDS.sub("=", one) for one in dict.fromkeys((field.text, field.said))]
    typed = [one for one in said if "=" in one and len(one) <= MAX_CHARACTERS]
    texts = (other for one in typed if _DECIMAL.search(one) for other in _without_decimals(question, name, one))
    return between_right(question, (name, field), texts, verdict, mark)


def _without_decimals(question: Question, name: str, text: str) -> Iterator[str]:
    """Yield a text without the last members of its chains that only round the one before, and what these round."""
    pieces = [one.text for one in pieces_of(question, text) if not one.is_list]
    plain = text
    for piece in dict.fromkeys((*pieces, text.strip(" $.\n"))):
        *others, last = chain(piece).members
        exact = next((one for one in others if _is_rounded(question, name, one, last)), None)
        if exact is None:
            continue
        if not question.kind.is_set:
            yield exact
        plain = plain.replace(piece, piece[: piece.rindex(last)].rstrip(" =≈"), 1)
    if plain != text:
        yield plain
    ending = _ENDING.search(text) if question.kind.is_set else None  # `t > ln 3/k = 1.0986/k`
    if ending is not None and _is_rounded(question, name, ending["exact"], ending["decimal"]):
        yield text[: ending.end("exact")]


def _is_rounded(question: Question, name: str, exact: str, decimal: str) -> bool:
    """Whether a formula with decimals has at several points the values of another one, within its last places."""
    decimals = _DECIMAL.findall(decimal)
    steps = [Fraction(1, 2 * 10 ** len(one.partition(".")[2])) / (Fraction(one) or 1) for one in decimals]
    is_one_sign = bool(_BOTH.match(exact)) == bool(_BOTH.match(decimal))
    if not steps or max(steps) > MAX_APART or not is_one_sign:
        return False
    firsts, lasts = (_trees(question, name, _BOTH.sub("", one)) for one in (exact, decimal))
    return any(_are_near(question, first, last, max(steps)) for first, last in product(firsts, lasts))


def _trees(question: Question, name: str, text: str) -> list[Node]:
    """Return the trees of a value, or of a member of a set."""
    if not question.kind.is_set:
        return trees_of(question, name, text)
    try:
        return [one.tree for one in read(text.strip(), question.fields[name].names, "expression", None)]
    except AnswerError:
        return []


def _are_near(question: Question, exact: Node, decimal: Node, step: Fraction) -> bool:
    """Whether two formulas in the same letters, or the entries of two lists, are so near each other."""
    if isinstance(exact, Array | Tup) and isinstance(decimal, Array | Tup):
        pairs = [*zip(exact.items, decimal.items, strict=False)]
        return len(exact.items) == len(decimal.items) and all(_are_near(question, *pair, step) for pair in pairs)
    if exact == decimal:
        return True
    if symbols(exact) != symbols(decimal):
        return False
    ratio, points = Div(decimal, exact), 0
    for shift in range(len(_VALUES)):
        letters = sorted(symbols(ratio))
        values: dict[str, Node] = {
            one: Num(_VALUES[(shift + place) % len(_VALUES)]) for place, one in enumerate(letters)
        }
        points += is_proved(question, Within(substitute(ratio, values), Num(Fraction(1)), None, step))
    return points >= _ENOUGH
