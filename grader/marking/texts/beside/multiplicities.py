r"""How often a root counts, `x = 2 (double)`, `3 with multiplicity 2`: left aside where the prompt shows that it is so.

The root is put into the polynomials and the square matrices of the prompt, and how often it is one must be what is
said. So nothing is taken away that is wrong, nor where the prompt shows nothing of the kind. The roots that are called
`x_1 = x_2 = 2` are one.
"""

from __future__ import annotations

import re

from grader.marking.texts.beside.polynomials import orders
from grader.marking.texts.beside.words import pattern
from grader.marking.texts.left_hand import prompt_names
from grader.marking.texts.numbers.settled_commas import value_of
from grader.problems.question import Field, Question

MAX_CHARACTERS = 300  # of a text that is looked into
_ROOT = rf"(?:\s+(?:{pattern('root')}))?"
_MANY = (
    rf"(?:(?:{pattern('with')})\s+)?(?:(?:{pattern('algebraic')})\s+)?(?:{pattern('multiplicity')})"
    rf"\s*(?:(?:{pattern('with')}|=|:)\s*)?\$?(?P<many>[1-9])\$?"
)
_SAYS = (
    r"(?:(?:is|as|ist|als|est|es|è|é)\s+)?(?:(?:an?|eine?|une?|una?|um|uma|een)\s+)?"
    rf"(?:(?P<double>(?:{pattern('double')}){_ROOT}|{pattern('twice')}|[×x]\s?2)"
    rf"|(?P<triple>(?:{pattern('triple')}){_ROOT}|{pattern('thrice')}|[×x]\s?3)"
    rf"|(?P<simple>(?:{pattern('simple')}){_ROOT}|{pattern('once')})|{_MANY})(?!\w)"
)
_REMARK = re.compile(
    rf"(?P<value>(?<![\w.,/])[-−]?\s?\d{{1,9}}(?:[./]\d{{1,9}})?)(?P<close>\s*\$?)"
    rf"(?:\s*(?P<round>\()|\s*(?P<comma>,)|\s)\s*{_SAYS}\s*(?(round)\))(?(comma)(?=[\s.;,$]*\Z))",
    re.IGNORECASE,
)
_ALIKE = re.compile(
    r"[\s$]*(?P<letter>\\?[^\W\d_]+)(?P<first>_?\{?\d\}?|[₀-₉])\s*=\s*(?P=letter)(?P<second>_?\{?\d\}?|[₀-₉])\s*="
    r"(?P<value>[^=,;]+)"
)


def without_multiplicity(question: Question, field: Field, text: str) -> str:
    """Return values without how often each counts; the text where that is not so, or nobody can tell."""
    if not question.kind.is_set and question.kind.is_one_number != "always":
        return text
    if len(text) > MAX_CHARACTERS:
        return text
    if question.kind.is_set and (alike := _ALIKE.fullmatch(text)) is not None and alike["first"] != alike["second"]:
        text = alike["value"].strip(" $")
    found = list(_REMARK.finditer(text))
    if not found or not all(_is_so(question, one) for one in found):
        return text
    return _REMARK.sub(r"\g<value>\g<close>", text)


def other_multiplicity(question: Question, text: str) -> str:
    """Return what is said of how often a root counts, where the prompt shows that it counts otherwise."""
    if not question.kind.is_set and question.kind.is_one_number != "always":
        return ""
    found = _REMARK.finditer(text) if len(text) <= MAX_CHARACTERS else iter(())
    return next((one[0] for one in found if _counts(question, one) not in (set(), {_said(one)})), "")


def _is_so(question: Question, found: re.Match[str]) -> bool:
    """Whether a root counts as often as it is said to where it is a root in the prompt; `x2` may be a letter."""
    word = (found["double"] or found["triple"] or "").casefold()
    if word.startswith("x") and ("x" in question.names.symbols or "x" in prompt_names.letters(question)):
        return False
    return _counts(question, found) == {_said(found)}


def _said(found: re.Match[str]) -> int:
    return int(found["many"] or (2 if found["double"] else 3 if found["triple"] else 1))


def _counts(question: Question, found: re.Match[str]) -> set[int]:
    """Return how often a root counts in what it is a root of in the prompt."""
    value = value_of(found["value"].replace(" ", "").replace("−", "-"))
    if value is None:
        return set()
    return {one for one in orders(f"{question.lead}\n{question.prompt}", value) if one}
