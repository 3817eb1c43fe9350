r"""Calculations with letters that a prompt gives: `u - v = …` and `A = …` where `u + v` or `AB` is asked for."""

from __future__ import annotations

import re
from collections import Counter

from grader.claims.chains import chain
from grader.marking.asked.asked_names import formulas_asked_for
from grader.marking.asked.names.left_names import letters_in, name_of
from grader.problems.question import Question

_DRESS = re.compile(r"\\(?:left|right|cdot|mathbf|vec|boldsymbol|[,;! ])(?![A-Za-z])|[\s{}()*$]")
_TRANSPOSED = re.compile(r"\^\s*\{?\s*(?:\\top|\\intercal|\\mathsf\s*\{?T\}?|\\mathrm\s*\{?T\}?|T)\s*\}?|ᵀ")
_INVERTED = re.compile(r"\^\s*\{?\s*[-−]\s*1\s*\}?|⁻¹")
_CROSS = re.compile(r"\\times(?![A-Za-z])|×")
_LINEAR = re.compile(r"[A-Za-z\d+×'‵-]+")


def is_other_calculation(question: Question, left: str) -> bool:
    """Whether a left side is a given letter, or a sum or product of such, and not the calculation asked for.

    A transpose and an inverse are signs like others: `B^T` is not `A B^T`.
    """
    asked = formulas_asked_for(question.lead, question.prompt)
    prompts = f"{question.lead} {question.prompt}"
    if _is_beside_integral(prompts, left):
        return True
    if not asked:
        return False
    name = name_of(left)
    if name is not None and name.kind == "bare" and not name.above and _gives(prompts, name.of):
        return all(_is_made_of(prompts, name.of, one) for one in asked)
    said, wanted = _signs(prompts, left), [_signs(prompts, one) for one in asked]
    return said is not None and all(one is not None and one != said for one in wanted)


def _is_beside_integral(prompts: str, left: str) -> bool:
    r"""Whether a left side is an integral and a summand behind it that no prompt writes: `\int 2x dx + x = x^2`."""
    match = _BESIDE_INTEGRAL.fullmatch(left) if "int" in left or "∫" in left else None
    return match is not None and _DRESS.sub("", match["behind"]) not in _DRESS.sub("", prompts)


_BESIDE_INTEGRAL = re.compile(
    r"[\s$]*(?:\\int(?![A-Za-z])|∫)[^=+]*?(?:(?<![A-Za-z\\])d|\\mathrm\s*\{\s*d\s*\})\s*[a-z](?P<behind>\s*[-+−][^=]*[^\s=])"
)


def _signs(prompts: str, formula: str) -> tuple[Counter[str], Counter[str]] | None:
    """Return the letters of a sum or product of letters that are all given, and its signs and digits; else None."""
    tight = _DRESS.sub("", _CROSS.sub("×", _INVERTED.sub("‵", _TRANSPOSED.sub("'", formula))))
    letters = Counter(sign for sign in tight if sign.isalpha())
    is_given = bool(letters) and all(_gives(prompts, one) for one in letters)
    if not is_given or len(tight) < MEMBERS or _LINEAR.fullmatch(tight) is None:
        return None
    are_lists = all(_gives_list(prompts, one) for one in letters)
    tight = tight.replace("'" if are_lists else "×", "")  # `a^T b` is `a · b`, and `2 × a` is `2 a`
    return letters, Counter(sign for sign in tight if not sign.isalpha())


MEMBERS = 2  # signs of what is calculated with a letter; fewer are the letter itself


def _gives_list(prompts: str, letter: str) -> bool:
    """Whether a prompt says that a letter is a list in brackets, of which `a × b` and `a · b` are two products."""
    return re.search(rf"\$\s*(?:\\[a-z]+\s*\{{)?{re.escape(letter)}\}}?\s*=\s*[(\[]", prompts) is not None


def _gives(prompts: str, letter: str) -> bool:
    """Whether a prompt says what a letter is: `$A = …$`."""
    return re.search(rf"\$\s*(?:\\[a-z]+\s*\{{)?{re.escape(letter)}\}}?\s*=", prompts) is not None


def _is_made_of(prompts: str, letter: str, formula: str) -> bool:
    """Whether a formula is a calculation with a letter, or a product of letters that are all given: `AB`."""
    tight = "".join(formula.split())
    if tight.isalpha() and len(tight) > 1:
        return letter in tight and all(_gives(prompts, one) for one in tight)
    return letter in letters_in(formula) and name_of(chain(formula).members[0]) is None
