r"""Signs of the calculus around what a prompt asks about, which make something else of it: `df`, `\int F dx`, `(x^3)'`.

Where a derivative is asked for, a differential is none, and primes count its order; where an antiderivative is, the
integral must be of the given function by its variable.
"""

from __future__ import annotations

import re

from grader.claims.chains import chain
from grader.marking.asked.about.objects import asked_of
from grader.marking.asked.asked_names import asked_names
from grader.marking.asked.names.left_names import letters_in, name_of
from grader.marking.asked.names.plain_names import tightened
from grader.marking.asked.words.nouns import asked_by_noun
from grader.problems.question import Question

MAX_CHARACTERS = 120  # of a left side that is looked into
_DIFFERENTIAL = re.compile(r"(?:d|∂|\\partial|\\mathrm\{d\}|\\mathrmd)(?P<of>[a-zA-Z])")
_PRIMED = re.compile(r"\(.+\)(?P<primes>['’′]+|\^\\prime|\^\{(?:\\prime)+\})")
_INTEGRATING = re.compile(r"\\int(?![A-Za-z])(?:\\limits(?![A-Za-z]))?")
_INTEGRAL = re.compile(r"∫(?![_^])(?P<of>.*?)(?:(?:\\mathrm\{?)?d\}?(?P<by>[a-zA-Z]))?")
_ASKED = re.compile(r"(?i)antideriv|stammfunktion|primitiv|indefinite|unbestimmt|indéfini|indefinid")
_DEFINITE = re.compile(r"(?i)(?<!in)definite\b|\barea\b|fläche|\baire\b|\bárea\b|\\int\s*_|∫\s*_")
_FORMULA = re.compile(r"\$([^$]{1,300})\$")


def is_differential(question: Question, left: str) -> bool:
    """Whether a left side is a differential or another derivative or integral than the one that is asked for."""
    if len(left) > MAX_CHARACTERS or question.kind.reads != "value":
        return False
    tight = tightened(_INTEGRATING.sub("∫", left))
    if tight.startswith("∫"):
        return _is_of_another(question, tight)
    if left.lstrip(" $").startswith(("\\nabla", "∇")) and _is_gradient_of_other(question, left):
        return True
    names = asked_names(question) | asked_by_noun(question.lead, question.prompt).sure
    derivatives = [one for one in names if one.kind == "derivative"]
    if not derivatives or len(derivatives) < len(names):
        return False
    if (alone := _DIFFERENTIAL.fullmatch(tight)) is not None:
        return alone[0] not in question.names.symbols
    primed = _PRIMED.fullmatch(tight)
    if primed is None:
        return False
    order = len(primed["primes"]) if "prime" not in primed["primes"] else primed["primes"].count("prime")
    is_given = tight[1 : primed.start("primes") - 1] in _given(question)
    return is_given and all(one.order != order for one in derivatives)


def _is_gradient_of_other(question: Question, left: str) -> bool:
    """Whether the gradient of one function is asked for, and a left side is that of another letter."""
    name, of = name_of(left), {one.partition("(")[0] for one in asked_of(question, "G")}
    functions = {one for one in of if len(one) == 1}
    return name is not None and name.kind == "derivative" and bool(name.of and functions) and name.of not in functions


def _given(question: Question) -> frozenset[str]:
    """Return the formulas of a problem and their sides without blanks."""
    formulas = _FORMULA.findall(f"{question.lead} {question.prompt}")
    sides = (side for one in formulas for side in chain(one).members)
    return frozenset(tightened(side, has_braces=False) for side in sides)


def _is_of_another(question: Question, tight: str) -> bool:
    """Whether an antiderivative is asked for, and an integral is of another call of f, or by another letter."""
    said = f"{question.lead} {question.prompt}"
    match = _INTEGRAL.fullmatch(tight)
    if match is None or _ASKED.search(said) is None or _DEFINITE.search(said) is not None:
        return False
    symbols = question.names.symbols
    if match["by"] and symbols and match["by"] not in symbols and match["by"] not in letters_in(match["of"]):
        return True  # by a letter that does not stand in it, and no substitution
    return _OTHER_CALL.fullmatch(match["of"]) is not None and re.sub(r"[{}]", "", match["of"]) not in _given(question)


def is_integral_asked(question: Question, left: str) -> bool:
    """Whether an antiderivative is asked for, and a left side is the integral of what the prompt gives."""
    tight = tightened(_INTEGRATING.sub("∫", left), has_braces=False)
    match = _INTEGRAL.fullmatch(tight) if len(left) <= MAX_CHARACTERS and tight.startswith("∫") else None
    if match is None or _ASKED.search(question.prompt) is None or _DEFINITE.search(question.prompt) is not None:
        return False
    given = {one.replace("\\", "") for one in _given(question)}  # `\cos x` is `cos x`
    return match["by"] in question.names.symbols and match["of"].replace("\\", "") in given


# Functions that are no `f(x)`: `f(2x)`, `f^2`, `F`, `F(x)`.
_OTHER_CALL = re.compile(
    r"[A-Z](?:\([a-z]\))?|[a-z](?:\^\{?\d\}?|²)(?:\([a-z]\))?|[fgh]\((?![a-z]\))[^()]*\)|\d+[fg](?:\([a-z]\))?"
)
