r"""Sets and conditions with `≈`: `t \ge 10 \ln 2 \approx 6.93`, `x \approx 1.41` where a tolerance stands."""

from __future__ import annotations

import re

from grader.claims.builders.setting import setting_of
from grader.claims.statements import Claim, Equal
from grader.errors import AnswerError
from grader.evidence import decide
from grader.language.reader import read
from grader.language.tree import Node, symbols
from grader.marking.answer import FieldAnswer
from grader.marking.judging.judged import budget_of
from grader.marking.ways.chains.approximate import ROUNDED
from grader.marking.ways.chains.rounded_members import MAX_DECIMALS, is_rounded
from grader.problems.question import Field, Question
from grader.records import replace
from grader.verdict import Proof

_ABOUT = r"(?:≈|≃|≅|\\(?:approx|simeq|cong)(?![A-Za-z]))"
_SIGN = re.compile(_ABOUT)
_END = (
    r"(?=[^\S\n]*\n|\s*(?:$|[,;})\]$.]|\\[,;})\]]|\\(?:text|lor|land|vee|quad|qquad)|(?:or|and|oder|und|ou|et|o|y)\b))"
)
# The last side of a relation, or a member of a list, and the decimal behind it, perhaps with the same signs before.
_TAIL = re.compile(
    rf"(?P<exact>[^=<>≤≥≈,;∈|{{}}\n]*(?:\{{[^{{}}]*\}}[^=<>≤≥≈,;∈|{{}}\n]*)*?)\s*{_ABOUT}\s*"
    rf"(?P<both>(?:±|\\pm)\s*)?(?P<decimal>[-−]?\s*(?:\d+\.(?P<places>\d+)|\d+)){_END}"
)
_IN_BRACKETS = re.compile(rf"[^\S\n]+\(\s*({_ABOUT}\s*(?:(?:±|\\pm)\s*|[-−])?\d+(?:\.\d+)?)\s*\)")  # `√2 (≈ 1.41)`
_LED = re.compile(r".*(?:\\(?:le|ge|leq|geq|lt|gt|in)(?![A-Za-z])|\b(?:or|and|oder|und|ou|et)\b)", re.DOTALL)
_BOTH = re.compile(r"\A\s*(?:±|\\pm(?![A-Za-z]))\s*")


def with_exact_sides(question: Question, name: str, answer: FieldAnswer) -> FieldAnswer:
    """Return an answer without the decimals that its exact sides are proved to be rounded to.

    Where a tolerance stands, a decimal behind a name alone is its value. Everything else with `≈` stays open, and so
    does `pi = 3.14`, which never holds, and is not meant so.
    """
    if answer.error is not None or answer.candidates is not None:
        return answer
    field = question.fields[name]
    if question.tolerance is None and has_equal_decimal(question, field, answer.text):
        return replace(answer, error=ROUNDED)
    if _SIGN.search(answer.text) is None:
        return answer
    text = _TAIL.sub(lambda tail: _exact(question, field, tail), _IN_BRACKETS.sub(r" \1", answer.text))
    if question.tolerance is not None:
        text = re.sub(rf"(^|[,;{{(\[])\s*{_ABOUT}", r"\1 ", _SIGN.sub("=", text) if "=" not in text else text)
    if _SIGN.search(text):
        return replace(answer, error=ROUNDED)
    return replace(answer, text=text, written=answer.written or answer.text)


_PARTS = re.compile(
    r"([=<>≤≥,;|]|\\(?:[{}]|(?:le|ge|leq|geq|lt|gt|in|lor|land|quad|qquad|text)(?![A-Za-z]))|\b(?:or|and|oder|und|ou|et)\b)"
)
_DECIMAL = re.compile(r"[-−]?\d*\.(?P<places>\d+)")


def has_equal_decimal(question: Question, field: Field, text: str) -> bool:
    """Whether a number is said to equal a decimal that it is only rounded to: `x > sqrt 2 = 1.41`."""
    if "=" not in text or "." not in text:
        return False
    parts = [part.strip(" $.") for part in _PARTS.split(text)]
    pairs = [parts[at - 1 : at + 2 : 2] for at, part in enumerate(parts) if part == "="]
    return any(_is_only_rounded(question, field, *pair) for one in pairs for pair in (one, one[::-1]))


def _is_only_rounded(question: Question, field: Field, exact: str, decimal: str) -> bool:
    exact, decimal = (_BOTH.sub("", _balanced(one), count=1) for one in (exact, decimal))
    match = _DECIMAL.fullmatch(decimal)
    if match is None or _DECIMAL.search(exact) or not 0 < len(match["places"]) <= MAX_DECIMALS:
        return False
    tree, other = _number(field, exact), _number(field, decimal.replace("−", "-"))
    if tree is None or other is None or not is_rounded(question, other, tree, len(match["places"])):
        return False
    claim = Claim("rounding", "two equal members", Equal(other, tree), setting=setting_of(question))
    return not isinstance(decide(claim, budget_of(question)), Proof)


def _balanced(part: str) -> str:
    """Return a part of a set without the brace that opens or closes the set."""
    more = part.count("{") - part.count("}")
    return (part.removeprefix("{") if more > 0 else part.removesuffix("}") if more < 0 else part).strip()


def _exact(question: Question, field: Field, tail: re.Match[str]) -> str:
    """Return the exact side before a decimal, what was typed where it is none or rounds to something else."""
    whole = tail["exact"]
    led = _LED.match(whole)
    side = whole[led.end() :] if led else whole
    if tail["both"]:
        sign = _BOTH.match(side)
        side = side[sign.end() :] if sign else ""
    tree, decimal = _number(field, side), _number(field, tail["decimal"].replace("−", "-"))
    places = len(tail["places"] or "")
    if tree is None or decimal is None or not 0 < places <= MAX_DECIMALS:
        return tail[0]
    return whole if is_rounded(question, decimal, tree, places) else tail[0]


def _number(field: Field, text: str) -> Node | None:
    """Return a text as a number, None where it is read as anything else, or in two ways."""
    try:
        readings = read(text.strip(" $"), field.names, "expression", None)
    except AnswerError:
        return None
    return readings[0].tree if len(readings) == 1 and not symbols(readings[0].tree) else None
