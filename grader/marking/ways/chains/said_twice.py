r"""A value that brackets behind a blank give once more: `\frac{3}{4} (75\%)`, `√48 (4√3)`, `x = ±1/2 (±0.5)`.

Such brackets are no factor for certain: what is proved to be one value, or what it rounds to, is the value said twice.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal

from grader.claims.chains import depths
from grader.errors import AnswerError
from grader.language.tree import symbols
from grader.marking.answer import Candidates, FieldAnswer
from grader.marking.texts.field_texts import read_value
from grader.marking.texts.numbers import restated
from grader.marking.ways.chains.same_values import Value, is_rounding, is_same, value_of
from grader.problems.question import Field, Question
from grader.records import dataclass, replace
from grader.wording import remarks

MAX_CHARACTERS = 1_000  # of a text that is looked at
MAX_BRACKETS = 4  # of a text that may give values again
MAX_OPENED = 20  # brackets behind blanks in one text, each of which may give what stands before it again
_BLANK = r"(?:\s|~|\\[,;:! ]|\\q?quad(?![A-Za-z]))+"
_OPENING = re.compile(rf"(?<=[^\s~(\[{{,;:=&|+*/·×⋅−-]){_BLANK}(?:\\(?:left|bigl?)\s*)?(?P<open>\()")
_CLOSED = re.compile(r"[\s.]*(?:\Z|[,;)\]}\n]|\\[}\]]|\\right|(?:or|and|oder|und|ou|et)\b)")
_PARTED = re.compile(
    r"[,;:=<>≤≥≈∈\n]|(?<![\w\\])(?:or|and|oder|und|ou|et)(?!\w)|\\(?:lor|land|approx|leq?|geq?|lt|gt|in|q?quad)(?![A-Za-z])"
)
_BOTH = re.compile(r"\s*(?:±|\\pm(?![A-Za-z])|\+-)\s*")
_LED = re.compile(r"\s*(?:\\left\s*)?(?:[(\[]|\\?\{)")
_CLASS = re.compile(
    r"\s*(?:\\mathcal\s*\{?\s*O\s*\}?|\\?[ΘΩΟOo]|\\?[Tt]heta|\\?[Oo]mega)\s*(?:\\left\s*)?\(.*\)\s*", re.DOTALL
)
_MARKED = re.compile(r".*(?:%|°|\\circ\}?|\bdeg)\s*", re.DOTALL)
_REMARK = re.compile(rf"{_MARKED.pattern}|[^\W\d_]{{2,}}(?:(?:\s+|-)[^\W\d_]{{2,}})*", re.DOTALL)
_APPLIED = re.compile(r"\s*(?:sin|cos|tan|ln|log|exp|sqrt)\s")  # which is no remark: `g (sin α)`
_TRANSPOSED = re.compile(r"[)\]}]\s*(?:\^|'|ᵀ)")  # a row before a column is a product
_CONGRUENT = re.compile(r"≡|\\equiv(?![A-Za-z])|mod(?![a-z])")  # brackets may hold the modulus
_NUMERAL = re.compile(r"\s*\d+\s*")

Kind = Literal["same", "perhaps"]


@dataclass(frozen=True, slots=True)
class _Bracket:
    """A bracket behind a value: where what stands before it begins and ends, and where it opens and closes."""

    begin: int
    end: int
    opened: int
    closed: int
    depth: int


def with_value_once(question: Question, name: str, answer: FieldAnswer) -> FieldAnswer:
    """Return an answer with its values once, and as the product that it may be, as candidates; itself where it is none.

    The value gives credit, where nothing better is in the product: `√3 (√8)`. Where nothing says that the brackets
    give the value again, `√3 (√3)`, `3/2 (50 %)`, `2x + 1 (2)`, both count alike.
    """
    if len(answer.text) > MAX_CHARACTERS or answer.error is not None or answer.candidates is not None:
        return answer
    text = answer.text.replace("$", "")
    if _OPENING.search(text) is None or _CONGRUENT.search(text):
        return answer
    if sum(1 for _ in _OPENING.finditer(text)) > MAX_OPENED:
        return replace(answer, error=remarks.TOO_MANY_BRACKETS.format(max_opened=MAX_OPENED))
    if question.kind.is_one_number == "always" and restated.without_restated(answer.text) is not None:
        return answer
    kinds: list[Kind] = []
    once = product = text
    for one in list(_brackets(text))[::-1]:  # from the end, so that the places before stay
        found = _again(question, question.fields[name], text, one)
        if found is None:
            continue
        kinds.append(found[0])
        once = f"{once[: one.begin]}{found[1]}{once[one.closed :]}"
        product = f"{product[: one.end]} * {product[one.opened :]}"
    if not kinds:
        return answer
    rule: Literal["credit", "none"] = "credit" if set(kinds) == {"same"} else "none"
    is_product = rule == "none" or _is_read(question, question.fields[name], product)
    texts = tuple(replace(answer, text=one, written=answer.written or answer.text) for one in (once, product))
    if not is_product:
        return texts[0]
    return replace(answer, candidates=Candidates(texts, rule, 0 if rule == "credit" else -1))


def _is_read(question: Question, field: Field, text: str) -> bool:
    try:
        return bool(read_value(question, field, text))
    except AnswerError:
        return False


def _brackets(text: str) -> Iterator[_Bracket]:
    """Yield the brackets behind a blank that end a text, a member of a list or an entry; none where there are many."""
    depth = depths(text)
    found = []
    for match in _OPENING.finditer(text):
        opened = match.start("open")
        level = depth[opened] - 1
        closed = next((at + 1 for at in range(opened, len(text)) if text[at] == ")" and depth[at] == level + 1), 0)
        if not closed or level > 1 or _CLOSED.match(text, closed) is None:
            continue
        begin = max(
            (sign.end() for sign in _PARTED.finditer(text, 0, match.start()) if depth[sign.start()] == level), default=0
        )
        outer = next((at + 1 for at in range(match.start(), -1, -1) if depth[at] < level), 0)
        if level and outer >= begin and (led := _LED.match(text, outer)):
            begin = led.end()
        found.append(_Bracket(begin, match.start(), opened, closed, level))
    return iter(found if len(found) <= MAX_BRACKETS else ())


def _again(question: Question, field: Field, text: str, one: _Bracket) -> tuple[Kind, str] | None:
    """Return whether brackets give what stands before them again, and the one of both to keep; None for a factor."""
    before = text[one.begin : one.end]
    content = text[one.opened + 1 : one.closed - 1].removesuffix("\\right")
    if question.kind.is_growth:
        return ("perhaps", before) if _CLASS.fullmatch(before) else None
    sign = _BOTH.match(before)
    first, second = (_BOTH.sub("", part, count=1) if _BOTH.match(part) else part for part in (before, content))
    is_entry = bool(one.depth) or question.kind.is_solutions
    left = value_of(question, field, first, is_entry=is_entry)
    right = value_of(question, field, second, is_entry=is_entry)
    if left is None or right is None or _is_grouped(first) or _TRANSPOSED.search(first):
        return None
    kept = _kept(question, left, right)
    plain = ["".join(part.split()) for part in (first, second)]
    are_plain = all(map(restated.is_plain, plain))  # nobody says that such are multiplied
    if kept is not None and plain[0] == plain[1]:
        return None if symbols(left.tree) or are_plain else ("perhaps", before)
    if kept is not None:
        return "same", f"{sign[0] if sign else ' '}{kept.text.strip()}"
    is_remark = second != content or (not are_plain and _is_remark(first, second))
    return ("perhaps", before) if is_remark else None


def _is_remark(before: str, content: str) -> bool:
    """Whether brackets with another value may be no factor: a percentage, an angle, words, a numeral behind a digit."""
    if (_REMARK.fullmatch(content) is not None and _APPLIED.match(content) is None) or _MARKED.fullmatch(
        before
    ) is not None:
        return True
    return _NUMERAL.fullmatch(content) is not None and before[-1:].isdigit()


def _kept(question: Question, left: Value, right: Value) -> Value | None:
    """Return the more exact one of two values that are proved to be one, in a unit if any; None where they are not."""
    if is_same(question, left, right):
        return right if right.has_unit and not left.has_unit else left
    if is_rounding(question, left, right):
        return left
    return right if is_rounding(question, right, left) else None


def _is_grouped(text: str) -> bool:
    """Whether brackets stand around all of a text that is no list: `(1/2) (1/2)` is a product."""
    plain = text.strip().removeprefix("\\left")
    return plain.startswith("(") and plain.endswith(")") and "," not in plain and min(depths(plain)[:-1]) > 0
