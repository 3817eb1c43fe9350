r"""The letters that a prompt writes, and the ones that it asks for: `Compute a.`, `Give $f(x)$`."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from grader.language.spelling.greek import PRINTED
from grader.language.spelling.names import STYLES, WORDS
from grader.language.units.reading import known_unit
from grader.marking.asked.asked_names import asked_names
from grader.problems.question import Question

KEPT = 2_000  # prompts of which it is kept what they write
_FORMULA = re.compile(r"\$\$?([^$]+)\$\$?|`([^`]+)`|\\\((.+?)\\\)|\\\[(.+?)\\\]", re.DOTALL)
_STYLE = re.compile(rf"\\(?:{'|'.join(sorted(STYLES | WORDS | {'mathbb'}))})(?![A-Za-z])\*?")
_IDLE = re.compile(
    r"\\(?:left|right|[bB]igg?[lrm]?|displaystyle|limits|quad|qquad)(?![A-Za-z])|(?<!\\)\\[,;:! ]|[$~`]|\u20d7"
)
_COMMAND = re.compile(r"\\([A-Za-z]+)")
_GROUPED = re.compile(r"(?<![_^\w}])\{\s*([^\W\d_]+)\s*\}")
_SCRIPTED = re.compile(r"(?<=[_^])\s*\{\s*(\w)\s*\}")
_PRIMED = re.compile(r"\^\{?\s*(?:\\prime\s*)+\}?|[′’]")
_LETTER = re.compile(r"(?<![^\W_])[^\W\d_](?![^\W\d_])")
_SHORT = re.compile(r"(?<![^\W\d_])(?<!\\)[^\W\d_]{2,3}(?![^\W\d_])")
_MEASURED = re.compile(r"(?<=\d)\s?(?P<unit>[^\W\d_])(?![^\W_]|\s*[-−+*/·=^(_])")
_IN_PROSE = frozenset("aAIyeoiuàéEO")  # which are words there
_VERBS = (
    r"give|find|compute|determine|calculate|evaluate|state|what\s+is|bestimmen?(?:\s+sie)?|berechnen?(?:\s+sie)?|"
    r"geben\s+sie|was\s+ist|calculer|calculez|déterminer|trouver|trouvez|calcula|calcule|halla|determina|solve\s+for"
)
_PLAINLY = re.compile(rf"(?<!\w)(?:{_VERBS})\s+(?P<letter>[^\W\d_])(?:\(\w\))?\s*(?:[.?!:;,]|\Z)", re.IGNORECASE)


def greek(name: str) -> str:
    """Return a Greek letter for its English name, any other name itself."""
    return PRINTED.get(name, name)


def plain(left: str) -> str:
    r"""Return a left side without what only dresses it: `\mathbf{w}` is `w`, `\lambda` the letter; accents stay."""
    text = _PRIMED.sub("'", _STYLE.sub(" ", _IDLE.sub(" ", left)))
    text = _COMMAND.sub(_letter, text)
    text = _SCRIPTED.sub(r"\1", _GROUPED.sub(r" \1 ", text))
    return " ".join(unicodedata.normalize("NFD", text).split())


def _letter(match: re.Match[str]) -> str:
    name = match[1].removeprefix("var")
    return _SIGNS.get(name) or PRINTED.get(name, match[0])


_SIGNS = {
    "star": "*",
    "ast": "*",
    "partial": "∂",
    "nabla": "∇",
    "ell": "ℓ",
    "hbar": "ħ",
    "top": "T",
    "intercal": "T",
    "cdot": " ",
    "times": " ",
}


def _formulas(said: str) -> list[str]:
    return [next(part for part in match.groups() if part) for match in _FORMULA.finditer(said)]


@lru_cache(maxsize=KEPT)
def _written(said: str) -> tuple[str, ...]:
    return tuple(close(plain(one)) for one in _formulas(said))


def written(question: Question) -> tuple[str, ...]:
    """Return the formulas of a prompt without blanks, braces and dress."""
    return _written(f"{question.lead}\n{question.prompt}")


def is_turned(question: Question, text: str) -> bool:
    """Whether a text holds the same signs as a formula of the prompt in another order: `v u`, and not `u v`."""
    wanted = close(text)
    return any(wanted != one and sorted(wanted) == sorted(one) for one in written(question))


def close(text: str) -> str:
    """Return a plain text without blanks and braces."""
    return re.sub(r"[\s{}]", "", text)


def is_formula(question: Question, left: str) -> bool:
    """Whether a left side is a formula of the prompt by itself."""
    text = plain(left)
    if "x" not in letters(question):  # the sign of a product, as typed
        text = _TYPED_TIMES.sub(" ", text)
    return close(text) in written(question)


_TYPED_TIMES = re.compile(r"(?<=[\w)])\s+[x×]\s+(?=[\w(])")


def is_written(question: Question, name: str) -> bool:
    """Whether a formula of the prompt writes a name with all its marks: `\\hat y`, `f^{-1}(x)`."""
    wanted = close(name)
    if len(wanted) < 2 or wanted.isalpha():
        return False
    sought = re.compile(rf"(?<![\w\\^]){re.escape(wanted)}(?![\w'^\u0300-\u036f])")
    return any(sought.search(one) for one in _written(f"{question.lead}\n{question.prompt}"))


@lru_cache(maxsize=KEPT)
def _letters(said: str) -> frozenset[str]:
    formulas = [plain(one) for one in _formulas(said)]
    found = {letter for one in formulas for letter in _LETTER.findall(one)}
    found |= {letter for one in formulas for word in _SHORT.findall(one) for letter in word}
    return frozenset(found | {one for one in _LETTER.findall(_FORMULA.sub(" ", said)) if one not in _IN_PROSE})


@lru_cache(maxsize=KEPT)
def _without_units(said: str) -> str:
    """Return a text without the units of one letter behind its numbers: `12 V`, which is no voltage V."""
    return _MEASURED.sub(lambda one: one[0] if known_unit(one["unit"]) is None else " ", said)


def letters(question: Question) -> frozenset[str]:
    """Return the letters that a prompt writes in formulas, or by themselves; where a unit is asked for none is one."""
    said = f"{question.lead}\n{question.prompt}"
    return _letters(said if question.unit is None else _without_units(said))


def asked_letters(question: Question) -> frozenset[str]:
    """Return the letters of the values and functions that a prompt asks for by name."""
    named = {
        greek(one.of.removeprefix("\\")) for one in asked_names(question) if one.kind != "derivative" and not one.above
    }
    single = {one for one in named if len(one) == 1}
    return frozenset(single) | plainly_asked(question)


def plainly_asked(question: Question) -> frozenset[str]:
    """Return the letters that a prompt asks for without mathematics: `Compute a.`"""
    return frozenset(match["letter"] for match in _PLAINLY.finditer(question.prompt))
