"""How the texts of fields are read as values: formulas, numbers with units, sets and conditions."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from fractions import Fraction
from functools import partial
from typing import TYPE_CHECKING

from grader import marking
from grader.claims.chains import depths
from grader.claims.wording import bare
from grader.errors import AnswerError, LimitError, Span
from grader.language import units
from grader.language.names import Names
from grader.language.reader import Reading, refuse_doubtful_moduli
from grader.language.reader.growth import in_signs, in_words
from grader.language.reader.lines import refuse_lines
from grader.language.tree import (
    Array,
    Bind,
    Num,
    Tup,
    walk,
)
from grader.marking.texts import vectors
from grader.marking.texts.chains.aligned import as_one_line
from grader.marking.texts.chains.field_spellings import (
    bracketed,
    with_binomial,
)
from grader.marking.texts.chains.member_texts import ASSIGNING, LEFT_WORDS, read_member
from grader.marking.texts.one_formula import as_one_formula
from grader.marking.texts.vectors.binomial_columns import with_columns
from grader.marking.texts.vectors.doubtful_lists import refuse_doubtful_lists
from grader.problems.declared.tree_kinds import holds_sets
from grader.problems.question import Field, Question
from grader.records import replace
from grader.wording import unreadable_answers

if TYPE_CHECKING:  # few problems ask for units
    from grader.language.units.reading import Unit

_IN_WORDS = re.compile(r"(?:[^\W\d_]+[\s'’-]+)*[^\W\d_]{2,}(?:[\s'’-]+[^\W\d_]+)*")
# Only such a text may name a currency or what is counted: for other ones their tables are not loaded.
_MAY_NAME = re.compile(r"[^\W\d_]{2}|[^\x00-\x7F]|\$")
_PARTS_NUMBERS = re.compile(r"\||\\mid|\(.*/.*\)|\A[\s$]*\\?[A-Za-z]{1,9}(?:_\{?\w\}?)?\s?(?:\\left)?\([^()]*[;,]")


_WORDED = re.compile(r"(?<![^\W\d_\\])[^\W\d_]{2,}+(?:\s|\Z|[.:])")  # a word
_LABELLED = re.compile(r"(?<![^\W\d_])[^\W\d_]{2,}+[\s$]*+[-=:+*/^·×−]|[^\W\d_]{2}\s")  # what may begin with a word


def read_value(question: Question, field: Field, text: str) -> tuple[Reading, ...]:
    """Return the readings of a field's text; raises AnswerError where there is none."""
    try:
        found = _read_whole(question, field, text)
        for one in found if question.kind.is_set else ():
            marking.texts.sets.doubtful_sets.refuse_repeated(text, one.tree)
        return marking.texts.sets.member_points.with_points(question, found) if question.kind.is_set else found
    except LimitError:
        raise
    except AnswerError:
        said = marking.texts.sentences.asked_sentences.value_said(question, text) if _WORDED.search(text) else None
        if said is None:
            raise
        return tuple(replace(one, typed=one.typed or said) for one in _read_whole(question, field, said))


def _read_whole(question: Question, field: Field, text: str) -> tuple[Reading, ...]:
    text = as_one_formula(question, field, as_one_line(text))
    text = marking.texts.chains.growth_texts.without_word(text) if question.kind.is_growth else text
    refuse_lines(text)
    plain = LEFT_WORDS.sub(r"\1", text) if "=" in text and "{" in text else text
    if _LABELLED.search(plain):
        marking.asked.labels.check_label(question, plain)
    if "=" in text and question.require:
        _refuse_check(question, field, text)
    refuse_doubtful_moduli(text, field.names, question.kind.expects)
    if "*" in text and "]" in text and len(field.domain.shape) == 1 and not field.size:
        tree = vectors.repeated_lists.repeated(field, field.names, text)
        if tree is not None:
            return (Reading(tree, text),)
    if field.is_chosen_with_others and (found := vectors.entry_rules.read_chosen(question, field, text)) is not None:
        return found
    if not (question.kind.is_set and marking.texts.sets.ranges_said.of_confidence(question, text)):
        refuse_doubtful_lists(question, field, text)
    if "," in text and field.names.numbers == "plain" and wants_number(question):
        marking.texts.numbers.grouped_commas.refuse_bracketed(text)
        text = _with_settled_commas(question, text)
    if question.kind.reads == "value":
        text = marking.texts.vectors.named_vectors.with_square_brackets(question, text)
        text = marking.texts.vectors.named_vectors.with_each_entry(question, field.names, text)
    try:
        return _read_text(question, field, text)
    except LimitError:
        raise
    except AnswerError:
        for plain in _otherwise(question, field, text):
            with suppress(AnswerError):
                return tuple(replace(one, typed=one.typed or plain) for one in _read_text(question, field, plain))
        raise


def _with_settled_commas(question: Question, text: str) -> str:
    """Return a text without the commas of its numbers that a chain or the prompt settles."""
    text = marking.texts.numbers.settled_commas.settled(text) if "=" in text else text
    return marking.texts.numbers.grouped_commas.without_groups(question, text) if "{,}" in text else text


def _refuse_check(question: Question, field: Field, text: str) -> None:
    """Raise AnswerError for a check of what is required, behind a value or in its place: `1: 28/2 + 1 = 15`."""
    is_behind = len(question.fields) > 1 and _CHECKED.match(text) is not None
    if is_behind or (field.domain.shape and _CHECKED_PRODUCT.match(text)):
        raise AnswerError(unreadable_answers.CHECK_BESIDE_A_VALUE, text, Span(0, len(text)))


# A number, a colon and an equation; a product of vectors that comes to a number, `(2,-1)·(1,2) = 0`.
_CHECKED = re.compile(r"[\s$]*[-−]?\d[\d./]*[\s$]*:\s[^:=]*=")
_CHECKED_PRODUCT = re.compile(
    r"[\s$]*[(\[][^()\[\]=]*,[^()\[\]=]*[)\]]\s?(?:[·*⋅]|\\cdot(?![A-Za-z]))[^=]*=[\s$]*[-−]?\d[\d./]*[\s$.]*\Z"
)


def _otherwise(question: Question, field: Field, text: str) -> Iterator[str]:
    """Yield how else a text that cannot be read may be written, with the same meaning."""
    if question.kind.reads != "value":
        return
    for said in _said_otherwise(question, field, text):
        if said != text:
            yield said
    expansion = marking.texts.chains.expansions_said.polynomial(question, field.names, text)
    if expansion is not None:
        yield expansion
    if question.kind.is_solutions:
        sets = marking.texts.sets
        hatted = marking.texts.left_hand.fitted.without_hat
        for read in (sets.ranges_said.plainly, sets.ranges.described, sets.conditions_said.plainly, hatted):
            if (said := read(question, field, text)) != text:
                yield said
    plain = marking.texts.sentences.told_otherwise.told_otherwise(question, field, text)
    if plain is not None:
        yield from _and_asked_again(question, text, plain)
    if (rows := marking.texts.vectors.named_vectors.in_rows(question, text)) is not None:
        yield rows
    is_number = wants_number(question) or (len(question.fields) > 1 and not field.domain.shape)
    if field.names.numbers == "plain" and not question.kind.is_solutions and is_number:
        set_numbers = marking.texts.numbers.comma_numbers.as_set(plain or text)
        if set_numbers is not None:
            yield set_numbers
        yield from _and_asked_again(question, text, marking.texts.numbers.grouped_commas.without_groups(question, text))


def _and_asked_again(question: Question, text: str, plain: str) -> Iterator[str]:
    """Yield a text that is written otherwise, and the value in it where it says again what is asked for."""
    yield plain
    if question.unit is not None:
        numbers = marking.texts.quantities.multiplied_quantities.in_numbers(question, plain)
        yield from () if numbers == plain else (numbers,)
    if plain != text and _WORDED.search(plain) and wants_number(question):
        said = marking.texts.sentences.asked_sentences.value_said(question, plain)
        yield from () if said is None else (said,)


def _said_otherwise(question: Question, field: Field, text: str) -> Iterator[str]:
    """Yield a text without what leaves a value what it is; itself where nothing of a kind stands there."""
    yield marking.texts.neutral_signs.plainly(question, text)
    yield marking.texts.chains.constants_said.without_remark(question, field.names, text)
    yield marking.texts.numbers.ratios_said.as_quotient(question, text)
    if _MAY_NAME.search(text):
        plain = marking.texts.numbers.currencies.without_currency_before(question, text)
        yield from _and_asked_again(question, text, plain)
        if plain != text and field.names.numbers == "plain":
            yield marking.texts.numbers.grouped_commas.without_groups(question, plain)
            yield marking.texts.numbers.multiplied.multiplied(question, plain)  # `€4.2 million`
    yield from _and_asked_again(question, text, marking.texts.numbers.multiplied.multiplied(question, text))
    if question.kind.is_array:
        yield marking.texts.vectors.interval_ends.as_list(question, text)
        yield marking.texts.vectors.points_by_letters.as_list(question, text)
    if ASSIGNING.search(text):
        yield marking.asked.names.new_values.as_equation(question, text)
    yield marking.texts.sentences.general_remarks.without_general_remark(question, field, text)
    yield marking.texts.sentences.remarks_behind.without_remark(question, text)
    for said in marking.texts.beside.plainly.texts_without(question, field, text):
        yield from (said,) if said == text else _and_asked_again(question, text, as_one_formula(question, field, said))
    if "=" in text and wants_number(question):
        yield marking.texts.chains.steps_said.without_check(text)


def _read_text(question: Question, field: Field, text: str) -> tuple[Reading, ...]:
    text = text if question.unit is None else _as_one_quantity(question, field, text, question.unit.unit)
    text = _without_names(question, field, text)
    if question.kind.is_shape:
        text = marking.texts.vectors.shape_words.shape_in_signs(f"{question.lead} {question.prompt}", text)
    if question.kind.is_solutions:
        text = marking.texts.numbers.comma_numbers.in_bounds(text) if field.names.numbers == "plain" else text
        found = marking.texts.sets.solution_texts.read_solutions(question, field, text)
        grouped = tuple(one for one in found if holds_sets(one.tree))  # `{1, 2}, {3}` lists them
        return grouped if grouped and any(map(holds_sets, question.accepted)) else found
    if question.kind.is_growth:
        text = in_signs(text)
    if question.takes_words and (said := in_words(text, field.names)) is not None:
        return (Reading(said, text.strip()),)
    text = (
        marking.texts.vectors.named_vectors.with_commas(question, field, text) if _PARTS_NUMBERS.search(text) else text
    )
    read_one = read_member if question.unit is None else marking.texts.quantities.quantity_texts.read_quantity
    reader = partial(read_one, question, field)
    is_raised = question.kind.is_growth and "/" in text
    readings = marking.texts.chains.growth_texts.with_quotients_above(text, reader) if is_raised else reader(text)
    return _as_asked(question, field, text, readings)


def _without_names(question: Question, field: Field, text: str) -> str:
    """Return a text without the currency and the noun that say again what its numbers are of."""
    may_name = _MAY_NAME.search(text) is not None
    text = marking.texts.numbers.currencies.without_currency(question, text) if may_name else text
    text = _as_listed(text, field.names)
    return marking.texts.numbers.counts.without_noun(question, text) if may_name else text


def _as_one_quantity(question: Question, field: Field, text: str, unit: Unit) -> str:
    """Return a quantity in several units, or a product of several quantities, as one in one unit."""
    text = marking.texts.quantities.measured.as_one_quantity(units.reading.in_roman(text), unit)
    text = text if field.names.symbols else marking.texts.quantities.products_of_quantities.in_one_unit(text, unit)
    marking.texts.chains.chain_words.check(question, field, text)
    return text


def _as_asked(question: Question, field: Field, text: str, readings: tuple[Reading, ...]) -> tuple[Reading, ...]:
    """Return the readings that are of the kind that is asked for: a pair or a number, where a text may be both."""
    is_pair = field.domain.shape == (Num(Fraction(2)),)
    is_pair = is_pair or (bool(question.accepted) and all(isinstance(tree, Array) for tree in question.accepted))
    if is_pair:  # `<t, 1 - t>` is a vector there, and no inner product of numbers
        vectors = [reading for reading in readings if ("angle", 1) not in reading.choices] or readings
        _refuse_rule(readings, text)
        return tuple(replace(reading, tree=with_columns(question, reading.tree, text)) for reading in vectors)
    if not any(isinstance(part, Array) for reading in readings for part in walk(reading.tree)):
        _refuse_entry(question, text)
        return readings
    if not wants_number(question):
        return readings
    numbers = [replace(reading, tree=with_binomial(bracketed(reading.tree), text)) for reading in readings]
    free = [reading for reading in numbers if not any(isinstance(part, Array) for part in walk(reading.tree))]
    return tuple(free or (reading for reading in numbers if not isinstance(reading.tree, Array))) or readings


def _refuse_entry(question: Question, text: str) -> None:
    """Raise AnswerError for one entry with its name, `x_1 = 1`, where a vector is expected: it is no whole answer."""
    named = _ENTRY.match(text)
    sizes = [len(tree.items) if isinstance(tree, Array) else 0 for tree in question.accepted]
    if named is not None and sizes and min(sizes) > 1:
        message = unreadable_answers.ENTRIES_LACKING.format(name=named["name"])
        raise AnswerError(message, text, Span(0, len(text)))


_ENTRY = re.compile(r"[\s$]*(?P<name>\\?[A-Za-z]+)(?:_\{?\d\}?|\d|[₀-₉])\s*=(?!=)")


def _refuse_rule(readings: tuple[Reading, ...], text: str) -> None:
    """Raise AnswerError for a rule by an index, `X[k] = 1`, where a vector is expected: it may be of all entries."""
    parts = [part for one in readings for part in walk(one.tree)] if _RULE.match(text) else []
    if not parts or any(isinstance(part, Array) or (isinstance(part, Bind) and part.kind == "array") for part in parts):
        return
    raise AnswerError(unreadable_answers.RULE_BY_INDEX, text, Span(0, len(text)))


_RULE = re.compile(r"[\s$]*\\?[A-Za-z]+(?:_\{?[i-n]\}?|\[\s*[i-n]\s*\])\s*=(?!=)")


def _as_listed(text: str, names: Names) -> str:
    """Return the words among the listed spellings that a whole text is, as they are listed: `The zero vector.`"""
    listed = [words for words, _ in names.spellings if _IN_WORDS.fullmatch(words)]
    if listed and any(bare(part) in map(bare, listed) for part in _members(text)):
        raise AnswerError(unreadable_answers.WORDS_BESIDE_A_VALUE, text, Span(0, len(text)))
    if not listed or not _IN_WORDS.fullmatch(text.strip(" \n\t.\"'`*_$")):
        return text  # a minus before words is none of the dashes that do not count
    return next((words for words in listed if bare(words) == bare(text)), text)


def _members(text: str) -> list[str]:
    """Return what commas outside of brackets part; none where there are none."""
    depth = depths(text)
    commas = [place for place, sign in enumerate(text) if sign in ",;" and not depth[place]]
    starts, stops = [0, *(place + 1 for place in commas)], [*commas, len(text)]
    return [text[start:stop] for start, stop in zip(starts, stops, strict=True)] if commas else []


def wants_number(question: Question) -> bool:
    """Return whether the right answer is a number, and no array: then square brackets around an answer group."""
    if question.kind.is_one_number != "as expected":
        return question.kind.is_one_number == "always"
    trees = (*question.accepted, *(definition.body for definition in question.define.values()))
    arrays = any(isinstance(part, Array | Tup) for tree in trees for part in walk(tree))
    return not arrays and not any(symbol.domain.shape for symbol in question.names.symbols.values())
