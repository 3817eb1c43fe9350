r"""Left sides of the letters of the one formula that is asked for, and otherwise: `f_x` of $f_{xy}$, `a_0` of $a_0/2$.

What has another index, is of another place inside, `f(g(3))` of $f(g(2))$, or is only the letter of which a multiple is
asked for, has another value as a rule.
"""

from __future__ import annotations

import re

from grader.marking.asked.asked_names import formulas_asked_for
from grader.marking.asked.names.plain_names import tightened
from grader.problems.question import Question

MAX_CHARACTERS = 60  # of a left side that is looked into
_DERIVED = re.compile(r"(?P<of>[a-zA-Z])(?:_\{?(?P<by>[xyztuvw]{1,3})\}?)?'*(?:\((?P<at>[^()]*)\))?")
_NUMBER = r"[-−]?\d+(?:[.,/]\d+)?"
_COMPOSED = re.compile(
    rf"(?P<outer>[a-zA-Z])\((?P<inner>[a-zA-Z])\((?P<at>{_NUMBER}|[a-z])\)\)"
    rf"|\(?(?P<first>[a-zA-Z])(?:\\circ|∘|○)(?P<second>[a-zA-Z])\)?\((?P<place>{_NUMBER}|[a-z])\)"
)
_CALLED = re.compile(rf"(?P<of>[a-zA-Z])\((?P<at>{_NUMBER})\)")
_LETTER = r"(?P<of>\\?[A-Za-z]+)(?:_\{?(?P<index>\w+)\}?)?"
_MULTIPLE = tuple(
    re.compile(pattern)
    for pattern in (
        rf"(?:\d+(?:/\d+)?|\\[dt]?frac\{{?\d\}}?\{{?\d\}}?)(?:·|\*|\\cdot)?{_LETTER}",
        rf"{_LETTER}/\d+",
        rf"\\[dt]?frac\{{{_LETTER}\}}\{{?\d+\}}?",
    )
)
_INDEXED = re.compile(r"\\?[A-Za-z]_\{?\d+\}?")


_VALUE_OF = re.compile(r"(?i)(?<!\w)(?:values?|wert|valeur|valore?|waarde)\s+(?:of|von|de|di|van)\s+\$([^$]{1,60})\$")


def is_asked_formula_otherwise(question: Question, left: str, text: str) -> bool:
    """Whether a left side has letters of the formula that is asked for, and another index, place or factor.

    Of a text with several values the first may lead to the last one.
    """
    if len(left) > MAX_CHARACTERS or question.kind.reads != "value" or len(question.fields) > 1:
        return False
    asked = {tightened(one) for one in _asked(question)} if text.count("=") == 1 else set()
    if len(asked) != 1:
        return False
    (formula,), tight = asked, tightened(left)
    return (
        _is_derived_otherwise(formula, tight)
        or _is_composed_otherwise(formula, tight)
        or _is_without_factor(formula, tight)
    )


def _asked(question: Question) -> frozenset[str]:
    asked = (
        one for said in (question.prompt, question.lead) for one in (formulas_asked_for(said), _valued(said)) if one
    )
    return next(asked, frozenset())


def _valued(said: str) -> frozenset[str]:
    return frozenset(_VALUE_OF.findall(said))


def _is_derived_otherwise(asked: str, tight: str) -> bool:
    """Whether a function is derived by other letters than in the formula, or not at all; in any order they are one."""
    wanted, said = _DERIVED.fullmatch(asked), _DERIVED.fullmatch(tight)
    if wanted is None or said is None or wanted["by"] is None or said["of"] != wanted["of"]:
        return False
    return sorted(said["by"] or "") != sorted(wanted["by"])


def _is_composed_otherwise(asked: str, tight: str) -> bool:
    """Whether a function of a function is at another place, the other way round, or only the inner one."""
    wanted, said = _COMPOSED.fullmatch(asked), _COMPOSED.fullmatch(tight)
    if wanted is None:
        return False
    outer, inner, at = _parts(wanted)
    if said is not None:
        return {outer, inner} >= {*_parts(said)[:2]} and _parts(said) != (outer, inner, at)
    called = _CALLED.fullmatch(tight)
    return called is not None and (called["of"], called["at"]) == (inner, at) and inner != outer


def _parts(match: re.Match[str]) -> tuple[str, str, str]:
    return (
        match["outer"] or match["first"],
        match["inner"] or match["second"],
        (match["at"] or match["place"]).replace("−", "-"),
    )


def _is_without_factor(asked: str, tight: str) -> bool:
    """Whether a left side is the letter of which a multiple is asked for, or another one with an index like its own."""
    wanted = next((match for one in _MULTIPLE if (match := one.fullmatch(asked)) is not None), None)
    if wanted is None or tight == asked:
        return False
    if tight in {f"{wanted['of']}_{wanted['index']}", f"{wanted['of']}_{{{wanted['index']}}}"}:
        return True
    if not wanted["index"]:
        return tight == wanted["of"]
    return wanted["index"].isdigit() and _INDEXED.fullmatch(tight) is not None
