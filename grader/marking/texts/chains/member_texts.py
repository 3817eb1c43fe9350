"""One formula, or the last member of a chain, as it is read where a field asks for it."""

from __future__ import annotations

import re
from contextlib import suppress
from functools import partial

from grader import marking
from grader.claims.chains import behind_conclusion, last_member
from grader.errors import AnswerError, LeftSideError, LimitError, Span
from grader.language import units
from grader.language.reader import Expect, Reading, read
from grader.language.reader.numbers import read_numbers
from grader.language.reader.printed_arrays import as_list, lists_entries
from grader.language.tree import (
    Array,
    Node,
    Space,
)
from grader.marking.texts.chains.arbitrary_constants import (
    most_constants,
    with_arbitrary_constant,
    with_raised_constants,
)
from grader.marking.texts.chains.field_spellings import (
    with_spelled_constant,
    without_any_number,
)
from grader.marking.texts.left_hand.left_sides import is_asked
from grader.problems.question import Field, Question
from grader.wording import unreadable_answers

_SIDE_BY_SIDE = re.compile(
    r"[\s$]*(?:\[[^\[\](){}]+\]\s*){2,}[\s$.]*|[\s$]*(?:\([^\[\](){}](?>[^\[\](){},\s]*)[,\s][^\[\](){}]+\)\s*){2,}[\s$.]*"
)
ASSIGNING = re.compile(r"←|\\(?:leftarrow|gets)(?![A-Za-z])")
CHAINED = re.compile(r"[=≔≡≈≃≅]|\\(?:coloneqq|equiv|approx|simeq|cong)")  # what chains have between their members
# Words before a sign of equality, `\\text{variance} = 3`, which say of what the value is.
LEFT_WORDS = re.compile(r"\\(?:text|textrm|textit|textbf|mbox|mathrm)\s*\{([^{}\\$]{2,60})\}(?=\s*=)")


def read_member(question: Question, field: Field, text: str) -> tuple[Reading, ...]:
    """Return the readings of a text, or where it is a chain whose left members are not read of its last member."""
    said = marking.asked.names.new_values.said_equal(field.names.symbols, text) if ASSIGNING.search(text) else text
    if CHAINED.search(said) and (found := _checked_chain(question, field, text, said)):
        return found
    try:
        return _read_formula(question, field, text, question.kind.expects)
    except LimitError:
        raise
    except AnswerError as error:
        if found := _by_own_names(question, field, text):
            return found
        last = last_member(text)
        is_left = isinstance(error, LeftSideError) and not is_asked(question, error)
        if last is None or (is_left and marking.asked.asked_names.naming(question, text) != "asked"):
            raise
        with suppress(AnswerError):
            return _read_formula(question, field, last, question.kind.expects)
        raise


def _checked_chain(question: Question, field: Field, text: str, said: str) -> tuple[Reading, ...]:
    """Refuse a chain that says something else than what is asked for; return its readings where it names letters.

    Raises AnswerError where a member names something else, or two values are called by name.
    """
    said = LEFT_WORDS.sub(r"\1", said) if "{" in said else said
    if marking.texts.chains.facts_beside.names_another_last(question, field, said):
        raise AnswerError(unreadable_answers.SEVERAL_NAMED_VALUES, text, Span(0, len(text)))
    known_lefts, another = marking.texts.left_hand.known_lefts, marking.asked.other_things.another
    if not known_lefts.is_own_name(question, field, said.partition("=")[0]):
        another.check_named(question, said)
    if (concluded := behind_conclusion(said)) is not None:
        another.check_named(question, concluded)
        known_lefts.check_known(question, field, concluded, partial(can_read, question, field))
    marking.asked.orders.left_lists.check_order(question, field.names, said)
    try:
        known_lefts.check_known(question, field, said, partial(can_read, question, field))
        marking.texts.chains.chain_words.check(question, field, text)
    except AnswerError:
        if found := _by_own_names(question, field, text):
            return found
        raise
    return ()


def _by_own_names(question: Question, field: Field, text: str) -> tuple[Reading, ...]:
    """Return the readings of a text whose letters are explained behind it, `n p q mit q = 1 - p`."""
    own_names = marking.texts.chains.own_names
    return own_names.with_own_names(question, field, text, partial(read_member, question))


def can_read(question: Question, field: Field, left: str) -> bool:
    """Whether a left side can be read as a value by itself, with its unit where one is asked for."""
    values = [left, *(value for value, _ in units.reading.splits(left))] if question.unit is not None else [left]
    for value in values:
        with suppress(AnswerError):
            found = _read_formula(question, field, value, question.kind.expects)
            return any(question.kind.is_shape or not isinstance(one.tree, Space) for one in found)  # `R^{-1}`
    return False


def _read_formula(question: Question, field: Field, text: str, expect: Expect) -> tuple[Reading, ...]:
    own = field.symbol or field.name
    text = as_list(text)
    has_rows = any(isinstance(tree, Array) and not is_flat(tree) for tree in question.accepted)
    if has_rows and _SIDE_BY_SIDE.fullmatch(text):
        raise AnswerError(unreadable_answers.LISTS_SIDE_BY_SIDE, text, Span(0, len(text)))
    is_list = question.kind.written == "list" and any(map(is_flat, question.accepted))
    if is_list and (lists_entries(text) or _BLANKS_BETWEEN.fullmatch(text)):
        entries = text.strip().strip("$")
        text = f"[{entries if ',' in entries else ', '.join(entries.split())}]"
    if question.up_to in {"constant", "factor"}:
        text = with_spelled_constant(text, field.names)
    elif question.constants:
        text = without_any_number(text, field.names, question.constants)
    numbers = read_numbers(text) if field.names.numbers == "plain" else None
    if numbers is not None:
        return (Reading(numbers, text.strip()),)
    names = with_raised_constants(question, field.names, text)
    for _ in range(most_constants(question)):
        try:
            return read(text, names, expect, own)
        except AnswerError as error:
            more = with_arbitrary_constant(question, names, error)
            if more is None:
                raise
            names = more
    return read(text, names, expect, own)


# Entries with blanks between them alone, none of which may be a group of digits: `4 4 3`.
_BLANKS_BETWEEN = re.compile(r"\s*(?:\d{1,2}(?:\.\d+)?\s+){2,}\d{1,2}(?:\.\d+)?\s*")


def is_flat(tree: Node) -> bool:
    """Whether an array is one list of entries."""
    return isinstance(tree, Array) and not any(isinstance(item, Array) for item in tree.items)
