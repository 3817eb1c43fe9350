r"""Left sides that hold what is asked for and more, `f'(x) f''(x)`, `v t` of a speed, or its data: `u · (u + v)`.

Each is said of something else than what is asked for; what comes to that is a calculation whose value is known.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from grader.marking.asked.asked_names import asked_names, formulas_asked_for
from grader.marking.asked.given.given_lists import lists_given, value_of
from grader.marking.asked.names.left_names import Name, name_of
from grader.marking.asked.names.plain_names import plain_name
from grader.marking.asked.words.nouns import asked_by_noun
from grader.marking.asked.words.phrases import phrase_asked
from grader.marking.asked.words.quantities import usual_names
from grader.problems.question import Question

MAX_CHARACTERS = 120  # of a left side that is looked into
_DERIVES = re.compile(r"\(.*\)'+|\(?[d∂](?:\^\d)?\)?/|[d∂∇D]_|∇|\\?lim|\(.*\)_|\(?[d∂](?:\^\d)?[a-zA-Z](?:\(\w\))?\)?/")
_RAISED = re.compile(r"\(d[^()/]*/d[^()/]*\)\^\{?\d\}?")
_SIGNS = re.compile(
    r"[-+*/^·×⋅|√]|\\(?:[dt]?frac|cdot|times|sqrt)(?![A-Za-z])|\d|(?<![^\W\d_])[^\W\d_]\s+[^\W\d_](?![^\W\d_])"
)


def is_around_asked(question: Question, left: str) -> bool:
    """Whether a left side is calculated with what is asked for, or with lists that the prompt gives."""
    if len(left) > MAX_CHARACTERS or question.kind.reads != "value" or question.kind.is_solutions:
        return False
    name = name_of(left)
    if name is not None:
        return name.kind == "derivative" and _RAISED.fullmatch(plain_name(left)) is not None  # `(dL/dw)^2`
    return _holds_derivative(question, left) or _holds_usual_letter(question, left) or _is_made_of_lists(question, left)


def _holds_derivative(question: Question, left: str) -> bool:
    """Whether a left side holds a derivative of the function whose derivative is asked for."""
    names = asked_names(question) | asked_by_noun(question.lead, question.prompt).other
    functions = {one.of for one in names if one.kind == "derivative" and len(one.of) == 1}
    if not functions or any(one.kind != "derivative" for one in names):
        return False
    tight = plain_name(left)
    by = {one.by for one in names if one.kind == "derivative" and one.by}
    quotient = rf"[d∂](?:{'|'.join(map(re.escape, functions))})/[d∂](?:{'|'.join(map(re.escape, by))})"
    if by and re.search(rf"(?<=[A-Za-z\d·])\(?{quotient}|{quotient}\)*\^", tight):
        return True  # `L dL/dw`, `(dL/dw)^2`
    derived = rf"(?<![A-Za-z])(?:{'|'.join(map(re.escape, functions))})(?:'|_\{{?[a-z])"
    return _DERIVES.match(tight) is None and re.search(derived, tight) is not None


def _holds_usual_letter(question: Question, left: str) -> bool:
    """Whether the usual letter of what is asked for stands in a calculation, and the prompt writes it nowhere."""
    if _SIGNS.search(left) is None:
        return False
    letters = _alone(usual_names(phrase_asked(question.lead, question.prompt))) - question.names.symbols.keys()
    said = f"{question.lead} {question.prompt}"
    free = [one for one in letters if re.search(rf"(?<![^\W\d_]){re.escape(one)}(?![^\W\d_])", said) is None]
    if not free:
        return False
    alone = rf"(?<![A-Za-z\\_])(?:{'|'.join(map(re.escape, free))})(?![A-Za-z_(\d'\[])"
    return re.search(alone, _ROOT_OF_SQUARE.sub("", plain_name(left))) is not None


_ROOT_OF_SQUARE = re.compile(r"(?:\\?sqrt|√)[({]?\\?\w(?:\^\{?2\}?)[)}]?")  # `\\sqrt{σ^2}` is σ


def _alone(names: Iterable[Name]) -> frozenset[str]:
    return frozenset(one.of for one in names if one.kind == "bare" and len(one.of) == 1 and not one.above)


def _is_made_of_lists(question: Question, left: str) -> bool:
    """Whether a left side is a calculation with given lists alone, of which nobody knows the value: `(u·v)^2`."""
    prompts = f"{question.lead} {question.prompt}"
    given = lists_given(prompts) if question.kind.is_one_number == "always" else {}
    tight = re.sub(r"\^\{?T\}?|ᵀ|\\cdot(?![A-Za-z])|[\s$]", "", left) if given else ""
    letters = re.findall(r"[A-Za-z]", tight)
    if not letters or _OF_LISTS.fullmatch(tight) is None or not set(letters) <= given.keys():
        return False
    is_product = len(letters) == 2 and not re.search(r"[-+^²/−\d]", tight)
    is_asked = any(re.sub(r"[\s$]|\\cdot", "", one) == tight for one in formulas_asked_for(prompts))
    return not is_product and not is_asked and not value_of(prompts, left)


_OF_LISTS = re.compile(r"[A-Za-z\d+*·⋅×()|^²/−-]+")
