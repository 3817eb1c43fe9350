r"""Formulas that stand in a prompt without dollar signs: `Find dy/dx for y = x^3.` speaks of $dy/dx$ and of $y = x^3$.

What a prompt speaks of is told by its formulas. Where it marks none of them, single letters and what operators join
are taken for formulas: `How many elements has A ∪ B`, `the mass m`; not units, `after 3 s`, or words of one letter.
"""

from __future__ import annotations

import re
from functools import lru_cache

from grader.language import units
from grader.language.names.lexicon import is_function
from grader.marking.asked.left_sides.asking import MAX_CHARACTERS
from grader.problems.question import Question
from grader.records import replace

KEPT = 2_000  # prompts of which it is kept how they are written
_MARKED = re.compile(r"[$`]|\\[(\[]")
_LIST = re.compile(r"\[\[[-−\d.,;/\s\[\]]{1,200}\]\]|[\[({][-−\d.,;/\s]{1,100}[\])}]")  # of numbers
_SPOKEN = re.compile(r"[^\W\d_]{3}")  # a word, without which a prompt asks for nothing
_TOKEN = re.compile(rf"{_LIST.pattern}|\S+")
_OPERATOR = re.compile(r"[-+−*/^·×=<>≤≥≠≈∪∩∖∈±|\\]|!=|<=|>=|:=|->|→")
_NUMBER = re.compile(r"[-+−]?\d+(?:[.,/]\d+)*!?|\d+(?:[.,]\d+)?\^[-−]?\d+|\d+[A-Z]+")
_LETTER = re.compile(r"(?:[A-Za-zα-ωΑ-ΩϑϕϵℓÅ]|[^\W\d_]\u0302|x̄)(?:_\w+|[₀-₉]+|(?<=[a-z])\d)?['’′]*")
_JOINED = re.compile(r"[\w().,'’′^*/+=<>≤≥≠−·×|²³⁴⁵⁶⁷⁸⁹⁰¹₀-₉{}\[\]\\∪∩π√!-]+")
_SIGNS = re.compile(r"[(^*/+=<>≤≥≠·×|²³⁴-⁹₀-₉_'’′∪∩√]|\d[A-Za-z]")
_WORDS = re.compile(r"[^\W\d_]+")
# Labels, sizes, numbers of programs, ions and molecules are none.
_OTHERS = re.compile(r"[(\[]\w+[)\]]|\d+(?:[x×]\d+)+|\d[\d.]*[eE][-+]?\d+|\[?(?:[A-Z][a-z]?[₀-₉\d]*)+[-+]?\]?|\d+s")
_BETWEEN_SIZES = re.compile(  # `height x width`
    r"(?i)(?<=\w)\s[xX](?=\s+(?:\d|width|height|depth|length|columns?|rows?|channels?|features?|breite|höhe|länge|tiefe"
    r"|spalten?|zeilen?|largeur|hauteur|longueur|colonnes?|lignes?|ancho|alto|anchura|altura|columnas?|filas?))"
)
_EQUAL = re.compile(r"\s*=")
_FUNCTIONS = frozenset({"sin", "cos", "tan", "cot", "ln", "log", "exp", "arcsin", "arccos", "arctan", "sinh", "cosh"})
_ENDS = re.compile(r"[.,;:?!]+\Z")
_NO_LETTERS = frozenset("aAIeouyàéèóúEOUYπ")  # words of one letter in some language, and a constant
_UNIT_BEHIND = re.compile(r"(?i)(?<!\w)(?:in|per|to|into|pro|par|por|en|nach)\s*\(?\Z|[\d)]\s*\Z|/\s*\Z")


def with_formulas(question: Question) -> Question:
    """Return a question whose prompt marks its formulas, where it marks none and asks for a value."""
    lead, prompt = _marked(question.lead, question.prompt)
    is_same = (lead, prompt) == (question.lead, question.prompt)
    return question if is_same else replace(question, lead=lead, prompt=prompt)


@lru_cache(maxsize=KEPT)
def _marked(lead: str, prompt: str) -> tuple[str, str]:
    said = f"{lead} {prompt}"
    if len(said) > MAX_CHARACTERS or _MARKED.search(said) is not None or _SPOKEN.search(said) is None:
        return lead, prompt
    return _with_dollars(lead), _with_dollars(prompt)


def _with_dollars(text: str) -> str:
    """Return a text with dollar signs around its formulas."""
    marked, done = [], 0
    for start, stop in _formulas(text):
        marked += [text[done:start], "$", text[start:stop], "$"]
        done = stop
    return "".join([*marked, text[done:]])


def _formulas(text: str) -> list[tuple[int, int]]:
    """Return where the formulas of a text are: members between operators, or one by itself."""
    found: list[tuple[int, int]] = []
    run: list[tuple[int, int, str]] = []
    for match in _TOKEN.finditer(text):
        start, end = match.span()
        bare = _ENDS.sub("", match[0])
        bare = bare.removesuffix(")") if _NUMBER.fullmatch(bare.removesuffix(")")) else bare
        kind = "" if _BETWEEN_SIZES.match(text, max(0, start - 1)) else _kind(bare)
        joins = bool(run) and ((kind == "operator") != (run[-1][2] == "operator") or _goes_on(run, kind, text[end:]))
        if not kind or not joins:
            _add(found, run, text)
            run = []
        if kind and (run or kind != "operator"):
            run.append((start, start + len(bare), kind))
        if run and len(bare) < end - start:
            _add(found, run, text)
            run = []
    _add(found, run, text)
    return found


def _goes_on(run: list[tuple[int, int, str]], kind: str, behind: str) -> bool:
    """Whether a letter goes on with a function, `sin α`, or with a product of letters that is one side, `A x = b`."""
    before = run[-1][2]
    return kind == "letter" and (before == "function" or (before == "letter" and _EQUAL.match(behind) is not None))


def _add(found: list[tuple[int, int]], run: list[tuple[int, int, str]], text: str) -> None:
    """Add the place of a run of members and operators to those found, if it is a formula."""
    while run and run[-1][2] in {"operator", "function"}:
        run.pop()
    if not run:
        return
    start, stop = run[0][0], run[-1][1]
    if len(run) > 1:
        is_formula = any(kind in {"letter", "formula"} for _, _, kind in run)
    elif run[0][2] == "letter":
        letter = text[start:stop]
        is_formula = letter not in _NO_LETTERS and _UNIT_BEHIND.search(text[max(0, start - 12) : start]) is None
    else:
        is_formula = run[0][2] == "formula" and _UNIT_BEHIND.search(text[max(0, start - 12) : start]) is None
    if is_formula:
        found.append((start, stop))


def _kind(token: str) -> str:
    """Return whether a token is an operator, a number, a letter or a formula; empty for a word."""
    if _OPERATOR.fullmatch(token):
        return "operator"
    if _NUMBER.fullmatch(token) or _LIST.fullmatch(token):
        return "number"
    if _LETTER.fullmatch(token):
        return "letter"
    if token in _FUNCTIONS:
        return "function"
    if _OTHERS.fullmatch(token) or not _JOINED.fullmatch(token) or not _SIGNS.search(token):
        return ""
    if token.count("|") % 2 or any(token.count(one) != token.count(other) for one, other in ("()", "[]", "{}")):
        return ""
    words = _WORDS.findall(re.sub(r"[₀-₉²³⁰-⁹]", " ", token))
    if len(words) == 1 and len(words[0]) > 1 and not units.reading.unit_fault(token):
        return ""  # `cm²`
    return "formula" if words and all(map(_is_of_formula, words)) else ""


def _is_of_formula(word: str) -> bool:
    return len(word) == 1 or is_function(word) or re.fullmatch(r"d[a-z]|[a-z]{2}", word) is not None
