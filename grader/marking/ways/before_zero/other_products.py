r"""The last look at products as textbooks write them: `x · Ay`, `b a·c - c a·b`, `[a, b, c]` of vectors, `z* z`.

The dot may take all that is behind it, or only the two vectors beside it; three vectors in brackets are their triple
product; a star close behind a letter is its conjugate. Declared letters that spell a function or a constant, `pin`,
`lnI`, may be their product. Prime factors that are listed with commas are no decimals, and of `±y = ±x` all signs may
be meant. Factorials beside each other behind a stroke, `n!/k!(n-k)! p^k`, are all below it, and what is behind them is
not. Where the text is proved to be right so, it is open.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from grader.language.names import Names
from grader.marking.answer import Answer
from grader.marking.ways.candidates import between_right
from grader.problems.question import Question
from grader.verdict import Verdict

_BOLD = r"\\(?:mathbf|vec|boldsymbol|bm|mathrm)(?![A-Za-z])\s*"
_VECTOR = (
    rf"(?:{_BOLD}(?:\{{\s*[A-Za-z]\s*\}}|[A-Za-z])|(?<![A-Za-z\\])[A-Za-z])"
    r"(?:_(?:[A-Za-z0-9]|\{[A-Za-z0-9]+\}))?"
)
_DOT = r"(?:[·•⋅∙]|\\cdot(?![A-Za-z]))"
_DOTS = re.compile(_DOT)
_BEHIND = re.compile(rf"{_DOT}\s*((?:(?!{_DOT})[^-+=,;()−\n$])+)(?=[-+=)−$\n]|\Z)")
_PAIR = re.compile(rf"({_VECTOR})\s*{_DOT}\s*({_VECTOR})(?![A-Za-z_^])")
_COMMA, _BLANK = r"\s*[,;]\s*", r"\s*(?:\\[,;:! ])?\s*"
_TRIPLES = tuple(
    re.compile(rf"{begin}\s*({_VECTOR}){parting}({_VECTOR}){parting}({_VECTOR})\s*{end}")
    for begin, end, partings in ((r"[\[(]", r"[\])]", (_COMMA, _BLANK)), (r"\|", r"\|", (_COMMA, _BLANK)))
    for parting in partings
)
_SIDES = re.compile(r"\\(?:left|right)(?![A-Za-z])\s*")
_CONJUGATED = re.compile(r"(?<![A-Za-z\\])([A-Za-z])\*(?=\s+[A-Za-z(\\])")
_RUN = re.compile(r"(?<![A-Za-z\\_])(?<!_\{)[A-Za-z]{2,}")
_FACTORS = re.compile(r"[\s$]*\d+(?:\^\{?\d+\}?)?(?:\s*[,;]\s*\d+(?:\^\{?\d+\}?)?)+[\s$.]*")
_COMMAS = re.compile(r"\s*[,;]\s*")
_SIGNS = r"(?:±|\\pm(?![A-Za-z]))"
_BOTH_SIDES = re.compile(rf"[\s$]*{_SIGNS}([^=±\\<>]+)=(\s*{_SIGNS}[^=±<>]+?)[\s$.]*")
_LETTER = re.compile(r"(?<![A-Za-z\\])[A-Za-z]")
_FACTORIAL = r"(?:\d{1,9}|[A-Za-z]|\([^()!]{1,40}\))\s*+!"
_BELOW = re.compile(rf"/\s*+({_FACTORIAL}(?:\s*+(?:[·*×]\s*+|\\(?:cdot|times|,)\s*+)?{_FACTORIAL})+)")

Mark = Callable[[Question, Answer], Verdict]


def before_zero(question: Question, answer: Answer, verdict: Verdict, mark: Mark) -> Verdict:
    """Return the verdict on a formula that is refuted, open where it is right as another product."""
    if len(answer.fields) > 1:
        return verdict
    ((name, field),) = answer.fields.items()
    texts = (one for one in _texts(question, question.fields[name].names, field.text) if one != field.text)
    return between_right(question, (name, field), texts, verdict, mark)


def _texts(question: Question, names: Names, text: str) -> Iterator[str]:
    if (question.kind.is_condition or question.kind.is_set) and (signs := _BOTH_SIDES.fullmatch(text)) is not None:
        yield f"{signs[1]} = {signs[2]} or -{signs[1].lstrip()} = {signs[2]}"
    if any(one.form.kind == "prime factors" for one in question.forms) and _FACTORS.fullmatch(text):
        yield _COMMAS.sub(" · ", text)
    if question.kind.has_expected_value and _BELOW.search(text) is not None:
        yield _BELOW.sub(r"/(\1)", text)
    if question.kind.has_expected_value and _LETTER.search(text) is not None:
        yield from _of_letters(names, text)


def _of_letters(names: Names, text: str) -> Iterator[str]:
    yield _RUN.sub(lambda run: _apart(names, run[0]), text)
    if any(one.domain.base == "complex" for one in names.symbols.values()):
        yield _CONJUGATED.sub(r"conj(\1) ", text)
    if not any(one.domain.shape for one in names.symbols.values()):
        return
    plain = _SIDES.sub("", text)
    for triple in _TRIPLES:
        yield triple.sub(r"(\1 · (\2 × \3))", plain)
    if _DOTS.search(plain) is not None:
        yield _BEHIND.sub(r"· (\1)", plain)
        yield _PAIR.sub(r"(\1 · \2)", plain)
        yield _BEHIND.sub(r"· (\1)", _BEHIND.sub(r" \1", plain))  # `x·A·y`


def _apart(names: Names, run: str) -> str:
    """Return letters that stand against each other with blanks, where each of them is declared by itself."""
    is_product = run not in names.symbols and all(letter in names.symbols for letter in run)
    return f" {' '.join(run)} " if is_product else run
