"""How the texts of sets and conditions are read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress

from grader import marking
from grader.claims.chains import chain
from grader.errors import AnswerError, LimitError, Span
from grader.language.reader import Reading, canonical_name, read
from grader.language.tree import Array, Interval, Logic, Relation, SetOf, Sym, Tup, symbols
from grader.marking.texts.chains import chain_words
from grader.marking.texts.chains.field_spellings import BOTH_SIGNS, described, of_points, plainly_named
from grader.marking.texts.sets.counted_up import counted_up
from grader.marking.texts.sets.named_members import without_names
from grader.marking.texts.sets.set_texts import (
    _completed,
    as_itself,
    as_pair,
    as_set,
    as_spread,
    as_wrapped,
    of_every,
    of_named_points,
    of_printed,
    of_unknown,
    read_set,
)
from grader.problems.declared.tree_kinds import (
    holds_points,
    holds_ranges,
    holds_sets,
    is_condition,
    is_reversed,
)
from grader.problems.question import Field, Question
from grader.records import replace
from grader.wording import unreadable, unreadable_answers

# `x = 2 x = 3` and `x1 = 2 x2 = 3`: a letter with a relation behind it, and again behind a number and a blank.
_RUN_ON = re.compile(
    r"(?<![\w\\])(?P<letter>[A-Za-z])_?\{?\d*\}?\s*[=<>≤≥](?:[^,;=<>≤≥\n\\]|(?<=\d),(?=\d))*[\d)\]}]\s+"
    r"(?P<second>(?P=letter)_?\{?\d*\}?\s*[=<>≤≥])"
)


_CLASSES = re.compile(r"\d[^,;]{0,12}[-+−]")  # of integers, perhaps
_CALLED = re.compile(r"[\s$]*\\?[A-Za-z][\w{}\\']*\s*(?:\(\s*[a-z]\s*\))?\s*=(?!=)")  # `W = (1, ∞)`


def left_side(question: Question) -> Sym | None:
    """Return the one symbol that right answers of a relation define, `y = …`; None where there is none, or several."""
    equations = [tree.operands[0] for tree in question.accepted if isinstance(tree, Relation) and tree.ops == ("=",)]
    sides = {side for side in equations if isinstance(side, Sym)}
    return sides.pop() if len(sides) == 1 and len(equations) == len(question.accepted) else None


def read_solutions(question: Question, field: Field, text: str) -> tuple[Reading, ...]:
    """Return the readings of a set or a condition, also of what its text may have been meant as."""
    texts: tuple[str, ...] = ()
    text = marking.texts.sets.residues.as_congruence(question, text) if _CLASSES.search(text) is not None else text
    text = _as_set_text(question, text) if question.kind.is_set else text
    if _CALLED.match(text):
        marking.texts.left_hand.known_lefts.check_kind(question, text)
    if question.kind.is_set:
        text = marking.texts.sets.doubtful_sets.joined_by_word(text, field.names.symbols)
        other = marking.texts.sets.doubtful_sets.otherwise_meant(text, field.names.symbols)
        half_open = any(isinstance(one, Interval) and one.low_closed != one.high_closed for one in question.accepted)
        texts = marking.texts.sets.doubtful_sets.between(text, half_open=half_open)
        texts = texts or marking.texts.sets.ranges_said.of_confidence(question, text)
    else:
        may = " y " in text or " e " in text
        other = marking.texts.sets.joining_letters.otherwise_meant(text, field.names.symbols) if may else None
    if other is None and not texts:
        return _read_solutions(question, field, text)
    found: list[Reading] = []
    error: AnswerError | None = None
    for choice, one in enumerate(texts or filter(None, (text, other))):
        try:
            ways = _read_solutions(question, field, one)
        except LimitError:
            raise
        except AnswerError as refused:
            error = error or refused
            continue
        found += [replace(way, choices=(*way.choices, ("meant", choice)), typed=way.typed or one) for way in ways]
    if error is not None and not found:
        raise error
    return tuple(found)


def _as_set_text(question: Question, text: str) -> str:
    """Return the text of a set in signs that the language knows."""
    marking.texts.sets.named_sets.refuse_union(question, text)
    text = marking.texts.chains.statements_beside.as_members(question, text) if text.count("=") > 1 else text
    text = marking.texts.sets.any_integer.with_integers(question, text)
    text = marking.texts.sets.written_sets.plainly(question, text)
    return marking.texts.sets.shared_lefts.with_each_left(marking.texts.sets.dotted_lists.in_braces(question, text))


def _read_solutions(question: Question, field: Field, text: str) -> tuple[Reading, ...]:
    """Return the readings of a set or a condition; one number in the place of a set is the set of it.

    A value in the place of an equation is what the symbol on its left side equals, where it does not occur itself.
    Where points are asked for, pairs are points, and no intervals; of a finite set a pair may list two numbers; where
    intervals are asked for, `10 ± 1` may be two or all between, and an undeclared letter stand between bounds.
    """
    expect, left, accepted = question.kind.expects, left_side(question), question.accepted
    points = any(map(holds_points, accepted))
    finite = bool(accepted) and not points and all(isinstance(tree, SetOf) for tree in accepted)
    bounded = bool(accepted) and not points and all(map(holds_ranges, accepted))
    if two := _RUN_ON.search(text):
        raise AnswerError(unreadable.TWO_CONDITIONS_RUN, text, Span(two.start("second"), two.end("second")))
    text = (marking.texts.sets.left_out.with_left_out(text, field.names.symbols) if expect == "set" else None) or text
    text = of_every(field, of_printed(field, text) if finite else counted_up(field.names, text))
    text = of_named_points(field, text) if points else text
    plain = plainly_named(expect, field, text)
    plain = without_names(plain, field.names) if expect == "set" and not points else plain
    readings = _read_applied(field, plain, left) if expect == "condition" else of_unknown(question, field, plain)
    readings = readings or _read_chain(field, plain, left) or read_set(expect, field, plain, bounded=bounded)
    if expect == "condition":
        readings = tuple(replace(one, tree=described(one.tree, field)) for one in readings)
    if points:
        readings = tuple(dict.fromkeys(replace(one, tree=of_points(one.tree)) for one in readings))
    kept = _conditions(readings, left) if expect == "condition" else readings
    _refuse_none(kept, text, is_set=expect == "set")
    for reading in kept:
        marking.texts.sets.doubtful_sets.refuse_two_answers(text, reading.tree)
    if expect == "condition":
        return kept
    if finite:
        kept = _of_numbers(kept, are_sets=any(map(holds_sets, accepted)))
    elif any(map(holds_ranges, accepted)) and BOTH_SIGNS.search(text):
        kept = tuple(dict.fromkeys(one for reading in kept for one in as_spread(reading)))
    return tuple(replace(reading, tree=as_set(reading.tree)) for reading in kept)


def _of_numbers(readings: tuple[Reading, ...], *, are_sets: bool) -> tuple[Reading, ...]:
    """Return the readings where a finite set is asked for: a pair may list two numbers, one number is the set of it."""
    wrapped = as_itself if are_sets else as_wrapped
    return tuple(dict.fromkeys(one for reading in readings for pair in as_pair(reading) for one in wrapped(pair)))


def _conditions(readings: tuple[Reading, ...], left: Sym | None) -> tuple[Reading, ...]:
    """Return the readings that are conditions, or of which the left side makes one."""
    if left is not None:
        readings = tuple(replace(one, tree=_completed(one.tree, left)) for one in readings)
    return tuple(one for one in readings if is_condition(one.tree))


def _refuse_none(kept: tuple[Reading, ...], text: str, *, is_set: bool) -> None:
    """Refuse a text without a reading, and what is no set though one is asked for."""
    if not kept:
        raise AnswerError(unreadable_answers.EQUATION_INEQUALITY, text, Span(0, len(text)))
    for reading in kept if is_set else ():
        if isinstance(reading.tree, Tup | Array) and len(reading.tree.items) != 2:
            raise AnswerError(unreadable_answers.SET_INTERVAL_SET, text, Span(0, len(text)))
        if is_reversed(reading.tree):
            raise AnswerError(unreadable_answers.ENDS_INTERVAL_WRONG_ORDER, text, Span(0, len(text)))
        if isinstance(reading.tree, Relation | Logic) and not symbols(reading.tree):  # values that were worked out
            raise AnswerError(unreadable_answers.SET_INTERVAL_SET, text, Span(0, len(text)))


_APPLIED = re.compile(r"\s*(?P<before>\$?)\s*(?P<name>[A-Za-z])\s*\(\s*(?P<by>[A-Za-z](?:\s*,\s*[A-Za-z])*)\s*\)\s*=")


def _read_applied(field: Field, text: str, left: Sym | None) -> tuple[Reading, ...]:
    """Return the readings of `y(x) = 3x - 2` for two declared letters; none of any other text.

    It is y as a function of x where right answers define y, elsewhere it may be a product, too.
    """
    applied = _APPLIED.match(text)
    by = re.findall("[A-Za-z]", applied["by"]) if applied else []
    if applied is None or applied["name"] in by or not {applied["name"], *by} <= field.names.symbols.keys():
        return ()
    found = read_set("condition", field, f"{applied['before']}{applied['name']} ={text[applied.end() :]}")
    if len(by) > 1 or (left is not None and left.name == applied["name"]):
        return found
    other = read_set("condition", field, text)
    return tuple(
        dict.fromkeys(
            replace(one, choices=(*one.choices, ("applied", choice)))
            for choice, readings in enumerate((found, other))
            for one in readings
        )
    )


def _read_chain(field: Field, text: str, left: Sym | None) -> tuple[Reading, ...]:
    """Return the readings of `y = f(1) + f'(1)(x - 1) = 2x - 1`, where right answers define y; none of any other text.

    A member in between that cannot be read is a step, as in a chain of values. Where all can be read they may be meant
    to be equal, or to be steps of which one is wrong: nobody can tell, unless both come to the same; nor where a step
    by itself comes to something else than the last member.
    """
    found = chain(text) if left is not None and text.count("=") > 1 else None
    if found is None or left is None or len(found.members) < MIN_CHAIN or found.is_approximate:
        return ()
    if not _is_symbol(field, found.members[0], left):
        return ()
    chain_words.check_words(field.names, text, has_units=False)
    name, *steps, last = found.members
    with suppress(AnswerError):
        ends = read_set("condition", field, f"{name} = {last}")
        with suppress(AnswerError):
            return (*_chosen(read_set("condition", field, text), 0), *_chosen(ends, 1))
        return (*(one for step in steps for one in _read_step(field, f"{name} = {step}")), *_chosen(ends, 1))
    return ()


def _read_step(field: Field, text: str) -> tuple[Reading, ...]:
    """Return the readings of a step by itself, none where it cannot be read."""
    with suppress(AnswerError):
        return tuple(_chosen(read_set("condition", field, text), 0))
    return ()


MIN_CHAIN = 3  # members of a chain with a step in it


def _is_symbol(field: Field, text: str, left: Sym) -> bool:
    """Whether a text is the symbol, perhaps in a notation to which the problem gives that meaning."""
    with suppress(ValueError):
        if canonical_name(text.strip(" $")) == left.name:
            return True
    with suppress(AnswerError):
        return [one.tree for one in read(text, field.names)] == [left]
    return False


def _chosen(readings: tuple[Reading, ...], choice: int) -> Iterator[Reading]:
    return (replace(one, choices=(*one.choices, ("chain", choice))) for one in readings)
