r"""How sets are written by hand: `D = R\{1}`, `Dom f = …`, `A ∪ B = {1, 2}`, `(±1, 0)`, `(x, y) ∈ {(1, 6), …}`.

A name before a set is left aside where it is what the prompt asks for: the domain, the union that it writes. What is
left is read as ever.
"""

from __future__ import annotations

import re

from grader.marking.texts.sets.ranges import says_range
from grader.problems.declared.tree_kinds import holds_points
from grader.problems.question import Question

MAX_CHARACTERS = 300  # of a text that is looked into
# What any of these ways needs.
_ANY = re.compile(
    r"\\\{|\\\[|[Ø𝔻𝕎𝕃𝕊±]|\\pm|[Dd]om|\AD|\A\s*[(f\\{$]|∪|∩|\\c[au]p|\bcap\b|\bU\b|\bu\b|Δ|△|triangle|numbers|Zahlen|∈"
)
# A backslash before a bracket that a plain one closes is the sign of a difference.
_LESS_BRACES = re.compile(r"(?<=[\w)}ℝℚℤℕ])\s*\\\{(?P<inside>[^{}\\]*)(?<!\\)\}")
_LESS_BRACKETS = re.compile(r"(?<=[\w)}ℝℚℤℕ])\s*\\\[(?P<inside>[^\[\]\\]*)\]")
_ANNOUNCED = re.compile(
    r"\A\s*(?:[^\W\d_]{3,}(?:\s+[^\W\d_]{2,}){0,2}\s*[-–—]\s+|[➔➜►▶]\s*)(?=\\?[A-Za-z](?:_?\d)?\s*=)"
)
_DOUBLE = str.maketrans("𝔻𝕎𝕃𝕊Ø", "DWLS∅")
_DOMAIN = re.compile(
    r"(?i)(?<!co)(?<!\w)(?:domain|definitionsbereich|definitionsmenge|domaine|ensemble\s+de\s+définition|domini[oe]|domínio)(?!\w)"
)
_NAMED_DOMAIN = re.compile(
    r"[\s$]*(?:(?:Dom|dom|D)(?:\s?\(\s?f\s?\)|_\{?f\}?|\s?f)?|\\(?:operatorname|mathrm)\{[Dd]om\}\s?\(?f\)?|Dominio|Domain)\s*(?:=|:(?!=))\s*"
    r"|[\s$]*f\s+is\s+defined\s+(?:for|on)\s+"
)
_VALUE = re.compile(
    r"[\s$]*(?:f\s?\(\s?x\s?\)|f|(?:all|any|alle)\s+(?:(?:real|reellen)\s+)?(?:numbers|Zahlen))\s*(?=[<>≤≥∈]|\\[lg]eq?(?![A-Za-z])|\\in(?![A-Za-z]))"
)
_PAIRS = re.compile(r"\(\s*x\s*[,;|]\s*y\s*\)\s*(?:=|∈|\\in(?![A-Za-z]))\s*")
_SIGNED = re.compile(
    r"\(\s*(?P<first>(?:±|\\pm)?\s?[-−]?\d[\d./]*)\s*,\s*(?P<second>(?:±|\\pm)?\s?[-−]?\d[\d./]*)\s*\)"
)
_PLUS_MINUS = re.compile(r"±|\\pm")
_OPERATIONS = {
    "union": r"∪|\\cup(?![A-Za-z])|(?<=[A-Z])\s[Uu]\s(?=[A-Z])"
    r"|(?<!\w)(?i:union|vereinigt|vereinigung(?:smenge)?|réunion|unión|unione|cup)(?!\w)",
    "intersection": r"∩|\\cap(?![A-Za-z])"
    r"|(?<!\w)(?i:intersection|geschnitten|schnitt(?:menge)?|intersección|intersezione|cap)(?!\w)",
    "symmetric": r"Δ|△|⊕|\\(?:triangle|Delta|ominus)(?![A-Za-z])|(?<!\w)symmetric(?!\w)|symmetrische|symétrique",
}
_OPERATION = re.compile(
    r"[\s$]*(?P<one>[A-Z])\s*(?P<sign>[^\s\w=]|\\[A-Za-z]+|[Uu]|cap|cup|union|vereinigt|geschnitten)\s*(?P<other>[A-Z])\s*=[\s$]*(?=[{∅\[(]|\\\{)"
)


def plainly(question: Question, text: str) -> str:
    """Return a set in the way in which the reader knows it, without its name; any other text itself."""
    if len(text) > MAX_CHARACTERS or (_ANY.search(text) is None and _ANNOUNCED.match(text) is None):
        return text
    prompt = f"{question.lead} {question.prompt}"
    text = _ANNOUNCED.sub("", text)
    plain = _LESS_BRACES.sub(r" \\ {\g<inside>}", text.translate(_DOUBLE))
    plain = _LESS_BRACKETS.sub(r" \\ [\g<inside>]", plain)
    if _DOMAIN.search(prompt) is not None and not says_range(prompt):
        plain = _NAMED_DOMAIN.sub("", plain, count=1) if _NAMED_DOMAIN.match(plain) else plain
    if says_range(prompt) and _DOMAIN.search(prompt) is None and not question.for_all:
        plain = _VALUE.sub("y ", plain, count=1) if _VALUE.match(plain) else plain
    if (named := _OPERATION.match(plain)) is not None and _is_asked(prompt, named):
        plain = plain[named.end() :]
    if any(map(holds_points, question.accepted)):
        plain = _SIGNED.sub(_both, _PAIRS.sub("", plain))
    return plain


def _both(point: re.Match[str]) -> str:
    """Return both points that `(±1, 0)` is; with two signs it may be two or four, and stays as it is."""
    if len(_PLUS_MINUS.findall(point[0])) != 1:
        return point[0]
    return f"{_PLUS_MINUS.sub('', point[0])}, {_PLUS_MINUS.sub('-', point[0])}"


def _is_asked(prompt: str, named: re.Match[str]) -> bool:
    """Whether a prompt asks for the operation of two sets that stands before an answer, and for no other."""
    said = {name for name, signs in _OPERATIONS.items() if re.search(signs, prompt)}
    own = {name for name, signs in _OPERATIONS.items() if re.search(signs, named[0].replace("=", " "))}
    letters = {*re.findall(r"(?<![A-Za-z\\])[A-Z](?![A-Za-z])", prompt)}
    pairs = [
        {*pair}
        for pair in re.findall(r"(?<![A-Za-z\\])([A-Z])\s*(?:[^\s\w=]|\\[A-Za-z]+)\s*([A-Z])(?![A-Za-z])", prompt)
    ]
    mine = {named["one"], named["other"]}
    return said == own and len(own) == 1 and mine <= letters and (not pairs or mine in pairs)
