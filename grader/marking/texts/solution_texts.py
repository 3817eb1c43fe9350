"""How the texts of sets and conditions are read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress

from grader import marking
from grader.claims.chains import chain
from grader.errors import AnswerError, LimitError, Span
from grader.language.printing import show
from grader.language.reader import Expect, Reading, canonical_name, read
from grader.language.tree import Array, Interval, Logic, Node, Relation, SetOf, Sym, Tup, symbols
from grader.marking.texts import chain_words
from grader.marking.texts.counted_up import counted_up
from grader.marking.texts.field_spellings import BOTH_SIGNS, described, of_points, plainly_named
from grader.marking.texts.named_members import without_names
from grader.marking.texts.ranges import in_own_letter
from grader.problems.declared.tree_kinds import (
    holds_points,
    holds_ranges,
    holds_sets,
    is_condition,
    is_reversed,
    is_set,
)
from grader.problems.question import Field, Question
from grader.records import replace
from grader.wording import unreadable, unreadable_answers

# `x = 2 x = 3` and `x1 = 2 x2 = 3`: a letter with a relation behind it, and again behind a number and a blank.
_RUN_ON = re.compile(
    r"(?<![\w\\])(?P<letter>[A-Za-z])_?\{?\d*\}?\s*[=<>≤≥][^,;=<>≤≥\n\\]*[\d)\]}]\s+"
    r"(?P<second>(?P=letter)_?\{?\d*\}?\s*[=<>≤≥])"
)

# Members as NumPy and PyTorch print them: an array is a list, and no interval.
_LISTED = re.compile(
    r"\s*(?:(?:np|numpy|torch)\.)?(?:array|tensor)\(\s*\[(?P<members>[^\[\]()]*)\]\s*(?:,\s*dtype\s*=\s*[\w.]+\s*)?\)\s*"
)


def left_side(question: Question) -> Sym | None:
    """Return the one symbol that right answers of a relation define, `y = …`; None where there is none, or several."""
    equations = [tree.operands[0] for tree in question.accepted if isinstance(tree, Relation) and tree.ops == ("=",)]
    sides = {side for side in equations if isinstance(side, Sym)}
    return sides.pop() if len(sides) == 1 and len(equations) == len(question.accepted) else None


def read_solutions(question: Question, field: Field, text: str) -> tuple[Reading, ...]:
    """Return the readings of a set or a condition, also of what its text may have been meant as."""
    texts: tuple[str, ...] = ()
    if question.kind.is_set:
        text = marking.texts.doubtful_sets.joined_by_word(text, field.names.symbols)
        other = marking.texts.doubtful_sets.otherwise_meant(text, field.names.symbols)
        half_open = any(isinstance(one, Interval) and one.low_closed != one.high_closed for one in question.accepted)
        texts = marking.texts.doubtful_sets.between(text, half_open=half_open)
    else:
        may = " y " in text or " e " in text
        other = marking.texts.joining_letters.otherwise_meant(text, field.names.symbols) if may else None
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


def _read_solutions(question: Question, field: Field, text: str) -> tuple[Reading, ...]:
    """Return the readings of a set or a condition; one number in the place of a set is the set of it.

    A value in the place of an equation is what the symbol on its left side equals, where it does not occur itself.
    Where points are asked for, pairs are points, and no intervals; where a finite set of numbers is, nobody can
    tell whether a pair lists two of them; where one with intervals is, whether `10 ± 1` are two or all between, and a
    letter that nobody declared may stand between the bounds of one.
    """
    expect, left, accepted = question.kind.expects, left_side(question), question.accepted
    points = any(map(holds_points, accepted))
    finite = bool(accepted) and not points and all(isinstance(tree, SetOf) for tree in accepted)
    ranges = any(map(holds_ranges, accepted))
    bounded = bool(accepted) and not points and all(map(holds_ranges, accepted))
    if two := _RUN_ON.search(text):
        raise AnswerError(unreadable.TWO_CONDITIONS_RUN, text, Span(two.start("second"), two.end("second")))
    text = (marking.texts.left_out.with_left_out(text, field.names.symbols) if expect == "set" else None) or text
    text = _of_every(field, _of_printed(text) if finite else counted_up(field.names, text))
    text = _of_named_points(field, text) if points else text
    plain = plainly_named(expect, field, text)
    plain = without_names(plain, field.names) if expect == "set" and not points else plain
    readings = _read_applied(field, plain, left) if expect == "condition" else ()
    readings = readings or _read_chain(field, plain, left) or _read_set(expect, field, plain, bounded=bounded)
    if expect == "condition":
        readings = tuple(replace(one, tree=described(one.tree, field)) for one in readings)
    if points:
        readings = tuple(dict.fromkeys(replace(one, tree=of_points(one.tree)) for one in readings))
    kept = _conditions(readings, left) if expect == "condition" else readings
    _refuse_none(kept, text, is_set=expect == "set")
    if expect == "condition":
        return kept
    if finite:
        wrapped = _as_itself if any(map(holds_sets, accepted)) else _as_wrapped
        kept = tuple(dict.fromkeys(one for reading in kept for pair in _as_pair(reading) for one in wrapped(pair)))
    elif ranges and BOTH_SIGNS.search(text):
        kept = tuple(dict.fromkeys(one for reading in kept for one in _as_spread(reading)))
    return tuple(replace(reading, tree=as_set(reading.tree)) for reading in kept)


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


_APPLIED = re.compile(r"\s*(?P<before>\$?)\s*(?P<name>[A-Za-z])\s*\(\s*(?P<by>[A-Za-z](?:\s*,\s*[A-Za-z])*)\s*\)\s*=")


def _read_applied(field: Field, text: str, left: Sym | None) -> tuple[Reading, ...]:
    """Return the readings of `y(x) = 3x - 2` for two declared letters; none of any other text.

    It is y as a function of x where right answers define y, elsewhere it may be a product, too.
    """
    applied = _APPLIED.match(text)
    by = re.findall("[A-Za-z]", applied["by"]) if applied else []
    if applied is None or applied["name"] in by or not {applied["name"], *by} <= field.names.symbols.keys():
        return ()
    found = _read_set("condition", field, f"{applied['before']}{applied['name']} ={text[applied.end() :]}")
    if len(by) > 1 or (left is not None and left.name == applied["name"]):
        return found
    other = _read_set("condition", field, text)
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
        ends = _read_set("condition", field, f"{name} = {last}")
        with suppress(AnswerError):
            return (*_chosen(_read_set("condition", field, text), 0), *_chosen(ends, 1))
        return (*(one for step in steps for one in _read_step(field, f"{name} = {step}")), *_chosen(ends, 1))
    return ()


def _read_step(field: Field, text: str) -> tuple[Reading, ...]:
    """Return the readings of a step by itself, none where it cannot be read."""
    with suppress(AnswerError):
        return tuple(_chosen(_read_set("condition", field, text), 0))
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


_EVERY_WITH = re.compile(
    r"\s*(?:all|every|any|alle)\s+(?:real\s+)?(?P<name>[A-Za-z])\s+(?:with|such\s+that|so\s+that|s\.t\.|mit)\s+(?=[^,;]*(?P=name)\s*[<>≤≥\\])"
)
_EVERY = re.compile(
    r"\s*(?:all|every|any|alle|tous\s+les|todos\s+los)\s+(?:(?:real|reellen|réels)\s+(?:numbers?\s+)?)?"
    r"(?=(?P<name>[A-Za-z])\s*(?:[<>≤≥]|\\[lg]eq?\b))"
)
_AND = re.compile(r"\b(?:and|und|et|y)\b|∧|\\(?:land|wedge)\b")
_POINTS = re.compile(r"\s*(?:(?:the|die|les|los)\s+)?(?:points?|punkte?|puntos?)\s*:?\s*(?=\()", re.IGNORECASE)
_SIGNED = r"\s*[-−]?\s*\d+(?:\.\d+)?\s*"
_SLASHED_POINT = re.compile(rf"\({_SIGNED}(?:/{_SIGNED}){{1,2}}\)")
_BRACED_POINTS = re.compile(rf"\s*\{{(?:\s*,?\s*\{{{_SIGNED}(?:,{_SIGNED}){{1,2}}\}})+\s*\}}\s*")
_POINT = re.compile(r"\s*\$?\([^()]*\)\$?\s*")


def _of_printed(text: str) -> str:
    """Return the set of the members of an array as it is printed, `array([-1., 4.])`; any other text itself."""
    listed = _LISTED.fullmatch(text)
    return f"{{{listed['members']}}}" if listed else text


def _of_every(field: Field, text: str) -> str:
    """Return `x > 2` for `all x > 2`; with `and` in it, nobody can tell whether it lists two sets."""
    every = _EVERY.match(text) or _EVERY_WITH.match(text)
    if every is None or every["name"] not in field.names.symbols or _AND.search(text):
        return text
    return text[every.end() :]


def _of_named_points(field: Field, text: str) -> str:
    """Return the points of `the points (1, 0) and (2, 3)` and of `P_1 = (1, 0), P_2 = (2, 3)`.

    Slashes part their numbers in Austria, `(1/0)`, and programs write each in braces, `{{1, 0}, {2, 3}}`.
    """
    text = _SLASHED_POINT.sub(lambda match: match[0].replace("/", ", "), text)
    if _BRACED_POINTS.fullmatch(text):
        text = "{" + text.strip()[1:-1].replace("{", "(").replace("}", ")") + "}"
    text = text[match.end() :] if (match := _POINTS.match(text)) else text
    plain = without_names(text, field.names)
    return plain if all(map(_POINT.fullmatch, plain.split(";"))) else text


def _as_pair(reading: Reading) -> tuple[Reading, ...]:
    """Return both readings of `(2, 3)`: the interval, and the list of two numbers; any other reading itself."""
    tree = reading.tree
    if not isinstance(tree, Tup | Array):
        return (reading,)
    listed = SetOf(tree.items)
    chosen = [replace(reading, choices=(*reading.choices, ("pair", choice))) for choice in (0, 1)]
    return chosen[0], replace(chosen[1], tree=listed, spelling=show(listed))


def _as_itself(reading: Reading) -> tuple[Reading, ...]:
    return (reading,)


def _as_wrapped(reading: Reading) -> tuple[Reading, ...]:
    """Return both readings of `{{3}, {-1}}`: a set of sets, and the solutions as programs print them."""
    items = reading.tree.items if isinstance(reading.tree, SetOf) else ()
    inner = [part for item in items if isinstance(item, SetOf) for part in item.items]
    if not inner or not all(isinstance(item, SetOf) for item in items):
        return (reading,)
    plain = SetOf(tuple(inner))
    chosen = [replace(reading, choices=(*reading.choices, ("wrapped", choice))) for choice in (0, 1)]
    return chosen[0], replace(chosen[1], tree=plain, spelling=show(plain))


def _as_spread(reading: Reading) -> tuple[Reading, ...]:
    """Return the readings of `10 ± 1`: two numbers, and the interval between them, with its ends or without."""
    match reading.tree:
        case SetOf((upper, lower)):
            pass
        case Logic("or", (Relation(("=",), (Sym() as name, upper)), Relation(("=",), (other, lower)))) if name == other:
            pass
        case _:
            return (reading,)
    trees = (reading.tree, *(Interval(lower, upper, closed, closed) for closed in (True, False)))
    return tuple(
        replace(reading, tree=one, spelling=show(one), choices=(*reading.choices, ("spread", choice)))
        for choice, one in enumerate(trees)
    )


def _read_set(expect: Expect, field: Field, text: str, *, bounded: bool = False) -> tuple[Reading, ...]:
    """Return the readings of a text; of a set with a name, as in `S = {0, 1}`, those of the set."""
    own = field.symbol or field.name
    try:
        return read(text, field.names, expect, own)
    except LimitError:
        raise
    except AnswerError:
        if bounded and (between := in_own_letter(field, text)):
            return between
        found = chain(text)
        if expect != "set" or len(found.members) != 2 or found.is_approximate or not _NAME.fullmatch(found.members[0]):
            raise
        with suppress(AnswerError):
            return read(found.members[1], field.names, expect, own)
        raise


def _completed(tree: Node, left: Sym) -> Node:
    """Return `y = 2x + 1` for the value 2x + 1."""
    if is_condition(tree) or is_set(tree) or left.name in symbols(tree):
        return tree
    return Relation(("=",), (left, tree))


# A letter with marks or an index, or a word: what a set is called.
_NAME = re.compile(r"(?:\\[A-Za-z]+\s*\{?\s*)?[^\W\d_]+\}?(?:_\{?\w+\}?)?'*")


def as_set(tree: Node) -> Node:
    """Return a value in the place of a set as the set that holds it."""
    return tree if is_set(tree) or is_condition(tree) else SetOf((tree,))
