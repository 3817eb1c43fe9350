"""Sets as they are read: one value as the set of it, points, words before them, and members written side by side."""

from __future__ import annotations

import re
from contextlib import suppress

from grader.claims.chains import chain
from grader.errors import AnswerError, LimitError, Span
from grader.language.printing import show
from grader.language.reader import Expect, Reading, read
from grader.language.tree import Array, Interval, Logic, Node, Relation, SetOf, Sym, Tup, symbols
from grader.marking.texts.sets.named_members import without_names
from grader.marking.texts.sets.ranges import in_own_letter
from grader.problems.declared.tree_kinds import (
    is_condition,
    is_set,
)
from grader.problems.question import Field, Question
from grader.records import replace
from grader.wording import unreadable_answers

# Members as NumPy and PyTorch print them: an array is a list, and no interval.
_LISTED = re.compile(
    r"\s*(?:(?:np|numpy|torch)\.)?(?:array|tensor)\(\s*\[(?P<members>[^\[\]()]*)\]\s*(?:,\s*dtype\s*=\s*[\w.]+\s*)?\)\s*"
)
# Solutions as Mathematica prints them: `{{x -> 3}, {x -> -1}}`.
_RULE = re.compile(r"([A-Za-z])\s*(?:->|→)(?>\s*)([^,{}<>=→]*[^\s,{}<>=→-])")
_RULES = re.compile(
    rf"\s*\{{\s*(?:\{{\s*)?{_RULE.pattern}(?:\s*(?:\}}\s*)?,\s*(?:\{{\s*)?{_RULE.pattern})*\s*(?:\}}\s*)?\}}\s*"
)
_EVERY_WITH = re.compile(
    r"\s*(?:all|every|any|alle)\s+(?:real\s+)?(?P<name>[A-Za-z])\s+(?:with|such\s+that|so\s+that|s\.t\.|mit)\s+(?=[^,;]*(?P=name)\s*[<>≤≥\\])"
)
_EVERY = re.compile(
    r"\s*(?:all|every|any|alle|tous\s+les|todos\s+los)\s+(?:(?:real|reellen|réels)\s+(?:numbers?\s+)?)?"
    r"(?=(?P<name>[A-Za-z])\s*(?:[<>≤≥]|\\[lg]eq?\b))"
)
_AND = re.compile(r"\b(?:and|und|et|y)\b|∧|\\(?:land|wedge)\b")
_POINTS = re.compile(r"\s*(?:(?:the|die|les|los)\s+)?(?:points?|punkte?|puntos?)\s*:?\s*(?=\()", re.IGNORECASE)
_SIGNED = r"\s*(?:[-−]\s*)?\d+(?:\.\d+)?\s*"
_SLASHED_POINT = re.compile(rf"\({_SIGNED}(?:/{_SIGNED}){{1,2}}\)")
_BRACED_POINTS = re.compile(rf"\s*\{{(?:\s*(?:,\s*)?\{{{_SIGNED}(?:,{_SIGNED}){{1,2}}\}})+\s*\}}\s*")
_POINT = re.compile(r"\s*\$?\([^()]*\)\$?\s*")


def of_printed(field: Field, text: str) -> str:
    """Return the set of the members of an array or of rules as it is printed, `array([-1., 4.])`; else the text."""
    if "{" in text and _RULES.fullmatch(text) is not None:
        found = _RULE.findall(text)
        if len({letter for letter, _ in found}) == 1 and found[0][0] in field.names.symbols:
            return f"{{{', '.join(value for _, value in found)}}}"
    listed = _LISTED.fullmatch(text)
    return f"{{{listed['members']}}}" if listed else text


def of_every(field: Field, text: str) -> str:
    """Return `x > 2` for `all x > 2`; with `and` in it, nobody can tell whether it lists two sets."""
    every = _EVERY.match(text) or _EVERY_WITH.match(text)
    if every is None or every["name"] not in field.names.symbols or _AND.search(text):
        return text
    return text[every.end() :]


def of_named_points(field: Field, text: str) -> str:
    """Return the points of `the points (1, 0) and (2, 3)` and of `P_1 = (1, 0), P_2 = (2, 3)`.

    Slashes part their numbers in Austria, `(1/0)`. Programs write each in braces, `{{1, 0}, {2, 3}}`, which is a set of
    sets as well: raises AnswerError.
    """
    text = _SLASHED_POINT.sub(lambda match: match[0].replace("/", ", "), text)
    if _BRACED_POINTS.fullmatch(text):
        raise AnswerError(unreadable_answers.SETS_OR_PAIRS, text, Span(0, len(text)))
    text = text[match.end() :] if (match := _POINTS.match(text)) else text
    plain = without_names(text, field.names)
    return plain if all(map(_POINT.fullmatch, plain.split(";"))) else text


def as_pair(reading: Reading) -> tuple[Reading, ...]:
    """Return both readings of `(2, 3)`: the interval, and the list of two numbers; any other reading itself."""
    tree = reading.tree
    if not isinstance(tree, Tup | Array):
        return (reading,)
    listed = SetOf(tree.items)
    chosen = [replace(reading, choices=(*reading.choices, ("pair", choice))) for choice in (0, 1)]
    return chosen[0], replace(chosen[1], tree=listed, spelling=show(listed))


def as_itself(reading: Reading) -> tuple[Reading, ...]:
    """Return a reading as the only one: a set of sets stands as it is."""
    return (reading,)


def as_wrapped(reading: Reading) -> tuple[Reading, ...]:
    """Return both readings of `{{3}, {-1}}`: a set of sets, and the solutions as programs print them."""
    items = reading.tree.items if isinstance(reading.tree, SetOf) else ()
    inner = [part for item in items if isinstance(item, SetOf) for part in item.items]
    if not inner or not all(isinstance(item, SetOf) for item in items):
        return (reading,)
    plain = SetOf(tuple(inner))
    chosen = [replace(reading, choices=(*reading.choices, ("wrapped", choice))) for choice in (0, 1)]
    return chosen[0], replace(chosen[1], tree=plain, spelling=show(plain))


def as_spread(reading: Reading) -> tuple[Reading, ...]:
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


def read_set(expect: Expect, field: Field, text: str, *, bounded: bool = False) -> tuple[Reading, ...]:
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


_EQUALS_SET = re.compile(
    r"[\s$]*(?P<name>[^\W\d_]\w*)\s*=[\s$]*(?=\\left|\\[{]|[{(\[\]]|\\mathbb|\\?[RZNQC](?![A-Za-z]))"
)


def of_unknown(question: Question, field: Field, text: str) -> tuple[Reading, ...]:
    """Return the readings of a set that the unknown is said to be equal to, `x = {2, 3}`; none for any other text."""
    named = _EQUALS_SET.match(text)
    if named is None or [named["name"]] != [one.name for one in question.for_all]:
        return ()
    with suppress(AnswerError):
        found = read(text[named.end() :].replace("$", " "), field.names, "set", field.symbol or field.name)
        return found if all(is_set(one.tree) or isinstance(one.tree, Tup | Array) for one in found) else ()
    return ()


def _completed(tree: Node, left: Sym) -> Node:
    """Return `y = 2x + 1` for the value 2x + 1."""
    if is_condition(tree) or is_set(tree) or left.name in symbols(tree):
        return tree
    return Relation(("=",), (left, tree))


# A letter with marks or an index, or a word: what a set is called.
_NAME = re.compile(r"(?:\\[A-Za-z]+\s*\{?\s*)?[^\W\d_²³]+\}?(?:_\{?\w+\}?)?'*")


def as_set(tree: Node) -> Node:
    """Return a value in the place of a set as the set that holds it."""
    return tree if is_set(tree) or is_condition(tree) else SetOf((tree,))
