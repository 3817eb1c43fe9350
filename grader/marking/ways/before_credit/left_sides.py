"""A right value behind a left side that is not known to be what is asked for is for a person."""

from __future__ import annotations

import re
from collections.abc import Iterator

from grader import marking
from grader.claims.chains import chain
from grader.marking.answer import Answer
from grader.problems.question import Question
from grader.wording import unreadable_answers

MAX_TEXT = 300  # characters of an answer that is looked into
# Several values of several names, each of which is a part of the answer or leads to it.
_SEVERAL = re.compile(
    r"\n|=[^=]*(?:[,;→⇒⟹]|->|\s(?:and|und|et|or|oder|ou)\s"
    r"|\\(?:quad|qquad|land|lor|text|to|implies|[Rr]ightarrow)(?![a-z]))[^=]*="
)
_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|\{[^{}]*\}|[<⟨][^<>⟨⟩=]*[>⟩]")
_SAYS = re.compile(r"[=≈∈]|\\(?:in|approx)(?![A-Za-z])")


def why_open(question: Question, answer: Answer, typed: Answer) -> str:
    """Return why the left side of a credited answer may be that of something else; empty where it may not."""
    if why := why_unknown(question, answer, typed):
        return why
    texts = () if question.kind.is_condition else dict.fromkeys(_texts(answer, typed))
    for text in texts:
        told = marking.asked.left_sides.operators.by_another(question, text)
        told = told or marking.ways.before_credit.bare_letters.bare_letter(question, text)
        told = told or marking.ways.before_credit.other_entities.said_of_another(question, text)
        told = told or marking.asked.beside.labels_said.of_other_label(question, text)
        if told := told or marking.asked.beside.kinds_said.other_kind(question, text):
            return unreadable_answers.SAYS_SOMETHING_ELSE_THAN_ASKED.format(shown=told)
    said = [(left, text) for text in texts for left in _lefts(text, is_set=question.kind.is_set)]
    for left, text in said:
        is_of_equation = marking.asked.left_sides.unknown_lefts.is_of_equation(question, left, text)
        if is_of_equation or _is_of_other(question, left, text):
            return unreadable_answers.SAYS_SOMETHING_ELSE_THAN_ASKED.format(shown=left.strip())
    return ""


def _texts(*answers: Answer) -> Iterator[str]:
    return (one.text for each in answers for one in each.fields.values() if len(one.text) <= MAX_TEXT)


def why_unknown(question: Question, answer: Answer, typed: Answer) -> str:
    """Return why the left side of any answer may be that of something else; empty where it may not.

    That of all that was `typed` counts, too, where the answer is a piece of it. A condition says what it is about, but
    may be called something else.
    """
    if question.kind.is_condition:
        labels = (match["label"] for one in _texts(answer, typed) if (match := _LABEL.match(one)) is not None)
        other = next((one for one in labels if marking.asked.agreeing.other_kinds.is_of_other_kind(question, one)), "")
        return unreadable_answers.SAYS_SOMETHING_ELSE_THAN_ASKED.format(shown=other) if other else ""
    for text in dict.fromkeys(_texts(answer, typed)):
        for left in _lefts(text, is_set=question.kind.is_set):
            is_derived = marking.asked.in_words.derivatives.is_other_derivative(question, left)
            if is_derived or marking.asked.left_sides.unknown_lefts.is_unknown(question, left, text):
                return unreadable_answers.SAYS_SOMETHING_ELSE_THAN_ASKED.format(shown=left.strip())
        barred = _BARRED.match(text) if _SEVERAL.search(text) is None else None
        if barred and marking.asked.left_sides.unknown_lefts.is_calculated(question, barred["left"], text):
            return unreadable_answers.SAYS_SOMETHING_ELSE_THAN_ASKED.format(shown=barred["left"].strip(" $"))
        for member in _members(text):
            if marking.asked.left_sides.own_values.is_of_other_value(question, member):
                return unreadable_answers.SAYS_SOMETHING_ELSE_THAN_ASKED.format(shown=member.strip())
    return ""


def _is_of_other(question: Question, left: str, text: str) -> bool:
    """Whether a left side is of another thing than words ask for, and no step to a value behind it."""
    words = marking.asked.in_words
    others = (
        words.fields.is_of_other_derivative,
        words.operations.is_without_operation,
        words.points.is_at_other_point,
        words.terms.is_other_term,
    )
    is_step = marking.asked.left_sides.unknown_lefts.concludes(text) or _LEADS.search(text) is not None
    return not is_step and any(is_other(question, left) for is_other in others)


_LEADS = re.compile(r"=[^=]*(?:[→⇒⟹]|[-=]>|\\(?:implies|Rightarrow)(?![A-Za-z]))")


_LABEL = re.compile(  # `t: y = 2x - 1`, `the tangent is y = 2x - 1`
    r"[\s$]*(?:(?:the|die|la)\s+)?(?P<label>[^\W\d_]{1,12})(?:\s+line)?\s*(?::(?!=)|\s(?:is|ist|est|es|è)\s)",
    re.IGNORECASE,
)


def _members(text: str) -> tuple[str, ...]:
    """Return the members of a chain before the last one, also one with signs that end chains: `|{1, 2}| = 2`.

    None of a text with several chains, each of which has a value of its own: `C(5,2) = 10, C(4,1) = 4, 10·4 = 40`.
    """
    if _SEVERAL.search(_BRACKETS.sub(" ", text)) is not None:
        return ()
    before, sign, behind = text.rpartition("=")
    is_one = bool(sign) and "=" not in before and before[-1:] not in {"<", ">", "!", ":"}
    return chain(text).members[:-1] or ((before,) if is_one and behind.strip() else ())


def _lefts(text: str, *, is_set: bool) -> tuple[str, ...]:
    """Return the left side of a text; none of one with values of several names."""
    if _SAYS.search(text) is None:
        return ()
    if _SEVERAL.search(text) is not None:
        letters = set(_LETTERS.findall(text)) if is_set else set()
        return tuple(letters) if len(letters) == 1 else ()
    if (found := _WITH_BARS.match(text)) is None and len(members := chain(text).members) > 1:
        return (members[0],)
    found = found or _IS_IN.match(text) or _IN_BARS.match(text)
    return (found["left"],) if found is not None else ()


_LETTERS = re.compile(r"(?<![\w\\])([A-Za-z])(?:_?\{?\d\}?)?\s*=")
_WITH_BARS = re.compile(  # a bar or a comma ends a chain
    r"[\s$]*(?P<left>(?:\\left\s*)?(?:\||\\lvert)\s*[A-Z]{2}\s*(?:\\right\s*)?(?:\||\\rvert)"
    r"|[A-Z_KL{}\\]{0,12}(?:\\left\s*)?(?:[⟨(]|\\langle)[^=<>⟨⟩|]{1,20}(?:\|{1,2}|,)[^=<>⟨⟩|]{1,20}(?:[⟩)]|\\rangle))\s*="
)
_IN_BARS = re.compile(
    r"[\s$]*(?P<left>(?:\||\\lvert)\s*\\?[A-Z]\s*\([^()|=]{1,12}\)\s*(?:\||\\rvert))\s*="
)  # `|E(K_5)|`
_BARRED = re.compile(
    r"(?P<left>[^=<>≤≥≠∈\n|]{0,40}\|[^=<>≤≥≠∈\n]{1,60}|[^=<>≤≥≠∈\n]{0,40}\\lvert(?![A-Za-z])[^=<>≤≥≠∈\n]{1,60})="
)
_IS_IN = re.compile(r"[\s$]*(?P<left>[^\s$=<>∈]{1,20})\s*(?:∈|\\in(?![A-Za-z]))")
