"""The last look at numbers in another notation: `12/1000` per thousand, `~1`, `1-1/8` mixed, `14!`, `7×7` of a size.

Each means its number to some, and `f(3) = 0` says of which number a prompt's equation holds; `u = 0⏎s = 74.5 m` begins
with what is given. Where that one is proved to be right, nobody can tell what was meant, and it is open.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from grader.marking.answer import Answer, FieldAnswer
from grader.marking.ways.candidates import between_right
from grader.problems.question import Question
from grader.verdict import Verdict

_SHARE = re.compile(r"(?P<value>[^/=]+)/\s*1000|\\[dt]?frac\s*\{(?P<above>[^{}]+)\}\s*\{\s*1000\s*\}")
_PER_THOUSAND = re.compile(
    r"(?i)‰|per\s*mille?(?![a-z])|promille|per\s+thousand|per\s+1[\s.,\\]*000(?!\d)|pro\s+(?:tausend|1[\s.]?000)|pour\s+mille|por\s+mil(?![a-z])"
)
_TILDE = re.compile(r"[~∼]\s*(?P<value>\d[\d.,/]*)")  # on some keyboards the minus, in some logics a negation
_HYPHENED = re.compile(r"(?P<whole>\d{1,6})[-‐‑–](?P<above>\d{1,4})/(?P<below>\d{1,4})(?P<behind>\s+[^\W\d_].*)?")
_EXCLAIMED = re.compile(r"(?P<value>(?:[^!]*[^!\s=])?\d)\s*!+")
_ARRANGED = re.compile(
    r"(?i)permut|combin|arrang|anordn|reihenfolge|orders?\b|ways|möglichkeiten|façons|disposi|formas|modi\b"
)
MAX_ARRANGED = 20  # things that are arranged: `6!` of three books is wrong, `120!` of five only calls out
_UNDETERMINED = re.compile(r"\s*(?:0\s*/\s*0|(?:∞|\\infty)\s*/\s*(?:∞|\\infty)|\\[dt]?frac\s*\{?0\}?\s*\{?0\}?)\s*")
_GOES_ON = re.compile(r"(?:=|→|\\to(?![A-Za-z]))(?P<value>[^=→]+)\Z")

# Something that is nothing, with another equation behind it: who starts from rest, or changes no energy.
_GIVEN_ZERO = re.compile(
    r"(?:\A|[\n,;])[^=\n,;]{1,40}=\s*0(?![.,]?\d)[^=\n,;]{0,12}[\n,;](?:[^=]{0,80}=)+(?P<last>[^=\n,;]+)\Z"
)

# Base 10, in which any number is what it is; below whole numbers it may count factors, `(5)_{10}`.
_DECADIC = re.compile(
    r"(?:.*=)?\s*(?:\\left)?\(\s*(?P<value>[-−]?\d{1,20}(?:[./]\d{1,20}))\s*(?:\\right)?\)\s*(?:_\s*(?:10|\{\s*10\s*\})|₁₀)[\s.]*",
    re.DOTALL,
)

Mark = Callable[[Question, Answer], Verdict]


def before_zero(question: Question, answer: Answer, verdict: Verdict, mark: Mark) -> Verdict:
    """Return the verdict on a number that is refuted, open where it is proved right in another notation."""
    if question.kind.is_one_number == "never" or len(answer.fields) > 1:
        return verdict
    ((name, field),) = answer.fields.items()
    return between_right(question, (name, field), _texts(question, field), verdict, mark)


def _texts(question: Question, field: FieldAnswer) -> Iterator[str]:
    """Yield what a number may mean in another notation."""
    text, said = field.text.strip(" $\n"), field.said
    prompt = f"{question.lead} {question.prompt}"
    if (share := _SHARE.fullmatch(text.rstrip("."))) is not None and _PER_THOUSAND.search(prompt):
        yield share["value"] or share["above"]
    for one in dict.fromkeys((text, said.strip(" $.\n"))):
        if (behind := _GIVEN_ZERO.search(one)) is not None:
            yield behind["last"]
    if (decadic := _DECADIC.fullmatch(text)) is not None:
        yield decadic["value"]
    if (tilde := _TILDE.fullmatch(text)) is not None:
        yield f"-{tilde['value']}"
    if (mixed := _HYPHENED.fullmatch(text)) is not None and "mixed number" in question.allow:
        yield f"{mixed['whole']} {mixed['above']}/{mixed['below']}{mixed['behind'] or ''}"
    if (exclaimed := _EXCLAIMED.fullmatch(text)) is not None and not _is_arranged(exclaimed["value"], prompt):
        yield exclaimed["value"]
    if (size := _SIZE.fullmatch(text)) is not None and _SIZES.search(prompt) is not None:
        yield size["side"]
    if (solved := _HOLDS.fullmatch((said or text).strip(" $.\n"))) is not None:
        yield from _solutions(solved, prompt)
    if _UNDETERMINED.fullmatch(text) and (behind := _GOES_ON.search(said)) is not None:  # `0/0, by l'Hospital 2x/1 = 4`
        yield behind["value"]


def _is_arranged(value: str, prompt: str) -> bool:
    """Whether a factorial is one of few things, where things are arranged."""
    return value.isdecimal() and int(value) <= MAX_ARRANGED and _ARRANGED.search(prompt) is not None


_TIMES = r"\s*(?:×|x|\\times(?![A-Za-z]))\s*"
_SIZE = re.compile(rf"(?P<side>\d{{1,6}})(?:{_TIMES}(?P=side))+")
_SIZES = re.compile(rf"\d\s*\$?{_TIMES}\$?\s*\d")
_HOLDS = re.compile(
    r"[\s$]*[A-Za-z]\w{0,3}\s*\((?P<at>\s*[-−]?\d+(?:\.\d+)?(?:/\d+)?\s*)\)\s*=[\s$]*(?P<right>[-−]?\d+(?:\.\d+)?)"
)


def _solutions(solved: re.Match[str], prompt: str) -> Iterator[str]:
    """Yield at which number a function has a value that the prompt gives, or 0: 3 of `f(3) = 0`."""
    right = solved["right"].replace("−", "-")
    if right == "0" or re.search(rf"(?<![\w.]){re.escape(right)}(?![\w.])", prompt) is not None:
        yield solved["at"].replace("−", "-")
