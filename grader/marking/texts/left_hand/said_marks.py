r"""Marks and operators that a left side may bear where the prompt speaks of them: `\hat\theta` of an estimate, `\lim`.

Each is known by its sign and by the words for it; without them it makes something else of what stands beside it.
"""

from __future__ import annotations

import re

from grader.marking.texts.left_hand import prompt_names
from grader.problems.question import Question

_DERIVING = (
    r"(?i)deriv|dériv|ableit|\bleite[nt]?\b|differenti|différent|diferencia|gradient|jacobi|hess|slope|steigung|pente|pendiente|tangent"
    r"|rate|speed|velocit|geschwindig|vitesse|accelerat|beschleun|backprop|sensitiv|\\partial|∂|\\nabla|∇|'|\\prime"
)
# What a mark at a letter says where the prompt asks for it in words.
_MARKS = (
    (
        re.compile(r"\\(?:wide)?(?:hat|tilde)|[\u0302\u0303]"),
        re.compile(r"(?i)estimat|estimad|estimer|schätz|predi[ck]t|vorhersag|likelihood|\bmle\b|\bmap\b|\bfit|regress"),
    ),
    (
        re.compile(r"\\(?:bar|overline)|[\u0304\u0305]"),
        re.compile(
            r"(?i)\bmean|averag|mittel|durchschnitt|moyen|media|promedio|gemiddeld|compl[eé]ment|komplement|conjug"
            r"|equilib|équilib|gleichgewicht|ruhelage|steady"
        ),
    ),
    (re.compile(r"\\d?dot|[\u0307\u0308]|'+"), re.compile(_DERIVING)),
    (
        re.compile(r"\^\{?(?:\*|\\ast|\\star)\}?|\*"),
        re.compile(r"(?i)optim|minim|maxim|best|fix|equilib|gleichgewicht|stationar|critical|conjug|adjoint|steady"),
    ),
    (re.compile(r"\^\{?\(\d\)\}?"), re.compile(rf"{_DERIVING}|layer|schicht")),
    (
        re.compile(r"\^[({]?[-−]1[)}]?|⁻¹"),
        re.compile(r"(?i)invers|invert|umkehr|kehrwert|kehrmatri|réciproque|rec[ií]proc"),
    ),
    (re.compile(r"\^\{?2\}?|²"), re.compile(r"(?i)varian|\bvar\b|chi|squared|quadrat|carré|R\^")),
    (re.compile(r"\^\{?(?:T|\\top|\\intercal|t)\}?|ᵀ"), re.compile(r"(?i)transpos|\^\s*\{?\s*(?:T|\\top)")),
)
# What stands before a formula that is worked out, where the prompt asks for such a value.
_OPERATORS = (
    (re.compile(r"\\?lim(?![a-z])"), re.compile(r"(?i)lim|grenzw|tend|approach|converg|konverg")),
    (
        re.compile(r"([A-Z])\([^()]*\)\s*[-−]\s*\1\([^()]*\)|\\i{0,2}int(?![a-z])|[∫∬]|\\?\[.*\]\s*_"),
        re.compile(
            r"(?i)\\i*nt|∫|integr|antideriv|stammf|primitiv|area|fläche|aire|volum|\bwork\b|arbeit|travail|trabajo"
        ),
    ),
    (re.compile(r"\\sum(?![a-z])|[∑Σ]"), re.compile(r"(?i)\\sum|∑|\bsum|serie|série|summe|reihe|somme|suma\b|total")),
    (re.compile(r"\\prod(?![a-z])|∏"), re.compile(r"(?i)\\prod|∏|produ[ck]t")),
    (
        re.compile(r"\\?(?:max|sup)(?![a-z])"),
        re.compile(r"(?i)max|sup|largest|greatest|highest|größt|höchst|mayor|grand"),
    ),
    (re.compile(r"\\?(?:min|inf)(?![a-z])"), re.compile(r"(?i)min|inf|smallest|least|lowest|kleinst|menor|petit")),
    (
        re.compile(r"\\?(?:rot|curl)(?![a-z])|(?:∇|\\nabla)\s*(?:×|\\times)"),
        re.compile(r"(?i)\brot\b|\\rot|curl|rotation|rotacional|rotore|∇\s*×|\\nabla\s*\\times"),
    ),
    (
        re.compile(r"\\?div(?![a-z])|(?:∇|\\nabla)\s*(?:[·⋅]|\\cdot)"),
        re.compile(r"(?i)diverg|\bdiv\b|\\nabla\s*\\cdot"),
    ),
    (
        re.compile(r"\\?arg(?![a-z])|∠|\\(?:measured)?angle(?![a-z])"),
        re.compile(r"(?i)\barg|phase|angle|winkel|ángulo|angolo"),
    ),
    (
        re.compile(r"\\?Re(?![a-z])"),
        re.compile(r"(?i)\breal\s+part|realteil|partie\s+réelle|parte\s+reale?\b|reëel|re[eë]le\s+deel"),
    ),
    (
        re.compile(r"\\?Im(?![a-z])"),
        re.compile(
            r"(?i)imaginary\s+part|imaginärteil|partie\s+imaginaire|parte\s+imaginari|parte\s+immaginari|imaginair"
        ),
    ),
    (re.compile(r"\\?(?:det|tr|Tr|rank|rk|rg|dim)(?![a-z])"), re.compile(r"(?i)det|trace|spur|traza|ran[gk]|dim")),
    (
        re.compile(r"\\?grad(?![a-z])|∇(?!\s*(?:\^|²))|D_|∂|Δ|\\Delta(?![a-z])|\([^()]*(?:\([^()]*\)[^()]*)*\)\s*'+\Z"),
        re.compile(_DERIVING),
    ),
)


def said_in(question: Question) -> str:
    """Return what a problem says."""
    return f"{question.title} {question.lead} {question.prompt}"


def is_mark_said(question: Question, mark: str) -> bool:
    """Whether a problem speaks of what a mark means."""
    plain, said = "".join(mark.split()), said_in(question)
    return any(sign.fullmatch(plain) and words.search(said) for sign, words in _MARKS)


def is_operator_said(question: Question, plain: str) -> bool:
    """Whether a left side begins with an operator that a problem speaks of."""
    said = said_in(question)
    if _TWICE.match(plain) and _TWICE_SAID.search(said) is None:
        return False
    found = (sign.match(plain) for sign, words in _OPERATORS if words.search(said))
    return any(match and (not _NAMED.fullmatch(match[0]) or _is_one(question, plain[match.end() :])) for match in found)


# Integrals of integrals, and what speaks of them.
_TWICE = re.compile(
    r"\\i{2,3}nt(?![a-z])|[∬∭]|(?:\\int(?![a-z])|∫)\s*(?:_\s*(?:\{[^{}]*\}|\w)\s*)?(?:\\int(?![a-z])|∫)"
)
_TWICE_SAID = re.compile(
    r"(?i)\\i{2,3}nt|[∬∭]|\\int.*\\int|∫.*∫|double|doppel|triple|dreifach|volum|area|fläche|aire|área|region|gebiet|mass"
)


def _is_one(question: Question, rest: str) -> bool:
    """Whether what stands behind the name of an operator is its argument alone: not `q - 1` of `min q - 1`."""
    behind = _BELOW.sub("", rest)
    if prompt_names.close(behind) in prompt_names.written(question):
        return True
    while behind != (shorter := _BRACKETS.sub("", behind)):
        behind = shorter
    return _JOINING.search(behind) is None


_NAMED = re.compile(
    r"\\?(?:max|sup|min|inf|det|[tT]r|rank|rk|rg|dim|rot|curl|div|arg|Re|Im)|∠|\\(?:measured)?angle|(?:∇|\\nabla)\s*(?:[·⋅×]|\\(?:cdot|times))"
)
_BELOW = re.compile(r"\A\s*_\s*(?:\{[^{}]*\}|\w)")
_BRACKETS = re.compile(r"\\begin\{.*\\end\{\w*\}|\([^()]*\)|\\?\{[^{}]*\}|\[[^\[\]]*\]", re.DOTALL)
_JOINING = re.compile(r"[-+−*/^²³'!·\d]")


_RANDOM = re.compile(r"(?i)densit|dichte|distribut|verteil|random|zufall|varian|deviat|abweich|expect|erwart|normal")


def is_random(question: Question) -> bool:
    """Whether a problem speaks of random variables, which names bear below them: `f_X`."""
    return _RANDOM.search(said_in(question)) is not None
