r"""Names that a prompt gives, `$A = …$`, `$f(x) = x^2$`, where something else of them is asked for: `A = -1` is false.

The value of an answer is said of a name that the prompt does not know, of exactly what it asks for, or of a calculation
with given data; what it gives has another value, and what has an operator around it another one again.
"""

from __future__ import annotations

import math
import re
from fractions import Fraction
from functools import lru_cache

from grader.claims.chains import chain
from grader.claims.statements import Setting
from grader.errors import AnswerError, LimitError
from grader.evidence import samples
from grader.evidence.budget import LIMITS, Budget
from grader.language.domains import REAL, Variable
from grader.language.reader import read
from grader.marking.asked.about.events import is_other_probability
from grader.marking.asked.names.left_names import name_of
from grader.marking.asked.names.plain_names import tightened
from grader.marking.asked.other_things.asked_formulas import is_asked_otherwise
from grader.marking.asked.other_things.differentials import is_differential
from grader.marking.asked.other_things.given_numbers import CHANGES, is_given_number
from grader.marking.asked.other_things.parts_of_asked import is_around_asked
from grader.marking.asked.other_things.sums_named import is_no_sum
from grader.marking.asked.other_things.transforms import is_of_other_place
from grader.problems.question import Question

KEPT = 2_000  # prompts of which it is kept what they give
MAX_CHARACTERS = 80  # of a left side that is looked into
_FORMULA = re.compile(r"\$([^$]{1,300})\$")
# Nouns and verbs of what is another function than the given one; a polynomial of Taylor is written as its function.
ANOTHER = re.compile(
    r"(?i)\b(?:second\s+)?deriv|dériv|ableitung|\bleite[nt]?\b|differentiat|différenti|antideriv|stammfunktion|primitiv"
    r"|inverse|inversa|umkehrfunktion|réciproque|laplace|fourier|marginal|\bgrenz(?:kosten|erlös|gewinn|nutzen|produkt)"
)
_TELLS_BOTH = re.compile(r"(?i)taylor|maclaurin|series|reihe|série|serie|equation|gleichung|équation|ecuaci|solve|lös")
_ARRAY = re.compile(r"\s*(?:\\left\s*)?(?:\\begin\{[a-zA-Z]*matrix\}|\[\s*\[)")
_COMPLEX = re.compile(r"(?=.*\d)[\d\s.+*/·^(){}i−-]*i[\d\s.+*/·^(){}i−-]*")
_OPERATES = re.compile(
    r"['’′∂∇∫Δ]|\\(?:prime|partial|nabla|int|d?frac\s*\{\s*d|mathcal|lim|dot)|\bd\s*/|\^\s*\{?\s*[-−]\s*1"
)


def is_around_given(question: Question, left: str) -> bool:
    """Whether a left side is something else that the prompt names, or has an operator around what it names."""
    return (
        is_given_otherwise(question, left)
        or is_of_other_data(question, left)
        or is_other_probability(question, left)
        or is_differential(question, left)
        or is_around_asked(question, left)
        or is_no_sum(question, left)
        or is_given_number(question, left)
        or is_of_other_place(question, left)
        or is_asked_otherwise(question, left)
        or _is_turned_over(question, left)
    )


def _is_turned_over(question: Question, left: str) -> bool:
    """Whether a left side is a quotient that the prompt has only the other way up: `U/Y` of `Y(s)/U(s)`."""
    match = _QUOTIENT.fullmatch(_FRACTION.sub(r"\g<over>/\g<under>", left)) if "/" in left or "frac" in left else None
    if match is None:
        return False
    said = frozenset(
        (one["over"], one["under"])
        for one in _QUOTIENTS.finditer(_FRACTION.sub(r"\g<over>/\g<under>", f"{question.lead} {question.prompt}"))
    )
    pair = (match["over"], match["under"])
    return pair not in said and pair[::-1] in said


_OF_PLACE = r"(?:\([A-Za-z]\))?"
_HELD = rf"[A-Za-z](?:_\w)?\s*{_OF_PLACE}"
_FRACTION = re.compile(rf"\\[dt]?frac\s*\{{\s*(?P<over>{_HELD})\s*\}}\s*\{{\s*(?P<under>{_HELD})\s*\}}")
_QUOTIENT = re.compile(
    rf"[\s$]*(?P<over>[A-Za-z](?:_\w)?){_OF_PLACE}\s*/\s*(?P<under>[A-Za-z](?:_\w)?){_OF_PLACE}[\s$]*"
)
_QUOTIENTS = re.compile(
    rf"(?<![\w\\])(?P<over>[A-Za-z](?:_\w)?){_OF_PLACE}\s*/\s*(?P<under>[A-Za-z](?:_\w)?){_OF_PLACE}(?![\w(])"
)


def is_given_otherwise(question: Question, left: str) -> bool:
    """Whether a left side is a name or function that the prompt gives with a value that is not what is asked for."""
    prompts = f"{question.lead} {question.prompt}"
    if "=" not in prompts and not question.names.symbols:
        return False
    tight = tightened(left, has_braces=False)
    if not tight or len(tight) > MAX_CHARACTERS or _OPERATES.search(left) is not None:
        return False
    if question.kind.is_expression and question.names.symbols:
        return _is_given_function(question, tight)
    body = formulas_given(prompts).get(tight, "")
    if not body or question.kind.is_one_number != "always" or CHANGES.search(prompts) is not None:
        return False
    return _ARRAY.match(body) is not None or _COMPLEX.fullmatch(body) is not None


def is_of_other_data(question: Question, left: str) -> bool:
    """Whether a left side is a Taylor polynomial of another degree, a remainder, or a distance between other points."""
    if _is_around_symbol(question, left) or _is_of_other_numbers(question, left):
        return True
    if (between := _BETWEEN.fullmatch(left)) is not None:
        known = frozenset(_POINT.findall(question.prompt))
        return len(known) > 1 and not {between["one"], between["other"]} <= known
    ordered = _ORDERED.fullmatch(left)
    wanted = _DEGREE.search(question.prompt) if ordered is not None else None
    return (
        wanted is not None and ordered is not None and (ordered["head"] == "R" or ordered["order"] != wanted["order"])
    )


def _is_of_other_numbers(question: Question, left: str) -> bool:
    r"""Whether a left side is a divisor or multiple of other numbers than the prompt's: `\gcd(6, 12)` of 12 and 18."""
    match = _DIVIDES.fullmatch(left)
    known = frozenset(re.findall(r"\d+", f"{question.lead} {question.prompt}")) if match is not None else frozenset()
    return match is not None and len(known) > 1 and not known.issuperset(re.findall(r"\d+", match["of"]))


_DIVIDES = re.compile(
    r"[\s$]*\\?(?:operatorname\s*\{)?(?:gcd|lcm|ggT|kgV|pgcd|ppcm|mcd|mcm|GCD|LCM|PGCD|PPCM|MCD|MCM)\}?\s*(?:\\left)?"
    r"\((?P<of>[\s\d,;]+)(?:\\right)?\)[\s$]*"
)


def _is_around_symbol(question: Question, left: str) -> bool:
    r"""Whether a left side is a calculation with the accented symbol of the answer: `n \\bar x`."""
    symbol = next((field.symbol for field in question.fields.values()), "") if len(question.fields) == 1 else ""
    match = _ACCENTED.fullmatch(symbol)
    if match is None or len(left) > MAX_CHARACTERS:
        return False
    own = rf"{match['of']}_?\{{?{match['mark']}\}}?|\\{match['mark']}\s*\{{?\s*{match['of']}\s*\}}?"
    around = re.sub(own, " § ", left, count=1)
    return around != left and re.search(r"[A-Za-z\d+*/^·×−-]", around.replace("$", "")) is not None


_ACCENTED = re.compile(r"\\?(?P<mark>bar|hat|tilde)[\s_{]*(?P<of>[A-Za-z])\}?")
_BETWEEN = re.compile(r"[\s$]*(?:d|dist)\s*\(\s*(?P<one>[A-Z])\s*,\s*(?P<other>[A-Z])\s*\)[\s$]*")
_POINT = re.compile(r"(?<![A-Za-z\\])[A-Z](?![A-Za-z])")
_ORDERED = re.compile(r"[\s$]*(?P<head>[TPR])_\{?(?P<order>\d)\}?\s*(?:\([^()]*\))?[\s$]*")
_DEGREE = re.compile(
    r"(?i)(?:taylor|maclaurin)[^.?!$]*\b(?:degree|order|grade?s?|ordnung|degré|ordre|grado|orden)\s+\$?(?P<order>\d)"
)


def _is_given_function(question: Question, tight: str) -> bool:
    """Whether a left side is a function that the prompt gives, and the answer is another one, its derivative, say."""
    prompts = f"{question.lead} {question.prompt}"
    given = {one: body for one, body in formulas_given(prompts).items() if _AT_NUMBER.search(one) is None}
    called = _CALLED.fullmatch(tight)
    is_letter = len(tight) == 1 and tight.isalpha() and tight != "y"
    head = f"{called['of'] if called is not None else tight}("
    found = [body for one, body in given.items() if one == tight or one.startswith(head)] if called or is_letter else []
    found = found or ([given[tight]] if tight in given else [])
    if not found or (_TELLS_BOTH.search(prompts) is not None and _TANGENT.search(question.prompt) is None):
        return False
    if ANOTHER.search(question.prompt) is not None or _TANGENT.search(question.prompt) is not None:
        return True
    is_one_of_it = called is not None or is_letter
    return is_one_of_it and CHANGES.search(prompts) is None and all(_is_of_other_value(question, one) for one in found)


POINTS = tuple(Fraction(one, 7) for one in (3, 8, 11, 16))  # at which functions are compared


def _is_of_other_value(question: Question, body: str) -> bool:
    """Whether a formula of the prompt has another value than all that is accepted, at some point."""
    names = sorted(question.names.symbols)
    try:
        trees = [one.tree for one in read(body, question.names)]
    except (AnswerError, LimitError):
        return False
    setting = Setting(tuple(Variable(one, REAL) for one in names))
    points = [{name: at + n for n, name in enumerate(names)} for at in POINTS]
    own = [samples(one, setting, points, Budget(LIMITS)) for one in question.accepted]
    found = [samples(one, setting, points, Budget(LIMITS)) for one in trees]
    return bool(own) and all(
        any(_are_apart(*pair) for pair in zip(one, two, strict=True)) for one in own for two in found
    )


def _are_apart(one: float | None, other: float | None) -> bool:
    return one is not None and other is not None and not math.isclose(one, other, rel_tol=1e-9, abs_tol=1e-12)


_AT_NUMBER = re.compile(r"\([-−]?[\d.]+\)")  # `x(0) = 0` gives a value of it, no formula
_TANGENT = re.compile(r"(?i)\btangent")  # of whose equation nobody says that it is the function's
_CALLED = re.compile(r"(?P<of>[A-Za-z])\([a-z]\)")


@lru_cache(maxsize=KEPT)
def formulas_given(prompts: str) -> dict[str, str]:
    """Return what the formulas of prompts give to names, each once."""
    found: dict[str, set[str]] = {}
    for formula in _FORMULA.findall(prompts):
        members = chain(formula).members
        if len(members) == 2 and name_of(members[0]) is not None:
            found.setdefault(tightened(members[0], has_braces=False), set()).add(members[1].strip())
    return {name: next(iter(values)) for name, values in found.items() if len(values) == 1}
