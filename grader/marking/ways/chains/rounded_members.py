"""Members of a chain with `≈` as numbers: which is what another one is rounded to, as it is proved."""

from __future__ import annotations

import re
from fractions import Fraction

from grader.claims.builders.setting import setting_of
from grader.claims.statements import Claim, Rounded, Statement, Within
from grader.errors import AnswerError
from grader.evidence import decide
from grader.language.tree import Node, symbols
from grader.marking.judging.judged import budget_of
from grader.marking.texts.field_texts import read_value
from grader.problems.question import Field, Question
from grader.verdict import Proof

MAX_DECIMALS = 50  # digits behind the point of a member that is compared with what it rounds
_DECIMAL = re.compile(r"-?(?:\d+|\d*\.(?P<places>\d+))")
_SPACING = re.compile(r"\\[,;:! ]|~|\s")
PERCENT = re.compile(r"(?<!\s)\s*+\\?%\s*+[.,;]?$")
POINT = re.compile(r"\d\.\d|(?<![\d.])\.\d")


def is_proved(question: Question, statement: Statement) -> bool:
    """Whether something is proved of members of a chain."""
    claim = Claim("member", "what is said of members of a chain", statement, setting=setting_of(question))
    return isinstance(decide(claim, budget_of(question)), Proof)


def are_rounded(question: Question, field: Field, first: str, second: str) -> bool:
    """Whether one of two members may be what the other one is rounded to."""
    found = [_DECIMAL.fullmatch(one.strip(" $.,;").replace("−", "-")) for one in (first, second)]
    if found[0] is None or found[1] is None or max(map(len, (first, second))) > MAX_DECIMALS:
        return is_near(question, field, first, second) or is_near(question, field, second, first)
    places = min(len(one["places"] or "") for one in found if one)
    apart = abs(Fraction(found[0][0]) - Fraction(found[1][0]))
    return bool(POINT.search(f"{first} {second}")) and apart * 2 <= Fraction(1, 10**places)


def is_near(question: Question, field: Field, exact: str, decimal: str) -> bool:
    """Whether a decimal is within one unit of its last place of a number without decimals, rounded or cut off."""
    match = _DECIMAL.fullmatch(decimal.strip(" $.,;").replace("−", "-"))
    places = len(match["places"] or "") if match else 0
    if not 0 < places <= MAX_DECIMALS or POINT.search(exact):
        return False
    tree, other = number_of(question, field, exact), number_of(question, field, decimal.strip(" $.,;"))
    if tree is None or other is None:
        return False
    return is_proved(question, Within(other, tree, Fraction(1, 10**places)))


def has_value(question: Question, field: Field, text: str) -> bool:
    """Whether a text is read, in one way, as a number."""
    return number_of(question, field, text) is not None


def number_of(question: Question, field: Field, text: str) -> Node | None:
    """Return a text as a number, None where it is read as anything else, or in two ways."""
    try:
        readings = read_value(question, field, text)
    except AnswerError:
        return None
    return readings[0].tree if len(readings) == 1 and not symbols(readings[0].tree) else None


def with_points(question: Question, text: str) -> str:
    """Return a text with points for its decimal commas, where the problem's numbers are written with them."""
    return COMMA.sub(".", text) if question.names.numbers == "continental" else text


COMMA = re.compile(r"(?<=\d)(?:,|\{,\})(?=\d)")


def rounds(question: Question, field: Field, exact: Node, text: str) -> bool:
    """Whether a decimal is proved to be what a number rounds to, at as many places as it has."""
    plain = with_points(question, _SPACING.sub("", text).rstrip(".,;").replace("−", "-"))
    percent = PERCENT.search(plain)
    match = _DECIMAL.fullmatch(plain[: percent.start()] if percent else plain)
    tree = number_of(question, field, text.rstrip(" .,;")) if match else None
    places = len(match["places"] or "") + (2 if percent else 0) if match else 0
    if match is None or tree is None or not places or places > MAX_DECIMALS:
        return False
    return is_rounded(question, tree, exact, places)


def is_rounded(question: Question, decimal: Node, exact: Node, places: int) -> bool:
    """Whether a decimal is proved to be what a number rounds to, at so many places."""
    return is_proved(question, Rounded(decimal, exact, None, places))
