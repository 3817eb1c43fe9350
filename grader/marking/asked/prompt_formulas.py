r"""Formulas that stand in a prompt without dollar signs: `Find dy/dx for y = x^3.` speaks of $dy/dx$ and of $y = x^3$.

What a prompt speaks of is told by its formulas. Where it marks none of them, single letters and what operators join
are taken for formulas: `How many elements has A ∪ B`, `the mass m`; not units, `after 3 s`, or words of one letter.
Calculations with numbers alone, `Compute 12 + 30.`, are marked nowhere, and are among the `formulas` of a prompt.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from grader.language import units
from grader.language.names.lexicon import is_function
from grader.problems.question import Question
from grader.records import dataclass, replace

MAX_CHARACTERS = 4_000  # of a prompt that is looked into
KEPT = 2_000  # prompts of which it is kept how they are written
MAX_FORMULAS = 30  # of a prompt that are looked at
MAX_WORDS = 2  # before the formula that a prompt begins with: `Simplify 6/8`, `What is 45°`
_MARKED = re.compile(r"[$`]|\\[(\[]")
_IN_SIGNS = (
    r"\$\$([^$]{1,2000})\$\$|\$([^$]{1,2000})\$|\\\(((?:[^\\]|\\[^)]){1,2000})\\\)|\\\[((?:[^\\]|\\[^\]]){1,2000})\\\]"
)
_FORMULA, _OR_CODE = re.compile(_IN_SIGNS), re.compile(rf"{_IN_SIGNS}|`([^`]{{1,2000}})`")
_LIST = re.compile(r"\[\[[-−\d.,;/\s\[\]]{1,200}\]\]|[\[({][-−\d.,;/\s]{1,100}[\])}]")  # of numbers
_SPOKEN = re.compile(r"[^\W\d_]{3}")  # a word, without which a prompt asks for nothing
_TOKEN = re.compile(rf"{_LIST.pattern}|\S+")
_OPERATOR = re.compile(r"[-+−*/÷^·×⋅∘=<>≤≥≠≈∪∩∖∈±|\\]|!=|<=|>=|:=|->|→|mod")
_NUMBER = re.compile(r"[-+−]?\d+(?:[.,/]\d+)*!?|\d+(?:[.,]\d+)?\^[-−]?\d+|\d+[A-Z]+")
_DOTS = re.compile(r"…|\.{2,3}|\\[lc]?dots")
_CALCULATION = re.compile(r"(?=.*[\dπ∞])[\d.,+*/^=<>≤≥≠()\[\]{}|!\\−·×⋅²³¹⁰⁴-⁹⁻₀-₉√∛π°∞-]+")
_LETTER = re.compile(r"(?:[A-Za-zα-ωΑ-ΩϑϕϵℓÅ]|[^\W\d_]\u0302|x̄)(?:_\w+|[₀-₉]+|(?<=[a-z])\d)?['’′]*!?")
_JOINED = re.compile(r"[\w().,'’′^*/+=<>≤≥≠−·×∘∂∇|²³⁴⁵⁶⁷⁸⁹⁰¹₀-₉{}\[\]\\∪∩π√!-]+")
_SIGNS = re.compile(r"[([{^*/+=<>≤≥≠·×∘∂∇|²³⁴-⁹₀-₉_'’′∪∩√]|\d[A-Za-z]|\\[A-Za-z]")
_WORDS = re.compile(r"[^\W\d_]+")
# Labels, sizes, numbers of programs, ions and molecules, ordinals and words with an apostrophe are none.
_OTHERS = re.compile(
    r"[(\[]\w+[)\]]|\d+(?:[x×]\d+)+\)?|\d[\d.]*[eE][-+]?\d+|\[?(?:[A-Z][a-z]?[₀-₉\d]*)+[-+]?\]?|\d+s"
    r"|\d+(?:st|nd|rd|th|er|re)|.*['’][^\W\d_]{2}.*"
)
_BETWEEN_SIZES = re.compile(  # `height x width`
    r"(?i)(?<=\w)\s[xX](?=\s+(?:\d|width|height|depth|length|columns?|rows?|channels?|features?|breite|höhe|länge|tiefe"
    r"|spalten?|zeilen?|largeur|hauteur|longueur|colonnes?|lignes?|ancho|alto|anchura|altura|columnas?|filas?))"
)
_EQUAL = re.compile(r"\s*=")
_FUNCTIONS = frozenset({"sin", "cos", "tan", "cot", "ln", "log", "exp", "arcsin", "arccos", "arctan", "sinh", "cosh"})
_HEADS = frozenset({"Var", "Cov", "Corr"})
_ENDS = re.compile(r"[.,;:?!]+\Z")
WORDS_OF_ONE_LETTER = frozenset("aAIeouyàéèóúEOUYπ")  # in some language, and a constant
_WITHIN = re.compile(r"[^\W\d_]\s\Z")  # a sentence, where no article and no `and` has a capital
_UNIT_BEHIND = re.compile(r"(?i)(?<!\w)(?:in|per|to|into|pro|par|por|en|nach)\s*\(?\Z|[\d)?]\s*\Z|/\s*\Z")
# What is called by a name with brackets in running text, `Compute P(A|B)`, or of an angle, `sin α`
_INNER = r"[(\[][^()\[\]$]{0,30}[)\]]"
_IN_CALL = rf"[(\[](?:[^()\[\]$]|[(\[](?:[^()\[\]$]|{_INNER}){{0,30}}[)\]]){{1,30}}[)\]]"  # `g(h(f(2)))`
_CALL = re.compile(
    r"(?<![\w\\$^])(?:Var|Cov|Corr|(?:arc)?(?:sin|cos|tan|cot)h?|ln|lg|log|exp|det|rank|tr|dim|gcd|lcm|ggT|kgV|Re|Im|arg|[A-Z]{2,4}|[A-Za-zα-ωΑ-Ω])"
    rf"'{{0,3}}(?:_\{{?\w{{1,3}}\}}?)?{_IN_CALL}(?![\w(])"
    r"|(?<![\w\\$^])(?:sin|cos|tan|cot)\s?[α-ω](?!\w)"
)
_OPEN, _CLOSED = "([{", ")]}"
Member = tuple[int, int, str]  # where it begins and ends, and its kind


@dataclass(frozen=True)
class Formula:
    """A formula of a prompt; `begins`: hardly a word stands before it, so that it is what something is done with."""

    text: str
    begins: bool


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
    for run in _runs(text):
        start, stop = run[0][0], run[-1][1]
        if _is_formula(run, text):
            marked += [text[done:start], "$", text[start:stop], "$"]
            done = stop
    return "".join([*marked, text[done:]])


def marked_in(text: str) -> Iterator[str]:
    """Yield the formulas of a text that it marks, without the signs around them."""
    for match in _FORMULA.finditer(text):
        yield next(filter(None, match.groups())).strip()


@lru_cache(maxsize=KEPT)
def with_calls(prompt: str) -> str:
    """Return a prompt with the signs of TeX around what is called by a name with brackets outside of them."""
    parts = prompt.split("$")
    if len(parts) % 2 == 0:
        return prompt
    parts[::2] = [_CALL.sub(lambda call: f"${call[0]}$", part) for part in parts[::2]]
    return "$".join(parts)


@lru_cache(maxsize=KEPT)
def formulas(lead: str, prompt: str) -> tuple[Formula, ...]:
    """Return the formulas of a prompt, marked or not, and its calculations; none of one that is too long."""
    if len(lead) + len(prompt) > MAX_CHARACTERS:
        return ()
    found = [Formula(one, len(before.split()) <= MAX_WORDS) for text in (prompt, lead) for one, before in _all_in(text)]
    return tuple(dict.fromkeys(found[:MAX_FORMULAS]))


def _all_in(text: str) -> Iterator[tuple[str, str]]:
    """Yield the formulas and calculations of a text with what stands before each, `5!` with and without its sign."""
    done = 0
    for match in (*_OR_CODE.finditer(text), None):
        plain = text[done : match.start()] if match is not None else text[done:]
        for run in _runs(plain):
            start, stop = run[0][0], run[-1][1]
            if plain[stop : stop + 1] == "!":
                yield plain[start : stop + 1], text[: done + start]
            yield plain[start:stop], text[: done + start]
        if match is not None:
            yield next(filter(None, match.groups())), text[: match.start()]
            done = match.end()


def _runs(text: str) -> Iterator[list[Member]]:
    """Yield what may be the formulas of a text: members between operators or in brackets, or one by itself."""
    run: list[Member] = []
    for match in _TOKEN.finditer(text):
        start, end = match.span()
        depth = _depth(text[run[0][0] : start]) if run else 0
        bare = _bare(match[0], text[end:], depth)
        kind = "" if _BETWEEN_SIZES.match(text, max(0, start - 1)) else _kind(bare, depth)
        goes_on = bool(run and kind) and _goes_on(run, (start, end, kind), bare, text)
        if run and not goes_on:
            yield from _balanced(run, text)
            run = []
        if kind and (run or kind != "operator"):
            run.append((start, start + len(bare), kind))
        is_listed = text[start + len(bare) : end] == "," and _depth(text[run[0][0] : end]) > 0 if run else False
        if run and len(bare) < end - start and not is_listed:
            yield from _balanced(run, text)
            run = []
    yield from _balanced(run, text)


def _bare(token: str, behind: str, depth: int) -> str:
    """Return what stands between blanks without signs behind it; `!` goes with a number before an operator."""
    if (token.endswith("!") or _DOTS.fullmatch(token)) and _OPERATOR.match(behind.lstrip()):
        return token
    bare = _ENDS.sub("", token)
    return bare if depth > 0 or not _NUMBER.fullmatch(bare.removesuffix(")")) else bare.removesuffix(")")


def _goes_on(run: list[Member], member: Member, bare: str, text: str) -> bool:
    """Whether a run goes on with a member that is written as `bare`: behind a comma, an operator, or as a factor."""
    start, end, kind = member
    depth = _depth(text[run[0][0] : start])
    return text[run[-1][1]] == "," or _joins(run, kind, text[end:], depth) or _is_factor(run, kind, bare, text)


def _joins(run: list[Member], kind: str, behind: str, depth: int) -> bool:
    """Whether a member goes on with a run: an operator is between, a function before it, `sin α`, or a letter is a
    factor of one side, `A x = b`; in brackets a function may be a factor, too, `O(n log n)`.
    """
    before = run[-1][2]
    if (kind == "operator") != (before == "operator") or before == "function" or (depth > 0 and kind == "function"):
        return True
    return kind == before == "letter" and _EQUAL.match(behind) is not None


def _is_factor(run: list[Member], kind: str, bare: str, text: str) -> bool:
    """Whether a letter or formula is a factor on the right side of an equation: `f(x,y) = x^2 y^3`, `y = x ln x`.

    A letter that is a word somewhere is one where the left side has it as an argument: `U(x,y) = x^2 y`.
    """
    before = run[-1][2]
    if before not in {"letter", "formula", "number"} or kind not in {"letter", "formula", "function"}:
        return False
    said = text[run[0][0] : run[-1][1]]
    left, sign, _ = said.partition("=")
    if (
        not sign
        or "=" in bare
        or (before == "number" and (kind == "letter" or units.reading.known_unit(bare) is not None))
    ):
        return False
    return bare not in WORDS_OF_ONE_LETTER or re.search(rf"[(,]\s*{re.escape(bare)}\s*[,)]", left) is not None


def _depth(text: str) -> int:
    return sum(map(text.count, _OPEN)) - sum(map(text.count, _CLOSED))


def _balanced(run: list[Member], text: str) -> Iterator[list[Member]]:
    """Yield a run without operators at its end, or what is of it between members with brackets that stay open."""
    while run and run[-1][2] in {"operator", "function"}:
        run = run[:-1]
    if not run:
        return
    start, stop = run[0][0], run[-1][1]
    depth, opens, closes = _depth(text[start:stop]), text[start] == "(", text[stop - 1] == ")"
    is_wrapped = opens and closes and "=" in text[start:stop] and text.find(")", start) == stop - 1
    if (depth == -1 and closes) or is_wrapped:
        run = [*run[:-1], (run[-1][0], stop - 1, run[-1][2])]
    if (depth == 1 and opens and len(run) > 1) or is_wrapped:
        run = [(start + 1, *run[0][1:]), *run[1:]]
    if _depth(text[run[0][0] : run[-1][1]]) == 0:
        yield run
        return
    part: list[Member] = []
    for one in run:
        if _depth(text[one[0] : one[1]]):
            yield from _balanced(part, text) if part else ()
            part = []
        elif part or one[2] != "operator":
            part.append(one)
    yield from _balanced(part, text) if len(part) < len(run) else ()


def _is_formula(run: list[Member], text: str) -> bool:
    """Whether a run is a formula with letters, and no unit or word of one letter."""
    start, kinds = run[0][0], {kind for _, _, kind in run}
    if kinds.isdisjoint({"letter", "formula"}):
        return False
    is_word = kinds == {"letter"} and text[start : run[0][1]] in WORDS_OF_ONE_LETTER
    is_word = is_word and not (text[start].isupper() and text[start] != "I" and _WITHIN.search(text[:start]))
    if len(run) > 1 or (kinds == {"letter"} and _BY.search(text[max(0, start - MAX_BEFORE) : start]) is not None):
        return True
    return not (is_word or _UNIT_BEHIND.search(text[max(0, start - 12) : start]))


MAX_BEFORE = 80  # characters in which it stands what is done by a letter
# By which letter something is differentiated: it is no unit, and no word.
_BY = re.compile(
    r"(?i)(?<!\w)(?:respect\s+to|w\.?\s?r\.?\s?t\.?|bezüglich|par\s+rapport\s+(?:à|a)|respecto\s+(?:a|de)|rispetto\s+a|respeito\s+a"
    r"|(?:ableit|leite|differen[zt]i|stammfunktion)[^.?!]*\snach)\s+\Z"
)


def _kind(token: str, depth: int) -> str:
    """Return whether a token is an operator, a number, a letter or a formula; empty for a word."""
    if _OPERATOR.fullmatch(token):
        return "operator"
    if _NUMBER.fullmatch(token) or _LIST.fullmatch(token) or _DOTS.fullmatch(token):
        return "number"
    if _LETTER.fullmatch(token):
        return "letter"
    if token in _FUNCTIONS:
        return "function"
    if _OTHERS.fullmatch(token):
        return ""
    if _CALCULATION.fullmatch(token):
        return "number"
    closes = depth > 0 and token[-1:] in _CLOSED
    if not _JOINED.fullmatch(token) or not (closes or _SIGNS.search(token)) or token.count("|") % 2:
        return ""
    words = _WORDS.findall(re.sub(r"[₀-₉²³⁰-⁹]|\\[A-Za-z]+", " ", token))
    if len(words) == 1 and len(words[0]) > 1 and not units.reading.unit_fault(token):
        return ""  # `cm²`
    if not words:
        return "number" if "\\" in token else ""
    return "formula" if all(map(_is_of_formula, words)) else ""


def _is_of_formula(word: str) -> bool:
    return len(word) == 1 or word in _HEADS or is_function(word) or re.fullmatch(r"d[a-z]|[a-z]{2}", word) is not None
