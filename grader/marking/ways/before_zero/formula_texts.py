"""Texts that are formulas: `-kx = F` says what `F = -kx` does, where texts are compared by their letters.

An index that tells no two letters apart may be left out. They credit nothing: a text that is refuted by its letters,
and is proved equal to an accepted one as a formula of any letters, or as an equation of positive ones, is for a person.
"""

from __future__ import annotations

import re

from grader.claims.builders.lefts import with_rights
from grader.claims.statements import Setting
from grader.errors import AnswerError
from grader.evidence import compare
from grader.language.domains import POSITIVE, Variable
from grader.language.names import Names
from grader.language.reader import read
from grader.language.tree import Const, Node, Relation, symbols
from grader.problems.judging import TextTest
from grader.problems.question import Question
from grader.verdict import Proof

MAX_FORMULA_TEXT = 100  # characters of a text that is read as a formula
MAX_ACCEPTED = 20  # accepted texts that one is compared with
_SIGNS = re.compile(r"[=<>≤≥≠^+*/·−²³½⅓¼¾]|\\[a-z]|(?<![^\W\d_]{2})-(?=\s?\S)|mod")
_ANY_LETTER = Names(symbols={}, free=True)


def same_formula(question: Question, text: str) -> str:
    """Return the accepted text that a text is equal to as a formula; empty for none."""
    if question.text_test is None or not _is_formula(text):
        return ""
    growth = _GROWTH.fullmatch(text.strip(" $."))
    if growth is not None:
        classes = (
            (one, _GROWTH.fullmatch(one.strip(" $."))) for one in _accepted(with_rights(question, question.text_test))
        )
        insides = ((one, found[2]) for one, found in classes if found is not None and found[1] == growth[1])
        return next((one for one, inside in insides if _are_equal(_trees(growth[2]), _trees(inside))), "")
    said = _trees(text)
    if not said:
        return ""
    accepted = [one for one in _accepted(with_rights(question, question.text_test)) if _is_formula(one)][:MAX_ACCEPTED]
    equal = next((one for one in accepted if _are_equal(said, _trees(one))), "")
    if not equal and _SOLVED.search(f"{question.lead} {question.prompt}") is None:
        equal = next((one for one in accepted if _are_rearranged(said, _trees(one))), "")
    plain = _without_indices(text)
    if equal or plain == text:
        return equal
    return next((one for one in accepted if _are_equal(_trees(plain), _trees(_without_indices(one)))), "")


def _accepted(test: TextTest) -> tuple[str, ...]:
    """Return the texts that are accepted as a whole, by a test or by one of several."""
    if test.kind == "any_of":
        return tuple(text for one in test.tests for text in _accepted(one))
    return test.texts if test.kind == "accept" else ()


_GROWTH = re.compile(
    r"(?:\\(?:mathcal\s*\{?|(?=[A-Z])))?([OoΘΩ]|Theta|Omega)\}?\s*(?:\\left)?\((.{1,80}?)(?:\\right)?\)"
)


def _without_indices(text: str) -> str:
    """Return a formula without what stands below its letters, unless that tells two apart: `E_{kin} = hf - W_A`."""
    below: dict[str, set[str]] = {}
    for letter, index, braced in _BELOW.findall(text):
        below.setdefault(letter, set()).add(index or braced)
    return text if any(len(one) > 1 for one in below.values()) else _BELOW.sub(r"\1", text)


_BELOW = re.compile(r"(\\?[^\W\d_]+)_(?:([^\W_]{1,6})|\{([^{}]{1,20})\})")


def _is_formula(text: str) -> bool:
    return len(text) <= MAX_FORMULA_TEXT and _SIGNS.search(text) is not None


def _trees(text: str) -> list[Node]:
    try:
        return [reading.tree for reading in read(text, _ANY_LETTER, "condition")]
    except AnswerError:
        return []


# It is asked for one letter: an equation that is not solved for it is no answer.
_SOLVED = re.compile(
    r"(?i)solve|rearrang|subject|isol|express|umstell|auflös|nach\s+\S+\s+(?:um|auf)|despej|ricav|oplos"
)


def _are_rearranged(said: list[Node], meant: list[Node]) -> bool:
    """Whether two equations are one for positive letters: `p = nRT/V` and `pV = nRT`."""
    for one, other in ((one, other) for one in said for other in meant):
        letters = sorted(symbols(one) | symbols(other))
        is_pair = all(isinstance(each, Relation) and each.ops == ("=",) for each in (one, other))
        if is_pair and len(letters) > 1 and symbols(one) == symbols(other):
            setting = Setting(tuple(Variable(name, POSITIVE) for name in letters))
            holds_never = isinstance(compare(other, Const("false"), setting), Proof)  # `F = -kx`
            if not holds_never and isinstance(compare(one, other, setting), Proof):
                return True
    return False


def _are_equal(said: list[Node], meant: list[Node]) -> bool:
    return any(isinstance(compare(one, other, Setting()), Proof) for one in said for other in meant)
