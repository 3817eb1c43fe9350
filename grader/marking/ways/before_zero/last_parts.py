r"""The last look at answers in parts: what is said last, `O(n)⏎Worst: O(n^2)`, or before what is denied, `A, not B`.

What stands behind `≠` is said of another thing. The number of the problem may stand before an answer, `3. y ≥ x²`,
exclamation marks behind it, `(4, 2)!`, and what is struck out in front. `between 0 and 3` may say whole numbers,
`log 3 (x)` a base, and 15 percent where they are asked for. Where that is proved to be right, it is open.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator

from grader.language.tree import SetOf
from grader.marking.answer import Answer, FieldAnswer
from grader.marking.texts.sentences.said_last import said_last
from grader.marking.ways.candidates import between_right
from grader.problems.question import Question
from grader.verdict import Verdict

_NUMBERED = re.compile(r"[\s$]*(?:\(?\d{1,2}[.)])\s+(?P<rest>\S.*)", re.DOTALL)
_STRUCK = re.compile(r"~~[^~\n]{1,300}~~")
_DENIED = re.compile(
    r"[\s,;(–—-](?:(?:and|und|et|y|e|en)\s+)?(?:not|nicht|kein|non|pas|no|não|niet)\s(?=[^\n]{0,100}[\d=<>≤≥])"
)
_UNEQUAL = re.compile(r"(?<=[^\s=])\s*(?:≠|!=|\\neq?(?![A-Za-z]))")  # what stands behind it the value is not
_EXCLAIMED = re.compile(r"(?P<rest>.*[^\s!])\s*!+[\s$.]*", re.DOTALL)
_BETWEEN = re.compile(
    r"(?i)(?:.*\s)?(?:between|zwischen|entre|tra|fra|tussen)\s+\$?(?P<low>[-−]?\d{1,3})\$?\s+(?:and|und|et|y|e|en)\s+\$?(?P<high>[-−]?\d{1,3})[\s$.]*"
)
_BASED = re.compile(r"(\\?)(?<![A-Za-z])log\s+(?P<base>\d{1,2})\s*(?=\(|\s\\?[A-Za-z])")
_IMPLIES = re.compile(r"=>|->|[⇒→⟹]|\\(?:implies|Rightarrow|rightarrow|to)(?![A-Za-z])")
_PERCENT = re.compile(  # asked for, not given: no `20 %`, no `simple percentage changes`
    r"(?i)(?<![^\W\d_])(?:what|which|as\s+an?|in|how\s+many|wie\s*viele?|welche[rnms]?|als|combien\s+de|quel|en|cu[aá]ntos?|qué|quanti|che|per"
    r"|quantos|que|em|hoeveel|welk)\s+\$?\\?(?:%|percent|prozent|pour\s?cent|por\s?cento|por\s?ciento|porcentaje|per\s?cento|procent)"
)
_NUMBER = re.compile(r"[\s$]*(?P<number>[-−+]?\d{1,9}(?:[.,]\d{1,9})?(?:/\d{1,9})?)[\s$.]*")
_ARRANGED = re.compile(
    r"(?i)!|factorial|fakultät|permut|combin|arrang|anordn|reihenfolge|orders?\b|ways|möglichkeiten|façons|disposi|formas|modi\b"
)
MAX_RANGE = 60  # whole numbers between two

Mark = Callable[[Question, Answer], Verdict]


def before_zero(question: Question, answer: Answer, verdict: Verdict, mark: Mark) -> Verdict:
    """Return the verdict on an answer that is refuted, open where a part of it is proved to be right."""
    if len(answer.fields) > 1:
        return verdict
    ((name, field),) = answer.fields.items()
    return between_right(question, (name, field), _texts(question, field), verdict, mark)


def _texts(question: Question, field: FieldAnswer) -> Iterator[str]:
    """Yield the parts of a text that may be all of the answer."""
    typed = field.text if field.candidates is None else ""  # of several the texts stand below each other
    for text in dict.fromkeys(filter(None, (field.said or typed, typed))):
        last = said_last(_STRUCK.sub(" ~~ ", text)) if "~~" in text else said_last(text)
        is_implied = question.kind.is_condition and _IMPLIES.search(text) is not None
        if last is not None and (last.led or not is_implied):  # `j = i => P` is one condition
            yield last.formula
        if "~~" in text:
            yield _STRUCK.sub(" ", text).strip()
        if "\n" not in text.strip() and (denied := _DENIED.search(text)) is not None:
            yield text[: denied.start()].strip(" ,;(–—-$")
        if not question.kind.is_solutions and (unequal := _UNEQUAL.search(text)) is not None:
            yield text[: unequal.start()]
        if (numbered := _NUMBERED.fullmatch(text)) is not None:
            yield numbered["rest"]
    prompt = f"{question.lead} {question.prompt}"
    if (called := _EXCLAIMED.fullmatch(field.text)) is not None and _ARRANGED.search(prompt) is None:
        yield called["rest"]
    symbol = next(iter(question.fields.values())).symbol if question.kind.is_one_number == "always" else ""
    yield from _of_other_names(unicodedata.normalize("NFD", field.said or field.text), symbol)
    yield from _behind_letter(prompt, field.said or field.text)
    if _BASED.search(field.text) is not None:
        yield _BASED.sub(r"\1log_\g<base> ", field.text)
    if question.kind.is_set:
        yield from _between(question, field.text)
    number = _NUMBER.fullmatch(field.text) if question.kind.is_one_number == "always" else None
    if number is not None and question.unit is None and _PERCENT.search(prompt) is not None:
        yield f"{number['number']} %"


def _of_other_names(text: str, symbol: str) -> Iterator[str]:
    """Yield the last value of a text that gives values to several names, and those of a letter with a mark.

    `m̂ = 4` of `m = 0.4, m̂ = 4`, `p^3 = 1/8` of `p = 1/2, p^3 = 1/8`, and `a_n = 3n` of `a = 3, a_n = 3n`: the letter by
    itself may have been taken for what is asked. Of a number whose `symbol` is declared another letter tells nothing.
    """
    if _DENIES.search(text) is not None:
        return
    clauses = [one.rpartition("=") for one in _CLAUSES.split(text) if "=" in one]
    names = [re.sub(r"[\s$_{}\d]", "", left.partition("=")[0]) for left, _, _ in clauses]
    bare = next((one for one in names if len(one.lstrip("\\")) == 1), "")
    for name, (_, _, value) in zip(names, clauses, strict=True):
        is_other = bool(symbol) and symbol not in name
        if bare and len({*names}) > 1 and not is_other and (name == names[-1] or (name != bare and bare in name)):
            yield value.strip(" $.")


def _behind_letter(prompt: str, text: str) -> Iterator[str]:
    """Yield the value of a power of the prompt without its caret, `m = 2; m2 = 4`, or of a multiple, `4p = 28`."""
    found = _OF_LETTER.fullmatch(text)
    if found is None:
        return
    raised = {"2": "2²", "3": "3³"}.get(found["digit"] or "", "")
    if raised and re.search(rf"{found['letter']}\s*(?:\^\s*\{{?\s*{raised[0]}|{raised[1]})", prompt) is None:
        return
    yield found["value"]


_OF_LETTER = re.compile(
    r"[\s$]*(?P<letter>[A-Za-z])\s*=[^=,;\n]{1,40}[,;\n]\s*(?:(?P=letter)(?P<digit>[23])|\d{1,3}\s*[·*]?\s*(?P=letter))\s*="
    r"\s*(?P<value>[^=,;\n]{1,40}?)[\s$.]*"
)
_DENIES = re.compile(r"(?i)(?<!\w)(?:not|nicht|kein|non|pas|no|não|niet)(?!\w)")
_CLAUSES = re.compile(r"[,;\n]|\b(?:and|und|so)\b")


def _between(question: Question, text: str) -> Iterator[str]:
    """Yield the whole numbers from one to another, where a finite set is asked for."""
    found = _BETWEEN.fullmatch(text)
    if found is None or not any(isinstance(tree, SetOf) for tree in question.accepted):
        return
    low, high = (int(found[name].replace("−", "-")) for name in ("low", "high"))
    if low < high <= low + MAX_RANGE:
        yield f"{{{', '.join(map(str, range(low, high + 1)))}}}"
