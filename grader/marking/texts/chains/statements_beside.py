r"""Statements of one name beside each other with an odd sign between them, `x = 0 v x = ±2`, `x_1 = 0 / x_2 = 3`.

Where a set is asked for they are its members, and signs that only part or say `or` stand between these. With any other
sign, and where one value is asked for, nobody can tell what is stated: none of them is left aside for the last one.
What commas, lines, arrows and words part is read elsewhere.
"""

from __future__ import annotations

import re
from itertools import pairwise

from grader.claims.chains import depths
from grader.problems.question import Question

MAX_CHARACTERS = 300  # of a text that is looked into
_STATED = re.compile(
    r"(?<![\w\\^_{(|√*/+·-])(?P<base>\\[A-Za-z]+|[^\W\d_])(?P<index>_\{[^{}=]{1,12}\}|_?\d(?:\s?[,/]\s?\d)*|_\w|[₀-₉]+(?:[,/][₀-₉]+)*|\^?\{?\([1-9]\)\}?|)"
    r"\s*(?:=(?![=>])|[<>≤≥](?!=)|[<>]=(?!>)|\\(?:leq?|geq?|lt|gt)(?![A-Za-z]))"
)
# What says `or` between two statements, and what only parts them, which of bounds leaves open how they go together.
_OR = re.compile(r"(?:[^\S\n]+[vVU][^\S\n]+|[^\S\n]*[∨⋁˅∪][^\S\n]*|[^\S\n]*\\(?:cup|vee|lor)(?![A-Za-z])[^\S\n]*)\Z")
_PARTS = re.compile(
    r"(?:(?<=[\w)}\]])[^\S\n]*•[^\S\n]*|(?<=[\w)}\]])[^\S\n]+(?://?|\|\|?|[–—&])[^\S\n]+|[^\S\n]*\t[^\S\n]*|(?<=[\w)}\]])[^\S\n]{2,}"
    r"|[^\S\n]*(?:(?<!\\)\\[,;:! ]|\\q?quad(?![A-Za-z])|\\hspace\*?\{[^{}]*\})(?:[^\S\n]|\\[,;:! ])*)\Z"
)
_ENDED = re.compile(r"(?<=[\w)}])\.\s+\Z")  # a sentence
_ORDERED = re.compile(r"(?<=[\w)}\]])\s*[<>]\s*\Z")  # `λ_1 = 5 > λ_2 = 2`
_READ_ELSEWHERE = re.compile(
    r"(?:(?<!\\)[,;\n(\[{]\s*|\n\s*[-–—*•·]\s+|(?:[∂∇]|\\(?:partial|nabla))\S*\s+|[→⇒⇔⟹⟺]\s*|<?=+>\s*|->\s*|\\(?:\\|text\{[^{}]*\}|to|implies|iff|[A-Za-z]*arrow|land|wedge)\s*|∧\s*"
    r"|(?<!\w)[^\W\d_]{2,}(?:\s+\d{1,2})?[.:]?\s+|\s[yoeu]\s+|[.!?✗✘✓✔]\s+|\s/\s+|\\q?quad\s*|=\s*|\A\s*"
    r"|(?<=[\d)}]) )\Z"
)


def as_members(question: Question, text: str) -> str:
    """Return a text of a set with `or` between its statements where all signs between them are known; else itself.

    Indices that count the members, also several at once, `x_{2/3} = ±2`, are left out.
    """
    plain = undollared(text)
    places = statements(plain) if question.kind.is_set and len(text) <= MAX_CHARACTERS else []
    found = [(first, second, _parting(plain, first, second)) for first, second in pairwise(places)]
    counts_several = any(_SEVERAL.search(one["index"]) for one in places)
    counts_several = counts_several or any("(" in one["index"] for one in places)
    is_plain = not counts_several and all(sign is None for _, _, sign in found)
    if is_plain or _are_values(question, places) or _unclear(plain, found, is_set=True):
        return text
    is_counted = len({one["index"] for one in places}) == len(places) > 1
    if any(sign is None and first["index"] != second["index"] and not is_counted for first, second, sign in found):
        return text
    signs = {
        second.start(): sign or (_AND.search(plain[: second.start()], first.end()) if is_counted else None)
        for first, second, sign in found
    }
    for one in reversed(places):
        sign = signs.get(one.start())
        begins = one.start() if sign is None else sign.start()
        name = one["base"] if is_counted else f"{one['base']}{one['index']}"
        plain = f"{plain[:begins]}{'' if sign is None else ' or '}{name} {plain[one.end('index') :].lstrip()}"
    return _BULLET.sub("", plain) if any(sign is not None and "\n" in sign[0] for sign in signs.values()) else plain


_BULLET = re.compile(r"\A\s*[*•·]\s+")
_RELATION = re.compile(r"[=<>≤≥≈∈]|\\(?:leq?|geq?|lt|gt|approx|in)(?![A-Za-z])")
_SEVERAL = re.compile(r"[,/]")
# Members that are counted are alternatives, whatever parts them.
_AND = re.compile(
    r"(?:\s*[,;]?\s*\n\s*(?:[*•·]\s+|(?:and|or)\s+)?|[,;]\s*|\s*\\\\\s*|,?\s+(?:and|or|und|oder|et|ou|y|e|o|en|of)\s+)\Z"
)


def unclear(question: Question, text: str) -> str:
    """Return the second of two statements between which an odd sign stands; empty where none does."""
    plain = undollared(text)
    if len(text) > MAX_CHARACTERS or question.kind.is_array or len(question.fields) > 1:
        return ""
    places = statements(plain)
    found = [(first, second, _parting(plain, first, second)) for first, second in pairwise(places)]
    if not question.kind.is_set:
        alike = [one for one in found if one[2] is not None and one[0]["index"] == one[1]["index"]]
        if question.kind.is_condition:  # whose parts wide blanks part
            alike = [one for one in alike if one[2] is not None and one[2][0].strip(" ")]
        if alike and _ENDED.search(plain[: alike[0][1].start()]) is None:
            return plain[alike[0][1].start() :].strip()
    return _unclear(plain, found, is_set=question.kind.is_set)


_Found = tuple[re.Match[str], re.Match[str], re.Match[str] | None]


def is_equation(statement: re.Match[str]) -> bool:
    """Whether a statement is an equation, and no bound."""
    return _EQUAL.search(statement[0]) is not None


_EQUAL = re.compile(r"(?<![<>])=\s*\Z")


def undollared(text: str) -> str:
    """Return a text without the signs around formulas, two blanks between those beside each other."""
    return _BETWEEN_FORMULAS.sub("  ", text).replace("$", "")


_BETWEEN_FORMULAS = re.compile(r"\$[^\S\n]+\$")


def statements(text: str) -> list[re.Match[str]]:
    """Return where statements of the name begin that the first one is of; none where there is none.

    A letter behind an operator, `x + y = 5`, is no left side, unless another one of it stands just before.
    """
    depth = depths(text)
    found: list[re.Match[str]] = []
    for one in _STATED.finditer(text):
        if depth[one.start()]:
            continue
        goes_on = _OPERATOR.search(text, found[-1].end() if found else 0, one.start())
        is_plain = goes_on is None or (bool(found) and _NEXT.search(text, found[-1].end(), one.start()) is None)
        if is_plain and (not found or one["base"] == found[0]["base"]):
            found.append(one)
    return found


_OPERATOR = re.compile(r"[-+−*/·×^√]\s*\Z")
_NEXT = re.compile(r"[\n,;=<>≤≥]")


def _are_values(question: Question, places: list[re.Match[str]]) -> bool:
    """Whether brackets behind a letter are arguments: `f(1) = 0`, where `x^(1) = 2` counts solutions for x."""
    unknowns = {one.name for one in question.for_all}
    return any("(" in one["index"] and one["base"] not in unknowns for one in places)


def _parting(text: str, first: re.Match[str], second: re.Match[str]) -> re.Match[str] | None:
    """Return the known sign between two statements, None where there is none, or no value before it."""
    between, is_counted = text[: second.start()], first["index"] != second["index"]
    sign = _OR.search(between, first.end())
    if sign is None and is_equation(first) and is_equation(second):
        sign = _PARTS.search(between, first.end())
        sign = sign or ((_ENDED.search(between, first.end()) or _ORDERED.search(between)) if is_counted else None)
    return sign if sign is not None and text[first.end() : sign.start()].strip() else None


def _unclear(text: str, found: list[_Found], *, is_set: bool) -> str:
    """Return what stands behind a sign that nobody knows between two statements of one name.

    With another index the name may be a factor, `a_2 = 2·a_1 = 6`, where no set is asked for.
    """
    for first, second, parting in found:
        if parting is None and (is_set or first["index"] == second["index"]):
            between = text[first.end() : second.start()]
            is_of_another = _RELATION.search(between) is not None  # `V = 25, σ = √V = 5`
            is_of_another = is_of_another or (between.rstrip().endswith(":") and not is_equation(first))  # a case
            if between.strip() and not is_of_another and _READ_ELSEWHERE.search(between) is None:
                return text[second.start() :].strip()
    return ""
