r"""What stands beside a value and only says again what the problem declares: `t \ge 0`, `\forall n \in \mathbb{N}`.

Told exactly, from the declared bounds alone: a relation between one declared symbol and a number, or a set of numbers
in which the symbol lies. What does not follow from the declaration is never left aside.
"""

from __future__ import annotations

import re
from fractions import Fraction
from math import floor

from grader.language.domains import Domain
from grader.language.tree import Neg, Node, Num
from grader.problems.question import Question
from grader.submissions.extraction.formulas.naming import symbol_named

_FOR_ALL = re.compile(r"\s*(?:\\forall(?![A-Za-z])|∀)\s*")
_DRESS = re.compile(r"\\(?:left|right|,|;|:|!| )(?![A-Za-z])|[\s$]")
_SIGNS = {
    **dict.fromkeys(("<=", "≤", "⩽", "\\le", "\\leq", "\\leqslant"), "<="),
    **dict.fromkeys((">=", "≥", "⩾", "\\ge", "\\geq", "\\geqslant"), ">="),
    **dict.fromkeys(("<", "\\lt"), "<"),
    **dict.fromkeys((">", "\\gt"), ">"),
    **dict.fromkeys(("!=", "≠", "\\ne", "\\neq"), "!="),
}
_TURNED = {"<=": ">=", ">=": "<=", "<": ">", ">": "<", "!=": "!="}
_SIGN = re.compile(r"(<=|>=|!=|[≤⩽≥⩾<>≠]|\\(?:leqslant|geqslant|leq|geq|le|ge|lt|gt|neq|ne)(?![A-Za-z]))")
_IN = re.compile(r"∈|\\in(?![A-Za-z])")
_NUMBER = re.compile(r"[-−]?\d{1,9}(?:\.\d{1,9}|/\d{1,9})?")
_SET = re.compile(r"\\?(?:mathbb\{?)?(?P<letter>[NZQRC])\}?(?P<marks>(?:[_^](?:\{[^{}]*\}|[\w+*]))*)")
_LETTERS = str.maketrans("ℕℤℚℝℂ", "NZQRC")
# What marks behind a set's letter leave of it: at least that, or more than that.
_FROM = {"_0": (0, True), "_{0}": (0, True), "_{\\ge0}": (0, True), "_{\\geq0}": (0, True), "_{>=0}": (0, True)}
_FROM |= {"_{≥0}": (0, True), "_0^+": (0, True), "^+_0": (0, True), "_{\\ge1}": (1, True), "_{\\geq1}": (1, True)}
_FROM |= dict.fromkeys(("^+", "^{+}", "_+", "_{+}", "_{>0}"), (0, False))
_FROM |= {"^*": (0, False), "^{*}": (0, False)}  # of natural numbers; of others it only leaves out 0


def only_declares(question: Question, text: str) -> bool:
    """Whether a condition follows from what the problem declares of its symbols, so that it restricts nothing."""
    plain = _DRESS.sub("", _FOR_ALL.sub("", text, count=1)).rstrip(".,;").translate(_LETTERS)
    if len(members := _IN.split(plain)) == 2:
        domain = _domain(question, members[0])
        return domain is not None and _lies(domain, members[1])
    members = _SIGN.split(plain)
    triples = list(zip(members[0::2], members[1::2], members[2::2], strict=False))
    return bool(triples) and all(_follows(question, left, _SIGNS[sign], right) for left, sign, right in triples)


def _domain(question: Question, text: str) -> Domain | None:
    """Return the domain of the one declared number that a text names, None where it names none."""
    name = symbol_named(question, text)
    found = (one.domain for one in (*question.for_all, *question.given) if one.name == name)
    domain = next(found, None)
    return None if domain is None or domain.shape or domain.members is not None else domain


def _follows(question: Question, left: str, sign: str, right: str) -> bool:
    """Whether a relation between a declared symbol and a number holds for all that is declared."""
    if _NUMBER.fullmatch(left):
        left, sign, right = right, _TURNED[sign], left
    domain = _domain(question, left)
    if domain is None or domain.base == "complex" or not _NUMBER.fullmatch(right):
        return False
    try:
        bound = Fraction(right.replace("−", "-"))
    except ZeroDivisionError:
        return False
    if sign == "!=":
        is_beyond = any(_is_bounded(domain, one, bound) for one in ("<", ">"))
        return is_beyond or (domain.nonzero and bound == 0)
    return _is_bounded(domain, sign, bound)


def _is_bounded(domain: Domain, sign: str, bound: Fraction) -> bool:
    """Whether all of a domain stands in a relation to a number."""
    is_below = sign in {"<", "<="}
    number, closed = _end(domain, is_below=is_below)
    if number is None or number == bound:
        return number is not None and (not closed or "=" in sign)
    return number < bound if is_below else number > bound


def _end(domain: Domain, *, is_below: bool) -> tuple[Fraction | None, bool]:
    """Return the upper or lower bound of a domain, None where it has none that is a number; and whether it lies in."""
    if domain.base == "size":
        return (None, False) if is_below else (Fraction(1), True)
    node, closed = (domain.high, domain.high_closed) if is_below else (domain.low, domain.low_closed)
    number = _number(node)
    if number is None or closed or not domain.is_integer:
        return number, closed
    return Fraction(-floor(-number) - 1 if is_below else floor(number) + 1), True


def _number(node: Node | None) -> Fraction | None:
    if isinstance(node, Neg):
        inner = _number(node.arg)
        return None if inner is None else -inner
    return node.value if isinstance(node, Num) else None


def _lies(domain: Domain, text: str) -> bool:
    """Whether a domain lies in a set of numbers; `N` begins where the problem lets its natural numbers begin."""
    named = _SET.fullmatch(text)
    if named is None:
        return False
    letter, marks = named["letter"], named["marks"]
    fits = {"N": domain.is_integer, "Z": domain.is_integer, "Q": domain.is_integer, "R": domain.base != "complex"}
    if not fits.get(letter, True):
        return False
    if not marks:
        return letter != "N" or _is_bounded(domain, ">=", Fraction(0))
    if marks not in _FROM or letter == "C" or ("*" in marks and letter != "N"):
        return False
    bound, closed = _FROM[marks]
    return _is_bounded(domain, ">=" if closed else ">", Fraction(bound))
