r"""Left sides that are written like the formula that is asked for, and are of something else: `|e_0|` of $|e_1|$.

Both are taken apart into signs. Where only numbers differ, another index, place or power is meant; a letter that
differs is another thing where the prompt has it, too, `\hat p` of $\hat q$, and else may be the student's own.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from fractions import Fraction
from functools import lru_cache
from itertools import pairwise

from grader.claims.chains import chain
from grader.language.spelling.greek import PRINTED
from grader.marking.asked.asked_names import formulas_asked_by
from grader.marking.asked.left_sides import asking as parts
from grader.marking.asked.names.left_names import name_of
from grader.marking.asked.names.marked import with_commands
from grader.problems.question import Question

MAX_CHARACTERS = 80  # of a formula that is looked into
MIN_SIGNS = 2  # fewer are a letter by itself
_WIDE: Mapping[str, str] = {"overline": "bar", "widehat": "hat", "widetilde": "tilde"}
_SPELLED: tuple[tuple[re.Pattern[str], str | Callable[[re.Match[str]], str]], ...] = (
    (re.compile(r"\\(?:mathrm|operatorname|text|mathbb|mathbf|boldsymbol|mathit)\s*\{([^{}]*)\}"), r" \1 "),
    (re.compile(r"\\(?:left|right|limits|displaystyle|big|Big)(?![A-Za-z])|\\[,;:! ]|[$~]"), " "),
    (re.compile(r"\\(?:\||[lr]?Vert(?![A-Za-z]))|\|\|"), "‖"),
    (re.compile(r"\\(?:[lr]?vert|mid)(?![A-Za-z])"), "|"),
    (re.compile(r"\\langle(?![A-Za-z])|<(?=[^=<>]*[,|][^=<>]*>)"), "⟨"),
    (re.compile(r"\\rangle(?![A-Za-z])|(?<=[\w)}])\s*>\s*\Z"), "⟩"),
    (re.compile(r"\\(overline|widehat|widetilde)(?![A-Za-z])"), lambda one: f"\\{_WIDE[one[1]]}"),
    (re.compile(r"\\nabla(?![A-Za-z])|(?<![A-Za-z\\])grad(?![A-Za-z])"), "∇"),
    (re.compile(r"\\partial(?![A-Za-z])"), "∂"),
    (re.compile(r"\\sqrt(?![A-Za-z])"), "√"),
    (re.compile(r"\\(?:cdot|times)(?![A-Za-z])|[·⋅]"), "*"),
    (re.compile(r"\\(?:leq?|leqslant)(?![A-Za-z])|<="), "≤"),
    (re.compile(r"\\(?:geq?|geqslant)(?![A-Za-z])|>="), "≥"),
    (re.compile(r"\\(sin|cos|tan|ln|log|exp|det|lim|max|min|Pr)(?![A-Za-z])"), r" \1 "),
    (re.compile(r"[−–]"), "-"),
    (re.compile(r"[△∆]"), "Δ"),
    (re.compile(r"(?<=_\{)(\d),(\d)(?=\})"), r"\1\2"),
)
_SMALL = str.maketrans("₀₁₂₃₄₅₆₇₈₉", "0123456789")
_BELOW, _ABOVE = re.compile("[₀-₉]+"), re.compile("[²³]")
_GREEK = re.compile(r"\\?(?<![A-Za-z])([A-Za-z]{2,7})(?![A-Za-z])")
_SIGN = re.compile(r"\\[A-Za-z]+|[A-Za-z]{3,}|ln|tr|rk|Pr|\d+(?:\.\d+)?(?:/[1-9]\d*)?|[^\s{}]")
_ROUND = re.compile(r"(?P<word>[A-Za-z]{3,}|ln|tr|rk)\s*(?P<letter>[^\W\d_](?:_\d)?)(?=[\s$]*\Z)")
_OPERATED = frozenset("+-/*×=∪∩,;")
_COMMUTING = frozenset({"+", "*", "|", "‖", "⟨", "∪", "∩", "Cov", "gcd", "lcm", "max", "min"})
_OPERATORS = frozenset("Δ∇∂ΣΠ")
_OPENS, _CLOSES = frozenset("([⟨"), frozenset(")]⟩")


def is_of_other_inside(question: Question, left: str, text: str) -> bool:
    """Whether a left side is written like the formula that is asked for, with another number or letter inside."""
    if len(left) > MAX_CHARACTERS or question.kind.reads != "value" or len(question.fields) > 1:
        return False
    asked = {one for formula in formulas_asked_by(question) for one in formula.split("=")}
    said, wanted = _signs(left), [_signs(one) for one in asked if len(one) <= MAX_CHARACTERS]
    wanted += [(one[0], "(", one[2], ")") for one in wanted if [*map(_kind, one)] == ["letter", "_", "number"]]
    if not wanted or len(said) < MIN_SIGNS or said in wanted:
        return False
    if any(_signs(one) in wanted for one in chain(text).members[1:-1]):
        return False  # it goes on to what is asked for
    told = _letters(parts.prompts(question))
    return any(_is_of_other(said, one, told) for one in wanted) or any(
        _is_derived_otherwise(left, one) for one in asked
    )


def _signs(formula: str) -> tuple[str, ...]:
    """Return the signs that a formula is made of, in one spelling."""
    plain = _ABOVE.sub(_raised, _BELOW.sub(_lowered, with_commands(formula)))
    for pattern, put in _SPELLED:
        plain = pattern.sub(put, plain)
    plain = _ROUND.sub(r"\g<word>(\g<letter>)", _GREEK.sub(_printed, plain))
    return tuple("(" if one == "[" else ")" if one == "]" else one for one in _SIGN.findall(plain))


def _lowered(match: re.Match[str]) -> str:
    return f"_{{{match[0].translate(_SMALL)}}}"


def _raised(match: re.Match[str]) -> str:
    return "^2" if match[0] == "²" else "^3"


def _printed(match: re.Match[str]) -> str:
    return PRINTED.get(match[1].removeprefix("var"), match[0])


def _is_of_other(said: tuple[str, ...], wanted: tuple[str, ...], told: frozenset[str]) -> bool:
    """Whether two rows of signs are alike but for numbers, or for letters of which the prompt tells."""
    if [*map(_kind, said)] != [*map(_kind, wanted)] or "letter" not in map(_kind, said) or _is_operated(said):
        return False
    if (said[0] == "(" or not _COMMUTING.isdisjoint(said)) and sorted(said) == sorted(wanted):
        return False  # of names in another order the values are, too
    pairs = [(one, other) for one, other in zip(said, wanted, strict=True) if one != other]
    numbers = [pair for pair in pairs if _kind(pair[0]) == "number"]
    letters = [one for one, _ in pairs if _kind(one) == "letter"]
    is_own = any(one not in told for one in letters)
    return not is_own and (bool(letters) or any(Fraction(one) != Fraction(other) for one, other in numbers))


def _kind(sign: str) -> str:
    if sign[0].isdigit():
        return "number"
    return "letter" if len(sign) == 1 and sign.isalpha() and sign not in _OPERATORS else sign


def _is_operated(signs: tuple[str, ...]) -> bool:
    """Whether something is calculated outside of brackets and bars, or letters stand beside each other as a product."""
    depth, is_barred = 0, False
    for sign in signs:
        depth += (sign in _OPENS) - (sign in _CLOSES)
        is_barred = is_barred ^ (sign in {"|", "‖"})
        if sign in _OPERATED and not depth and not is_barred:
            return True
    return any(_kind(one) == _kind(two) == "letter" for one, two in pairwise(signs))


@lru_cache(maxsize=parts.KEPT)
def _letters(said: str) -> frozenset[str]:
    """Return the letters that stand in the formulas of prompts, or by themselves."""
    formulas = _FORMULA.findall(said)
    plain = frozenset(one for one in parts.letters_in(said) if len(one) == 1)
    return plain | frozenset(one for each in formulas for one in _signs(each) if _kind(one) == "letter")


_FORMULA = re.compile(r"\$([^$]{1,300})\$")
_DOTTED = re.compile(r"\\(?P<dots>d{1,2})ot(?![A-Za-z])\s*\{?\s*(?P<of>[A-Za-z])\s*\}?")


def _is_derived_otherwise(left: str, asked: str) -> bool:
    r"""Whether a derivative by time in dots is asked for, and a left side is another one: `x'` of $\ddot x$."""
    wanted = _DOTTED.fullmatch(asked.strip())
    name = name_of(_DOTTED.sub(_primed, with_commands(left))) if wanted is not None else None
    if wanted is None or name is None or name.kind != "derivative":
        return False
    return (name.of[:1], name.order) != (wanted["of"], len(wanted["dots"]))


def _primed(match: re.Match[str]) -> str:
    return match["of"] + "'" * len(match["dots"])
