r"""An option that is a formula, typed otherwise: `det(A) = 1` for $\det A=1$, `N s` for N·s, `1 < p` for p > 1."""

from __future__ import annotations

import re
from collections.abc import Iterator

from grader.claims.wording import signs
from grader.problems.question import Question

MAX_CHARACTERS = 120  # of a formula
_TYPED = {
    **{r"\le": "≤", r"\leq": "≤", r"\ge": "≥", r"\geq": "≥", r"\ne": "≠", r"\neq": "≠", r"\lt": "<", r"\gt": ">"},
    **{
        r"\cdot": "·",
        r"\times": "×",
        r"\pm": "±",
        r"\cap": "∩",
        r"\cup": "∪",
        r"\in": "∈",
        r"\infty": "∞",
        r"\mid": "|",
    },
    **{r"\subset": "⊂", r"\subseteq": "⊆", r"\emptyset": "∅", r"\varnothing": "∅", "<=": "≤", ">=": "≥", "!=": "≠"},
    **{r"\alpha": "α", r"\beta": "β", r"\lambda": "λ", r"\mu": "μ", r"\sigma": "σ", r"\pi": "π", r"\theta": "θ"},
}
_COMMAND = re.compile(
    r"\\(?:leq?|geq?|neq?|lt|gt|cdot|times|pm|cap|cup|in|infty|mid|subset(?:eq)?|emptyset|varnothing|alpha|beta|lambda|mu"
    r"|sigma|pi|theta)(?![A-Za-z])|<=|>=|!="
)
_FRACTION = re.compile(r"\\[dt]?frac\s*(?:\{\s*(-?\w{1,8})\s*\}|(\d))\s*(?:\{\s*(\w{1,8})\s*\}|(\d))")
_CALL = re.compile(r"(?<![^\W_])\\?(?P<name>[^\W\d_]{2,8})\s*(?:\(\s*(?P<held>\w)\s*\)|\s+(?P<bare>\w)(?!\w))")
_POINT = re.compile(r"(?<=[^\W\d_])\s*[·⋅*]\s*(?=[^\W\d_(])|(?<=[)\d])\s*[·⋅*]\s*(?=[^\W\d_(])")
_SET = re.compile(r"\\(?:left|right|,|;|!|:|mathrm|text|operatorname)(?![A-Za-z])|[$\s]")
_GROUPED = re.compile(r"\{[^{}]*\W[^{}]*\}")  # braces that hold more than a name
_SIDES = re.compile(r"([^<>=≤≥≠∈⊂⊆]+)([<>=])([^<>=≤≥≠∈⊂⊆]+)")
_TURNED = {"<": ">", ">": "<", "=": "="}


def plain_formula(text: str) -> str:
    """Return a formula as one of all ways in which it may be typed, empty where it is none of the simple ones.

    Without blanks, dots between factors and brackets around the one letter that a name is called with, the smaller side
    of an inequality in front.
    """
    if len(text) > MAX_CHARACTERS:
        return ""
    plain = _COMMAND.sub(
        lambda match: _TYPED[match[0]], _FRACTION.sub(_typed_fraction, text.strip(" $\n").rstrip(" $.\n"))
    )
    plain = _CALL.sub(lambda match: f"{match['name']} {match['held'] or match['bare']}", plain.replace("−", "-"))
    if _GROUPED.search(plain) is not None:
        return ""
    plain = _SET.sub("", _POINT.sub("", plain)).replace("{", "").replace("}", "")
    return _turned(plain) if "=" not in plain else plain


def _turned(plain: str) -> str:
    """Return a formula with the two sides of its only relation in one order."""
    sides = _SIDES.fullmatch(plain)
    return plain if sides is None or sides[1] <= sides[3] else f"{sides[3]}{_TURNED[sides[2]]}{sides[1]}"


def _is_set(phrase: str) -> bool:
    """Whether an option is set as mathematics, where the sides of an equation may change places; in a program not."""
    return "$" in phrase or "\\" in phrase


def _is_formula(phrase: str) -> bool:
    return bool(signs(phrase)) or re.search(r"(?<=[\w'])\(|\$", phrase) is not None


def _typed_fraction(match: re.Match[str]) -> str:
    return f"{match[1] or match[2]}/{match[3] or match[4]}"


def as_formula(question: Question, said: str) -> Iterator[str]:
    """Yield the words of the one option that is the same formula as a whole text."""
    plain = plain_formula(said)
    turned = _turned(plain)
    options = {phrase: plain_formula(phrase) for phrase in question.options.values() if _is_formula(phrase)}
    found = [
        phrase
        for phrase, formula in options.items()
        if plain and (formula == plain or (_is_set(phrase) and _turned(formula) == turned))
    ]
    yield from found if len(found) == 1 else ()


def calls_spelled(phrase: str) -> Iterator[str]:
    """Yield an option in small letters with the letter that a name is called with in brackets: `det(a) = 1`."""
    called = _BARE.sub(r"\1(\2)", phrase)
    if called != phrase:
        tight = re.sub(r"\s*([=<>≤≥])\s*", r"\1", called)
        yield from {called, tight, re.sub(r"([=<>≤≥])", r" \1 ", tight)}


_BARE = re.compile(r"(?<![^\W_])(det|dim|ker|ln|log|sin|cos|tan|exp|tr|rank|rang|im) (\w)(?=\s*(?:[=<>≤≥+*/·-]|$))")
