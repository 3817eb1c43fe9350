r"""The last look at marks that some courses use: `[n/2]` for the floor, `{x}` for what is above it, `((1,2)(3,4))`.

So do a dash that begins a line, a stroke between two conditions, `and` between two parts of a set, a raised zero for
the sign of degrees, `log` for the one to the base 2 or 10, and digits without commas for a list of them. Where the text
is proved to be right with what they stand for there, it is open.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from grader.language.tree import Array, Num
from grader.marking.answer import Answer
from grader.marking.ways.candidates import between_right
from grader.problems.question import Question
from grader.verdict import Verdict

_SIDES = re.compile(r"\\(?:left|right|bigl?|bigr|Bigl?|Bigr)(?![A-Za-z])\s*(?=[\[\]{}]|\\[{}])")
_GAUSS = re.compile(r"\[([^\[\],;]*[^\d\s\[\],;.][^\[\],;]*)\]")  # none around a number
_ABOVE = re.compile(r"(?<![_^A-Za-z}])\\?\{([^{}\\,;]+)\\?\}")
MAX_BRACKETS = 6  # around each other that are read as floors
_CLASS = re.compile(r"[OΘ]\s*\((?:[^()]|\([^()]*\))*\)")
_FIRST_OF_TWO = re.compile(
    r"=\s*(?P<value>[-−+]?\d[^=–—|#←⇐∵•;/-]*)(?:--?|[–—|#←⇐∵•;/]|\\because)\s*\\?[A-Za-z]\w{0,8}(?:\([^()=]{1,12}\))?\s*="
)
_TO_ZERO = re.compile(
    r"(?:[⇒⟹⇔⟺→⟶∴|;\n]|[=-]>|\\[A-Za-z]*(?:arrow|implies|iff|to)(?![A-Za-z]))\s*(?P<side>[^=⇒⟹⇔⟺→⟶∴|;>]+)=\s*0[\s$.]*\Z"
)
_ZERO_FOR_O = re.compile(r"(?<![\w.])0\s*\(")  # `0(n^2)`
_EXPLAINED = re.compile(
    r"(?P<value>[^:|←=]{1,40}?)\s*(?::|\||←)\s+[^=]*[A-Za-z][^=]*=.*", re.DOTALL
)  # `7: v - e + f = 2`
_REASONED = re.compile(r"\s*[,(;]\s*(?:as|by|because|since|using|from|due|denn|weil|da|car|puisque|porque|perché)\s+")
_RATIO = re.compile(r"[\s$]*(\d{1,9}(?:\.\d{1,9})?)\s+(?:to|zu|à|a|su|tot)\s+(\d{1,9}(?:\.\d{1,9})?)[\s$.]*")
_AMOUNT = re.compile(r"(?<![\w.,^])\d+(?:\.\d+)?\s?(?:[A-Za-zµΩ°%]{1,4})(?![A-Za-z])")
_LOG = re.compile(r"\\?(?<![A-Za-z])log(?![A-Za-z0-9_])")
_DASH = re.compile(r"\A\s*[—―]\s*")
_STROKE = re.compile(
    r"\s*(?:/|\||\\mid(?![A-Za-z])|\\vert(?![A-Za-z]))\s*(?=[^/|<>≤≥=]*(?:[<>≤≥]|\\[lg](?:eq?|t)(?![A-Za-z])))"
)
_RELATION = re.compile(r"[<>≤≥]|\\[lg](?:eq?|t)(?![A-Za-z])")
_AND = re.compile(r"\s(?:and|und|et|y|e|en|∧|\\wedge|\\land)\s")
_BESIDE = re.compile(r"([\])])\s*([\[(])")
_LONE = r"[^()\[\],;]{1,40}"
_ONE_BY_ONE = re.compile(rf"[\s$]*(?:(?>\({_LONE}\)\s*){{2,12}}|(?>\[{_LONE}\]\s*){{2,12}})[$.]*")
_ENTRY = re.compile(r"[(\[]\s*([^()\[\]]+?)\s*[)\]]")
_ROW_OF_DIGITS = re.compile(r"(?:\A|=)[\s$]*(\d{3,32})[\s$.]*\Z")
_ALL_DIGITS = frozenset("0123456789")
_NESTED = re.compile(r"[\s$]*[(\[]\s*[(\[][\d\s.,/()\[\]+−-]+[)\]][\s$.]*")
_ONE_ROW = re.compile(r"[\s$]*[(\[]\s*[(\[][^()\[\]]*[)\]]\s*[)\]][\s$.]*")
_BRACKETS = re.compile(r"[()\[\]]")
_ZERO_RAISED = re.compile(r"(?<=\d)\s*\^\s*\{?\s*0\s*\}?[\s.]*\Z")

Mark = Callable[[Question, Answer], Verdict]


def before_zero(question: Question, answer: Answer, verdict: Verdict, mark: Mark) -> Verdict:
    """Return the verdict on an answer that is refuted, open where it is right with what its marks may stand for."""
    if len(answer.fields) > 1:
        return verdict
    ((name, field),) = answer.fields.items()
    typed = dict.fromkeys(filter(None, (field.text, field.said)))
    texts = (text for one in typed for text in _texts(question, one) if text not in typed)
    return between_right(question, (name, field), texts, verdict, mark)


def _texts(question: Question, text: str) -> Iterator[str]:
    yield _DASH.sub("", text)
    if question.kind.is_growth and len(classes := _CLASS.findall(text)) > 1:
        yield " + ".join(classes)  # `O(n^2) scores, O(nd) outputs`
    if question.kind.is_growth:
        yield _ZERO_FOR_O.sub("O(", text)
    if question.kind.is_set:
        if len(_RELATION.findall(text)) > 1:
            yield _STROKE.sub(" or ", text)
        yield _AND.sub(" or ", text)
    elif question.kind.is_array:
        yield from _lists(question, text)
    elif question.kind.is_expression:
        yield from _values(question, text)


def _lists(question: Question, text: str) -> Iterator[str]:
    """Yield the lists that brackets beside or within each other, and digits without commas, may be."""
    yield _BESIDE.sub(r"\1, \2", text)
    if _ONE_BY_ONE.fullmatch(text):
        yield f"({', '.join(_ENTRY.findall(text))})"
    if (digits := _ROW_OF_DIGITS.search(text)) is not None and _are_digits(question):
        yield f"({', '.join(digits[1])})"
    if _NESTED.fullmatch(text) and _ONE_ROW.fullmatch(text) is None:
        yield f"({_BRACKETS.sub('', text).strip(' $.')})"


def _values(question: Question, text: str) -> Iterator[str]:
    """Yield what a text may be by its first value, the side of its equation, its amounts together, floors and bases."""
    if (reasoned := _REASONED.search(text)) is not None:
        yield text[: reasoned.start()]  # `sin x, as (cos x)' = -sin x`
    if any(one.form.kind == "ratio" for one in question.forms) and (ratio := _RATIO.fullmatch(text)) is not None:
        yield f"{ratio[1]}:{ratio[2]}"  # `3 to 8`
    if (explained := _EXPLAINED.fullmatch(text)) is not None:
        yield explained["value"]
    if (first := _FIRST_OF_TWO.search(text)) is not None:
        yield first["value"]  # `pH = 3 – pOH = 11`
    if (equation := _TO_ZERO.search(text)) is not None:
        yield equation["side"]  # `… ⟹ x^2 - 5x + 6 = 0` of a polynomial
    if question.unit is not None and len(amounts := _AMOUNT.findall(text)) > 1:
        yield " + ".join(amounts)  # `30 km there and 30 km back`
    yield from _with_floors(text)
    yield from (_LOG.sub(rf"\g<0>_{base} ", text) for base in ("2", "{10}"))
    if question.unit is not None and question.unit.unit.text == "°":
        yield _ZERO_RAISED.sub("°", text)


def _are_digits(question: Question) -> bool:
    """Whether a list of single digits is expected, which a code word writes without commas: `10110`."""
    entries = [one for tree in question.accepted if isinstance(tree, Array) for one in tree.items]
    return bool(entries) and all(isinstance(one, Num) and str(one.value) in _ALL_DIGITS for one in entries)


def _with_floors(text: str) -> Iterator[str]:
    """Yield a text with floors for its square brackets that only group, and what is above them for its braces."""
    plain = _SIDES.sub("", text)
    inner = plain
    for _ in range(MAX_BRACKETS):
        inner = _GAUSS.sub(r"floor(\1)", inner)
    yield inner
    if _ABOVE.search(plain):
        yield _ABOVE.sub(r"((\1) - floor(\1))", plain)
