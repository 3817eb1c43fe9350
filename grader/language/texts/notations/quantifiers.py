r"""Formulas with quantifiers in their notations: `for all x there is a y: F(x, y)`, `forall x, exists y F(x,y)`.

Words become signs, brackets and marks fall away, and the letters that are bound are numbered: `∀y H(y)` is ∀x H(x).
What is negated stays so, and quantifiers stay in their order.
"""

from __future__ import annotations

import re

_NONE = (
    r"there\s+(?:is|are|exists?)\s+no(?:\s+such)?|es\s+(?:gibt|existiert)\s+kein(?:e|en)?"
    r"|il\s+n['’]existe\s+(?:pas|aucun)(?:\s+de)?|no\s+existe"
)
_ONE = (
    r"exactly\s+(?:one|1)|precisely\s+(?:one|1)|one\s+and\s+only\s+one|a\s+unique|unique"
    r"|genau\s+(?:1|ein(?:e|en)?)|un\s+unique|un\s+[úu]nico|un\s+unico"
)
_AN = r"an?|some|at\s+least\s+one|(?:mindestens\s+)?ein(?:e|en)?|une?|una?"
_WITH = (
    r"such\s+that|so\s+that|s\.?\s?t\.?|with|for\s+which|where|mit|so\s*dass|tels?\s+que|avec|tal\s+que|con"
    r"|tale\s+che|que"
)
_SOME = (
    r"(?:there\s+)?exists?|there\s+(?:is|are)|es\s+(?:existiert|gibt)|il\s+existe|existe|esiste"
    r"|for\s+some|für\s+ein(?:e|en)?|pour\s+un(?:e)?|para\s+alg[úu]n|per\s+qualche"
)
_ALL = r"for\s*(?:all|every|each|any)|für\s+(?:alle|jede[sn]?)|pour\s+tou(?:te?|s)|para\s+tod[oa]s?|per\s+ogni"
_WORDS = tuple(
    (re.compile(rf"(?i)(?<!\w)(?:{words})(?!\w)"), sign)
    for words, sign in (
        (rf"(?:not|nicht)\s+(?:{_ALL}|all|every|alle)", "¬∀"),
        (_ALL, "∀"),
        (_NONE, "¬∃"),
        (rf"(?:{_SOME})\s+(?:{_ONE})", "∃!"),
        (rf"(?:{_SOME})(?:\s+(?:{_AN}))?(?=\s+[(]?[a-z](?!\w)|\s?!)", "∃"),
        (rf"(?<=[a-z]\s)(?:{_WITH})", ":"),
    )
)
_TYPED = re.compile(r"\(\s*([AE])\s?([a-z])\s*\)|(?<!\w)([AE])\s?([a-z])\s?[.:](?=\s?[A-Z¬(])")  # `(Ax)(Ey) F(x, y)`
_NAMED_SIGN = {"A": "∀", "E": "∃"}
_JOINTS = (
    (re.compile(r"(?i)(?<!\w)(?:not|nicht|non)(?!\w)\s*|(?<!∃)[!~](?=\s?[A-Z∃∀(])"), "¬"),
    (
        re.compile(r"(?i)(?<!\w)(?:if|wenn|si|se)\s+([^→]{1,60}?),?\s+(?:then|dann|alors|entonces|allora)(?!\w)"),
        r"\1 →",
    ),
    (re.compile(r"(?i)(?<=[\w)])\s+(?:if\s+and\s+only\s+if|iff|gdw|genau\s+dann,?\s+wenn)\s+"), " ↔ "),
    (re.compile(r"(?i)(?<=[\w)])\s+(?:implies|impliziert|implique|implica)\s+|⊃"), " → "),
    (re.compile(r"(?i)(?<=[\w)])\s+(?:or|oder|ou|o|v)\s+(?=[\w(¬])|(?<=[\w)])\s?\|\|?\s?(?=[¬(\w])"), " ∨ "),
    (re.compile(r"(?i)(?<=[\w)])\s+(?:and|und|et|y|e)\s+(?=[\w(¬])|(?<=[\w)])\s?&&?\s?(?=[\w(¬])"), " ∧ "),
)
_BOUND = re.compile(r"[∀∃]!?\s*([a-z])(?![a-z])")
_SCOPE = re.compile(r"[\s()\[\]{}.:,]")


def quantified(text: str) -> str:
    """Return a formula with quantifiers in signs, without its brackets, with a number for each letter that they bind.

    A text without quantifiers stays as it is.
    """
    plain = text
    for words, sign in _WORDS:
        plain = words.sub(sign, plain)
    plain = _UNIQUE.sub("∃!", _TYPED.sub(lambda one: f"{_NAMED_SIGN[one[1] or one[3]]}{one[2] or one[4]} ", plain))
    if _BOUND.search(plain) is None:
        return text
    for words, sign in _JOINTS:
        plain = words.sub(sign, plain)
    for number, letter in enumerate(dict.fromkeys(_BOUND.findall(plain)), 1):
        plain = re.sub(rf"(?<![^\W\d_]){letter}(?![^\W\d_])", str(number), plain)
    return _SCOPE.sub("", plain)


_UNIQUE = re.compile(r"∃\s?(?:!|\^?\{?1\}?(?=\s?[a-z]))")
