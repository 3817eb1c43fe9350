"""Chains with `≈`: which of the members beside the sign is the answer, by the contract's rule."""

from __future__ import annotations

import re

from grader import marking
from grader.claims.builders.equality import near
from grader.claims.chains import Chain, chain
from grader.claims.statements import Equal
from grader.errors import AnswerError
from grader.language import units
from grader.language.reader.lines import refuse_lines
from grader.language.tree import Node, symbols
from grader.marking.answer import Candidates, FieldAnswer, Rule
from grader.marking.texts.chains.chain_words import check_words
from grader.marking.texts.field_texts import read_value, wants_number
from grader.marking.texts.left_hand.left_sides import is_side_in_prompt, left_fault, stands_in_prompt
from grader.marking.texts.numbers import comma_numbers
from grader.marking.ways.chains import same_values
from grader.marking.ways.chains.going_on import GoingOn, going_on, is_cut_short, is_elsewhere, is_fine_enough
from grader.marking.ways.chains.rounded_members import (
    COMMA,
    PERCENT,
    POINT,
    are_rounded,
    is_near,
    is_proved,
    is_rounded,
    number_of,
    rounds,
    with_points,
)
from grader.problems.question import Field, Question
from grader.records import replace
from grader.wording import open_reasons

ROUNDED = open_reasons.ONLY_ROUNDED_VALUE_HERE
_BRACED = re.compile(r"(?<=\d)\{,\}(?=\d)")
_ROUND = re.compile(r"\s*-?[1-9]\d*00\s*")
_NAME = re.compile(
    r"(?:\\[A-Za-z]+\s*\{?\s*)?[^\W\d]\w*'*\}?(?:[_^](?:\{[^{}]*\}|\w))*'*\s*(?:\([^()]*\)|\\left\([^()]*\\right\))?"
)


def with_members(question: Question, name: str, answer: FieldAnswer) -> FieldAnswer:
    """Return a field's answer with the members beside each `≈` as candidates; itself where its text has none."""
    if answer.error is not None or answer.candidates is not None:
        return answer
    if question.unit is not None:
        answer = marking.ways.chains.other_units.with_sign(answer)
    if question.names.numbers == "continental" and _may_be(answer.text):
        text = COMMA.sub("{,}", answer.text)  # a comma that lists ends a chain
        answer = answer if text == answer.text else replace(answer, text=text, written=answer.written or answer.text)
    if _may_be(answer.text) and is_asked_approximation(question, question.fields[name], found := chain(answer.text)):
        return replace(answer, text=found.members[-1], written=answer.written or answer.text)
    return _with_members(question, name, answer)


def _with_members(question: Question, name: str, answer: FieldAnswer) -> FieldAnswer:
    if ")" in answer.text and question.kind.is_one_number == "always":
        once = marking.texts.numbers.restated.without_restated(answer.text)
        answer = answer if once is None else replace(answer, text=once, written=answer.written or answer.text)
    is_number = wants_number(question) or (len(question.fields) > 1 and not question.fields[name].domain.shape)
    if is_number and question.names.numbers == "plain":
        plain = _with_points(question, question.fields[name], answer.text) if _may_be(answer.text) else answer.text
        answer = replace(answer, text=plain, written=answer.written or answer.text) if plain != answer.text else answer
    decimal = None if "repeating decimal" in question.names.notations else going_on(answer.text)
    if decimal is None and not _may_be(answer.text):
        return _with_rounded_end(question, name, answer)
    if question.unit is not None:
        answer = replace(answer, text=units.reading.in_roman(answer.text))
    found = chain(answer.text if decimal is None else decimal.text)
    field = question.fields[name]
    texts = _beside(question, field, found) if found.is_approximate else [*found.members] if decimal else []
    if not texts:
        return answer
    if question.unit is not None:
        texts = [_in_unit_of(question, field, text, texts[-1]) for text in texts]
    is_quantity = question.unit is not None and not _unread(question, field, found.members[0])
    left = "" if is_quantity else left_fault(question, field, found.members[0])
    if fault := left or _words_fault(question, field, answer.text):
        return replace(answer, error=fault)
    if decimal is not None and len(texts) == 1:
        return _between(question, answer, decimal, texts[0])
    if len(texts) == 1 and question.tolerance is None and (POINT.search(texts[0]) or _ROUND.fullmatch(texts[0])):
        return replace(answer, error=ROUNDED)
    return _as_candidates(question, field, answer, texts, decimal)


def _with_points(question: Question, field: Field, text: str) -> str:
    r"""Return a chain with points for decimal commas, of `e^2 \approx 7{,}389` where that is what it rounds to."""
    plain = comma_numbers.with_points(text)
    pointed = _BRACED.sub(".", plain) if "{,}" in plain else plain
    if pointed == plain:
        return plain
    texts = _beside(question, field, chain(pointed))
    return pointed if len(texts) > 1 and _exact(question, field, texts, None) is not None else plain


def _as_candidates(
    question: Question, field: Field, answer: FieldAnswer, texts: list[str], decimal: GoingOn | None
) -> FieldAnswer:
    """Return an answer with the members of its chain that may be meant, the one that decides named if one does."""
    candidates = tuple(replace(answer, text=text, notes=()) for text in texts)
    named = _exact(question, field, texts, decimal)
    is_exact = named is not None and (decimal is not None or _is_expected(question, field, texts[named]))
    if not (is_exact or question.tolerance) and any(_is_expected(question, field, one) for one in texts):
        named = len(texts) - 1 if _is_rounding_to_expected(question, field, texts) else None
    if question.tolerance is not None and not is_exact:
        named = _right_and_rounded(question, field, texts)
        if named == len(texts) - 1 and not _are_of_one(question, field, texts):
            named = None
    rule: Rule = "verdict" if named is not None else "none"
    return replace(answer, candidates=Candidates(candidates, rule, -1 if named is None else named))


def _is_rounding_to_expected(question: Question, field: Field, texts: list[str]) -> bool:
    """Whether all members round to the last one, which is asked for: `e ≈ 2.718 ≈ 2.72`."""
    trees = (number_of(question, field, text) for text in texts[:-1])
    is_right = _is_expected(question, field, texts[-1])
    return is_right and all(tree is not None and rounds(question, field, tree, texts[-1]) for tree in trees)


def _are_of_one(question: Question, field: Field, texts: list[str]) -> bool:
    """Whether no member is a number from which the last one differs by more than its rounding: not `0.5 ≈ 0.1612`."""
    *others, last = texts
    for text in others:
        tree, is_rounding = _beside_last(question, field, text, last)
        if tree is None or is_rounding or (question.unit is None and are_rounded(question, field, text, last)):
            continue
        claims = (near(question.tolerance, tree, one) for one in question.accepted) if question.tolerance else ()
        if not any(is_proved(question, one) for one in claims):
            return False
    return True


def _beside_last(question: Question, field: Field, text: str, last: str) -> tuple[Node | None, bool]:
    """Return a member as a number in the unit that is asked for, and whether the last one is what it rounds to."""
    if question.unit is not None:
        return marking.ways.chains.other_units.in_expected_unit(question, field, text, last, is_rounded)
    tree = number_of(question, field, text)
    return tree, tree is not None and rounds(question, field, tree, last)


def _right_and_rounded(question: Question, field: Field, texts: list[str]) -> int:
    """Return the place of the last member, or of one within the tolerance that the last only rounds: `0.161 ≈ 16 %`."""
    last, tolerance = len(texts) - 1, question.tolerance
    for place, text in enumerate(texts[:-1]):
        tree, is_rounding = _beside_last(question, field, text, texts[last])
        if tree is None or tolerance is None or not is_rounding:
            continue
        if any(is_proved(question, near(tolerance, tree, one)) for one in question.accepted):
            return place
    return last


def _with_rounded_end(question: Question, name: str, answer: FieldAnswer) -> FieldAnswer:
    """Return `1/6 = 0.1667` with both members as candidates: the last one counts, unless the other is worth more.

    A bracket that holds what stands before it, cut off, is no factor of it: `√3 (1.74)` stays open.
    """
    if POINT.search(answer.text):
        pair = _BESIDE.fullmatch(answer.text)
        pairs = {_before_bracket(answer.text), *((pair.group(1, 2), pair.group(2, 1)) if pair else ())}
        if any(one and is_near(question, question.fields[name], *one) for one in pairs):
            return replace(answer, error=ROUNDED)
    if "=" not in answer.text or (question.unit is None and not _ROUNDED_END.search(answer.text)):
        return answer
    *others, last = chain(answer.text).members
    is_other = len(others) > 1 and left_fault(question, question.fields[name], others[0])  # `x^2 = 3^2 = 9 m`
    if question.unit is not None:
        others = [_in_unit_of(question, question.fields[name], text, last) for text in others[-1:]]
    exact = next((one for one in others[::-1] if _is_rounded_end(question, question.fields[name], one, last)), None)
    if exact is None or is_other:
        return answer
    candidates = tuple(replace(answer, text=text, notes=()) for text in (exact, last))
    return replace(answer, candidates=Candidates(candidates, "credit", 1))


def _in_unit_of(question: Question, field: Field, text: str, last: str) -> str:
    return marking.ways.chains.other_units.with_its_unit(question, field, text, last, is_rounded)


def _is_rounded_end(question: Question, field: Field, before: str, last: str) -> bool:
    """Whether the last member of a chain is what the one before it rounds to, also in a unit of its own."""
    if question.unit is None:
        return is_near(question, field, before, last) or same_values.is_near(question, field, before, last)
    return question.tolerance is None and _beside_last(question, field, before, last)[1]


_ROUNDED_END = re.compile(rf"{POINT.pattern}|\d\s*(?:\\,)?\\?%")  # what may be a rounded value stands here
_BESIDE = re.compile(r"\s*+([^()\s](?:[^()]*[^()\s])?)\s+\(([^()]+)\)\s*+(?:\.\s*+)?")


def _before_bracket(text: str) -> tuple[str, str] | None:
    """Return what stands before the bracket that ends a text, and what it holds; None for `2(2.1)`, a product."""
    plain = text.strip(" $.").replace("\\left", "").replace("\\right", "")
    opening = max(plain.rfind("("), plain.rfind("["))
    if opening < 1 or plain[-1] not in ")]":
        return None
    before = plain[:opening].rstrip(" $~\\,")
    return None if before.isdigit() and before == plain[:opening] else (before, plain[opening + 1 : -1])


def _between(question: Question, answer: FieldAnswer, decimal: GoingOn, digits: str) -> FieldAnswer:
    """Return an answer that is one decimal that goes on: both values between which it lies, within a tolerance."""
    tolerance = question.tolerance
    outside = all(is_elsewhere(question, tree, decimal) for tree in question.accepted)
    if tolerance is None or not (outside or is_fine_enough(tolerance, decimal)):
        return replace(answer, error=ROUNDED)
    further = decimal.ends[1]
    texts = f"{further.numerator}/{further.denominator}", digits
    candidates = tuple(replace(answer, text=text, notes=()) for text in texts)
    return replace(answer, candidates=Candidates(candidates, "none", -1))


def _words_fault(question: Question, field: Field, text: str) -> str:
    """Return why lines or words between the members of a chain keep it from being one; empty where they do not."""
    try:
        refuse_lines(text)
        check_words(field.names, text, has_units=question.unit is not None)
    except AnswerError as error:
        return error.pointed()
    return ""


def _may_be(text: str) -> bool:
    return any(sign in text for sign in ("≈", "≃", "≅", "\\approx", "\\simeq", "\\cong"))


def _beside(question: Question, field: Field, found: Chain) -> list[str]:
    r"""Return the members beside each `≈`; a first one that only names the answer, as in `P(A) ≈ 0.3`, is none.

    Nor is a formula of the prompt that is said to be about a polynomial, `\ln(1+x) ≈ x - x^2/2`.
    """
    last = len(found.members) - 1
    places = [at for at in range(last + 1) if any(found.signs[max(0, at - 1) : at + 1])]
    texts = [found.members[at] for at in places if found.members[at]]
    named = places[:1] == [0] and _NAME.fullmatch(found.members[0]) and _unread(question, field, found.members[0])
    if not named and len(texts) > 1 and places[:1] == [0] and stands_in_prompt(question, texts[0]):
        named = _has_letters(question, field, texts[0]) and _has_letters(question, field, texts[-1])
    if len(texts) == 2 and not named and is_side_in_prompt(question, texts[0]):
        named = _unread(question, field, texts[0])  # what the prompt says that is to be approximated
    return texts[1:] if named else texts


def is_asked_approximation(question: Question, field: Field, found: Chain) -> bool:
    """Whether a problem asks to approximate something, and a chain says what comes out, exactly: `y(1) ≈ 17/4`."""
    if found.signs.count(True) != 1 or not found.signs[0] or _APPROXIMATES.search(question.prompt) is None:
        return False
    first = found.members[0]
    is_named = not first or (_NAME.fullmatch(first) is not None and _unread(question, field, first))
    return (is_named or stands_in_prompt(question, first)) and _is_expected(question, field, found.members[-1])


_APPROXIMATES = re.compile(r"(?i)(?<!\w)(?:approximat|approxim|näherung|approch|aproxim|approssim|benader)")


def _has_letters(question: Question, field: Field, text: str) -> bool:
    """Whether a text is read, in one way, as an expression with letters."""
    try:
        readings = read_value(question, field, text)
    except AnswerError:
        return False
    return len(readings) == 1 and bool(symbols(readings[0].tree))


def _unread(question: Question, field: Field, text: str) -> bool:
    try:
        return not read_value(question, field, text)
    except AnswerError:
        return True


def _exact(question: Question, field: Field, texts: list[str], decimal: GoingOn | None) -> int | None:
    """Return the place of the only member without decimals, where all others are what it rounds to.

    A percentage beside a member that is none is a decimal, too; one that goes on may also be what it begins with.
    """
    exact = [
        place
        for place, text in enumerate(texts)
        if not POINT.search(with_points(question, text)) and not PERCENT.search(text)
    ]
    if len(exact) != 1:
        return None
    tree = number_of(question, field, texts[exact[0]])
    others = [text for place, text in enumerate(texts) if place != exact[0]]
    if tree is None:
        return None
    if decimal is not None and is_cut_short(question, tree, decimal):
        others = others[:-1]
    return exact[0] if all(rounds(question, field, tree, text) for text in others) else None


def _is_expected(question: Question, field: Field, text: str) -> bool:
    """Whether a number is proved to be the expected one: what it is rounded to takes nothing from it."""
    tree = number_of(question, field, text)
    return tree is not None and any(is_proved(question, Equal(tree, one)) for one in question.accepted)
