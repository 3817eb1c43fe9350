"""The last look at signs that have another sense elsewhere: points and commas, degrees, squares, numbers of a base.

Where a text is refuted and proved to be right with other signs in their place, nobody can tell what was meant.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from grader.marking.answer import Answer
from grader.marking.ways.candidates import between_texts, is_right_once
from grader.problems.question import Question
from grader.records import replace
from grader.verdict import Outcome, Verdict

Mark = Callable[[Question, Answer], Verdict]
Signs = str | Callable[[re.Match[str]], str]  # what stands in the place of others

# A point in the middle for that of a decimal, one below for a sign of a product, those that part thousands; rows in
# round brackets; degrees behind what the prompt asks for as their number; ends of an interval, a loss in brackets.
_POINTS = re.compile(
    r"\d[.,·]\d|=.*=|\[-?\d|\d\s*[-–]\s*\d|[²³^]|\A\W*\(\d+\)|\([^()]*;|[°º]|\\(?:circ|degree)|\d\s*(?:/|[+<≤±]|\\pm)|\A\W*\(\d|\([^(),]*\s"
)
_DEGREES = re.compile(r"\s*(?:\^\s*\{?\s*\\circ\s*\}?|\\degree(?![A-Za-z])|[°º](?!\s*[CFK]))")
_IN_DEGREES = re.compile(
    r"(?<![^\W_])(?:degrees|grad|degrés|grados|gradi|graus)(?![^\W_])|[°º]|\\degree", re.IGNORECASE
)
_RADIANS = r"[^=]*(?:π|\\pi|(?<![A-Za-z])pi|rad)[^=]*"
_OF_RADIANS = (  # `45° = π/4`: the degrees, where their number is asked for
    (re.compile(rf"\A[\s$]*([^=]*?){_DEGREES.pattern}\s*={_RADIANS}\Z"), r"\1"),
    (re.compile(rf"\A{_RADIANS}=\s*([^=]*?){_DEGREES.pattern}[\s$.]*\Z"), r"\1"),
)
_MIDDLE = re.compile(r"(?<![\d.·])(\d+)·(\d+)(?![\d·.^!])")
_BELOW = re.compile(
    r"(?<![\d.])([1-9]\d*)\.([1-9]\d*)(?=\s*(?:\^|\*\*|!|[⁰¹²³⁴⁵⁶⁷⁸⁹ⁿ]))|(?<=\^)([1-9]\d*)\.([1-9]\d*)(?![\d.])"
)
_THOUSANDS = re.compile(r"(?<![\w.,^])([1-9]\d{0,2})\.(\d{3})(?:\.(\d{3}))?(?![\d.,^])")
_COMMA = re.compile(r"(?<![\d.,])(\d+),(\d+)(?![\d.,])")
_ROWS = re.compile(r"\(([^()\[\];]+(?:;[^()\[\];]+)+)\)")
_BLANKS = re.compile(r"\(([^()\[\],;]*\S\s+[^()\[\],;\s][^()\[\],;]*)\)")
_WAYS = ((_COMMA, r"\1.\2"), (_MIDDLE, r"\1.\2"), (_BELOW, r"\1\3·\2\4"), (_THOUSANDS, r"\1\2\3"), (_ROWS, r"[\1]"))


_DECIMAL = r"([-−]?\d+(?:\.\d+)?)"
_LESS = r"\s*(?:<|≤|\\leq?(?![A-Za-z])|\\lt(?![A-Za-z]))\s*"
# Two numbers as ends, which are parted by a stroke, stand around a name in a probability, or off a middle.
_ENDS = (
    (re.compile(rf"\A[\s$([]*{_DECIMAL}\s*/\s*{_DECIMAL}[\s$)\].]*\Z"), r"[\1, \2]"),
    (
        re.compile(rf"\A[\s$]*P\s*\(\s*{_DECIMAL}{_LESS}[^<>=≤()\d]{{1,12}}{_LESS}{_DECIMAL}\s*\)\s*=[^=]*\Z"),
        r"[\1, \2]",
    ),
    (re.compile(rf"\A[\s$]*{_DECIMAL}\s*(?:\+[-−]|\+/[-−]|±|\\pm)\s*{_DECIMAL}[\s$.]*\Z"), r"[\1 - \2, \1 + \2]"),
)
_SIZE = r"([^\s,;×*()=$^]+?)\s*"
_SQUARE, _CUBE = (re.compile(rf"{_SIZE}(?:{raised}|\^\s*(?:{to}|\{{{to}\}}))") for raised, to in ("²2", "³3"))
_SIZES = (  # `64²` for 64 × 64, `H = W = 16` for both
    *((_SQUARE, sign.join((r"\1",) * 2)) for sign in (" × ", ", ")),
    *((_CUBE, sign.join((r"\1",) * 3)) for sign in (" × ", ", ")),
    (re.compile(r"\A[\s$]*[^\W\d][\w{}]*\s*=\s*[^\W\d][\w{}]*\s*=\s*([^=]+?)[\s$.]*\Z"), r"(\1, \1)"),
)
_OF_BASE = (re.compile(r"\A[\s$]*\((\d+)\)(?:_(?:\d|\{\d\d?\})|[₂₈])[\s$.]*\Z"), r"\1")  # `(1101)_2` by its digits
_HALVES = (re.compile(r"\A[\s$]*50\s*[-–/]\s*50[\s$.]*\Z"), "1/2")
_MODULO = (re.compile(r"(?<=\d)\s*\[\d+\][\s$.]*\Z"), "")  # `5 [7]` in French
_OF_MODULO = re.compile(
    r"(?i)(?<![^\W\d_])mod(?:ulo)?(?![^\W\d_])|\\[bp]?mod|≡|\\equiv|\bRSA\b|divis|reste|remainder|public key|clé publi"
)
_IN_SETS: tuple[tuple[re.Pattern[str], Signs], ...] = (  # classes, and members that are parted by dashes or slashes
    (re.compile(r"\[(-?\d+)\]"), r"\1"),
    (
        re.compile(r"\A[\s$]*\{?\d+(?:\s*[-–/]\s*\d+){2,}\}?[\s$.]*\Z"),
        lambda match: re.sub(r"\s*[-–/]\s*", ", ", match[0]),
    ),
)
_LOSS = (re.compile(r"\A[\s$€£]*\((\d[\d.,]*)\)[\s$€£.]*\Z"), r"-\1")  # `(500)` in a table of accounts
_OF_LOSS = re.compile(
    r"(?i)\b(?:loss(?:es)?|verlust\w*|pertes?|pérdidas?|perdit[ae]|prejuízos?|verlies|profits?|net|balance|gewinn|saldo|bénéfice|bilan)\b"
)


def _ways(question: Question) -> Iterator[tuple[re.Pattern[str], Signs]]:
    """Yield the signs that may have been meant otherwise, and how."""
    yield from _WAYS
    if question.kind.is_array:
        yield _BLANKS, r"[\1]"  # `(3 -2)^T`
        yield from _ENDS
    if question.kind.is_one_number == "always" and _OF_LOSS.search(question.prompt):
        yield _LOSS
    yield from _SIZES if question.kind.is_shape else ()
    if question.kind.is_one_number == "always":
        yield _OF_BASE
        yield _HALVES
        if _OF_MODULO.search(f"{question.lead} {question.prompt}"):
            yield _MODULO
    yield from _IN_SETS if question.kind.is_set else ()
    if question.unit is None and _IN_DEGREES.search(f"{question.lead} {question.prompt}") is not None:
        yield from _OF_RADIANS
        yield _DEGREES, ""


def before_zero(question: Question, answer: Answer, verdict: Verdict, mark: Mark) -> Verdict:
    """Return the verdict on an answer that is refuted, open where its points are proved to be right as other signs."""
    if not any(_POINTS.search(one.text) for one in answer.fields.values()):
        return verdict
    for pattern, other_signs in _ways(question):
        texts = {name: pattern.sub(other_signs, one.text) for name, one in answer.fields.items()}
        changed = {
            name: replace(one, text=texts[name], written=one.text, candidates=None)
            for name, one in answer.fields.items()
            if texts[name] != one.text
        }
        if not changed:
            continue
        found = mark(question, replace(answer, fields={**answer.fields, **changed}))
        if found.outcome is Outcome.CORRECT or is_right_once(found):
            name, other = next(iter(changed.items()))
            return between_texts(question, name, (answer.fields[name], other), (verdict, found))
    return verdict
