r"""Formulas with one letter of their own that they define: `npq with q = 1 - p`, `τ = L/R, (U/R)(1 - e^{-t/τ})`.

The letter is none that the problem or its prompt knows, its definition is read in one way in what the problem declares,
and everything else in the formula is declared: then it is put in. Anything else stays as it is.
"""

from __future__ import annotations

import re
from contextlib import suppress

from grader.errors import AnswerError
from grader.language.names import Names
from grader.language.names.functions import CONSTANTS, FUNCTIONS
from grader.language.reader import read
from grader.language.spelling import canonical_name
from grader.language.spelling.greek import GREEK_NAMES, PRINTED
from grader.marking.asked.asked_names import is_called_as_asked
from grader.marking.texts.left_hand import known_lefts
from grader.problems.question import Field, Question

MAX_CHARACTERS = 300  # of a text that is looked into

_NAME = r"(?:\\[A-Za-z]{2,8}|[^\W\d_])(?:_(?:\{\w{1,4}\}|\w)|['’′])?"
_WITH = (
    r"with|where|in\s+which|mit|wobei|wo|worin|dabei\s+ist|avec|où|con|donde|siendo|dove|com|onde|em\s+que|sendo|met|waarbij"
    r"|waar"
)
_IS = r"\s*(?::?=(?!=)|(?<=\s)(?:equals|gelijk\s+aan)(?=\s))\s*"
_BODY = r"(?P<body>[^=<>≤≥,;:]{1,80}?)"
_BEHIND = re.compile(
    rf"(?P<formula>.+?)\$?\s*(?:[,;]\s*(?:(?:{_WITH})\s+)?|\s(?:{_WITH})\s+|\s\((?:(?:{_WITH})\s+)?(?P<round>))\s*"
    rf"\$?(?P<name>{_NAME}){_IS}{_BODY}(?(round)\))[\s.$]*",
    re.IGNORECASE | re.DOTALL,
)
_BEFORE = re.compile(
    rf"(?:(?:{_WITH}|let|sei|soit|sea|sia|seja|zij)\s+)?\$?(?P<name>{_NAME}){_IS}{_BODY}\$?\s*[,;:]\s*"
    rf"(?:(?:then|so|dann|also|alors|donc|entonces|allora|então|dan|dus)\s+)?(?P<formula>[^,;:]+)",
    re.IGNORECASE | re.DOTALL,
)
_RUN = re.compile(r"(?P<command>\\[A-Za-z]+)|[^\W\d_⁰¹²³⁴⁵⁶⁷⁸⁹₀₁₂₃₄₅₆₇₈₉]+")
_DRESS = frozenset({"frac", "dfrac", "tfrac", "left", "right", "cdot", "times", "mathrm", "text", "operatorname"})


def put_in(question: Question, field: Field, text: str) -> str:
    """Return a formula with the letter that it defines put in; the text itself where it defines none."""
    if len(text) > MAX_CHARACTERS or not question.kind.is_expression or not field.names.symbols:
        return text
    for pattern in (_BEHIND, _BEFORE):
        found = pattern.fullmatch(text.strip())
        if found is not None and (put := _put(question, field, found)):
            return put
    return text


def _put(question: Question, field: Field, found: re.Match[str]) -> str:
    name, body, formula = (found[one].strip(" $") for one in ("name", "body", "formula"))
    left, equals, value = formula.rpartition("=")
    letter = _letter(name)
    if not letter or _is_known(field.names, letter) or value.strip(" $") in {"", name}:
        return ""
    if known_lefts.is_own_name(question, field, name) or is_called_as_asked(question, f"{name} = {body}"):
        return ""
    if not is_read(field, body) or re.search(r"[,;<>≤≥]", value) is not None:
        return ""
    put = replaced(value, name, f"({body})") if _are_declared(field.names, value, name) else ""
    return f"{left}{equals} {put}" if put else ""


def replaced(value: str, name: str, body: str) -> str:
    """Return a formula with a definition for each place of its name, none within a function or a command.

    Empty where the name does not stand there, or with a script or a prime of its own.
    """
    if len(name) > 1 and not name.startswith("\\"):
        place = re.compile(rf"(?<![A-Za-z\\_^]){re.escape(name)}(?![\w'’′])")
        return place.sub(lambda _: body, value) if place.search(value) is not None else ""
    parts, last, is_found = [], 0, False
    for run in _RUN.finditer(value):
        holds = run[0] == name or (run["command"] is None and run[0] not in FUNCTIONS and name in run[0])
        if holds and (value[: run.start()][-1:] in {"_", "^"} or value[run.end() :].lstrip()[:1] in _SCRIPTS):
            return ""
        put = body if run[0] == name else f" {run[0].replace(name, f' {body} ')} " if holds else run[0]
        parts += [value[last : run.start()], put]
        last, is_found = run.end(), is_found or holds
    return "".join((*parts, value[last:])) if is_found else ""


_SCRIPTS = frozenset("_'’′")


def _letter(name: str) -> str:
    """Return a name in the spelling of declared ones, empty where it is none or a constant."""
    with suppress(ValueError):
        plain = canonical_name(name.replace("’", "'").replace("′", "'"))
        return "" if plain in CONSTANTS or plain in FUNCTIONS or plain in {"e", "i", "d"} else plain
    return ""


def _is_known(names: Names, letter: str) -> bool:
    return letter in names.symbols or letter in names.functions or PRINTED.get(letter, letter) in names.symbols


def is_own_letter(field: Field, name: str) -> bool:
    """Whether a name is a letter of an answer's own: no constant, and none that the problem declares."""
    letter = _letter(name)
    return bool(letter) and not _is_known(field.names, letter)


def is_read(field: Field, body: str) -> bool:
    """Whether a definition is read in one way in what is declared."""
    with suppress(AnswerError):
        return len(read(body, field.names, "expression")) == 1
    return False


def _are_declared(names: Names, value: str, name: str) -> bool:
    """Whether nothing stands in a formula but what is declared, functions, and one letter beside them."""
    plain = value.replace(name, " ") if name.startswith("\\") or len(name) > 1 else value
    known = {PRINTED.get(one, one) for one in names.symbols} | {*names.symbols, name}
    known |= {PRINTED.get(one, one) for one in (symbol.partition("_")[0] for symbol in names.symbols)}
    for run in _RUN.finditer(plain):
        word = run[0].removeprefix("\\")
        is_function = word in FUNCTIONS or word in CONSTANTS or word in _DRESS
        is_letter = PRINTED.get(word, word) in known or word in known or (word in GREEK_NAMES and word in names.symbols)
        if not is_function and not is_letter and not (known | {"e"}).issuperset(word):
            return False
    return True
