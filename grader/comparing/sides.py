"""The names that two texts may use where no problem stands behind them, the readings of both, and their values."""

from __future__ import annotations

import re
from collections.abc import Mapping
from contextlib import suppress
from functools import lru_cache
from itertools import product

from grader import comparing
from grader.comparing.echo import Echo
from grader.comparing.letters import settled_letters
from grader.errors import AnswerError
from grader.language.domains import Domain
from grader.language.names import Names, Symbol
from grader.language.names.lexicon import Lexicon, lexicon_of
from grader.language.reader import Reading, canonical_name, read
from grader.language.reader.domains import parse_domain
from grader.language.reader.lines import refuse_lines
from grader.language.tree import Apply, Logic, Node, Relation, Sym, Tup, is_set, symbols, walk
from grader.verdict import Evidence, FieldResult, Outcome, Probable, Proof, ReadingResult, Unknown

SIZE = Domain(base="size", text="size")  # of a letter in the shape of an array
ANY_LETTER = Names(free=True)  # where nothing is declared: one for all, so that what is made of it is made once
MOST_KEPT = 400  # characters of a text whose readings are kept
Sides = list[tuple[tuple[Reading, ...], FieldResult]]  # the readings of the left and the right side, none where unread


def names_for(variables: Mapping[str, str]) -> tuple[Names, Mapping[str, Domain]]:
    """Return the names that a text may use, and the domains declared; raises AnswerError for a bad domain."""
    return _names_for(tuple(variables.items())) if variables else (ANY_LETTER, {})


@lru_cache(maxsize=256)
def _names_for(variables: tuple[tuple[str, str], ...]) -> tuple[Names, Mapping[str, Domain]]:
    """Return what `names_for` does, made once for all pairs that share their declarations."""
    domains = {canonical_name(name): parse_domain(text) for name, text in variables}
    sizes = frozenset[str]().union(*(symbols(size) for domain in domains.values() for size in domain.shape))
    symbols_ = {name: Symbol(name, domain) for name, domain in domains.items()}
    is_complex = any(domain.base == "complex" for domain in domains.values())
    of_sizes = dict.fromkeys(sizes - domains.keys(), SIZE)
    return Names(symbols=symbols_, free=True, complex=is_complex), {**domains, **of_sizes}


def read_text(text: str, names: Names) -> tuple[Reading, ...]:
    """Return the readings of a text; raises AnswerError. What was read lately is known: one side meets many others."""
    refuse_lines(text)
    lexicon = lexicon_of(names)
    return _read_lately(text, lexicon) if len(text) <= MOST_KEPT else read(text, names, "condition")


@lru_cache(maxsize=8)  # few: who meets many others is met again soon, and what is kept crowds the processor's cache
def _read_lately(text: str, lexicon: Lexicon) -> tuple[Reading, ...]:
    return read(text, lexicon.names, "condition")


def read_both(left: str, right: str, names: Names) -> Sides:
    """Return the readings of both texts, none where there is an error, each with how it is echoed."""
    one, other = _readings(left, names), _readings(right, names)
    if len(one) == len(other) == 1 and isinstance(one, tuple) and isinstance(other, tuple):  # most texts have one
        return [_echoed(left, one), _echoed(right, other)]
    sides = one, other
    known = [side for side in sides if isinstance(side, tuple)]
    settled = iter(settled_letters(known, names.symbols))
    return [
        ((), FieldResult(text, error=side)) if isinstance(side, str) else _echoed(text, next(settled))
        for text, side in zip((left, right), sides, strict=True)
    ]


def read_pair(left: str, right: str, names: Names) -> tuple[Names, Sides]:
    """Return the readings of both texts, and the names: with letters that can only be functions where that helps.

    A function of one side alone may be one that its author has defined elsewhere: nothing can be said of it.
    """
    sides = read_both(left, right, names)
    if sides[0][0] and sides[1][0]:
        return names, _beside_set((left, right), sides, names) if "{" in left or "{" in right else sides
    named = comparing.unknown_functions.with_functions((left, right), names)
    if named is None:
        return names, sides
    called = read_both(left, right, named)
    trees = [[reading.tree for reading in readings] for readings, _ in called]
    pairs = [(_plain_value(a, b), _plain_value(b, a)) for a, b in product(*trees)]
    helps = bool(pairs) and all(applied(a) == applied(b) for a, b in pairs)
    return (named, called) if helps else (names, sides)


_BRACED = re.compile(r"[\s$]*\{[^{}]*\}[\s$]*")


def _beside_set(texts: tuple[str, str], sides: Sides, names: Names) -> Sides:
    """Return both sides, of which `{2}` is the set of one number where the other one is a set."""
    are_sets = [all(is_set(reading.tree) for reading in readings) for readings, _ in sides]
    if are_sets[0] == are_sets[1]:
        return sides
    place = are_sets.index(False)
    with suppress(AnswerError):
        if _BRACED.fullmatch(texts[place]) and all(is_set(one.tree) for one in read(texts[place], names, "set")):
            found = _echoed(texts[place], read(texts[place], names, "set"))
            return [found, sides[1]] if place == 0 else [sides[0], found]
    return sides


def _plain_value(tree: Node, other: Node) -> Node:
    return value_beside(tree, other, {}) if isinstance(tree, Relation) is not isinstance(other, Relation) else tree


def _readings(text: str, names: Names) -> tuple[Reading, ...] | str:
    try:
        return read_text(text, names)
    except AnswerError as error:
        return error.pointed()


def _echoed(text: str, readings: tuple[Reading, ...]) -> tuple[tuple[Reading, ...], FieldResult]:
    if len(readings) == 1:
        return readings, Echo(text, readings[0].tree)
    several = tuple(ReadingResult(reading.spelling, Outcome.UNDECIDED) for reading in readings)
    return readings, FieldResult(text, readings=several)


def value_beside(tree: Node, other: Node, domains: Mapping[str, Domain]) -> Node:
    """Return the last member of `k = 1/3`, `(p, q) = (3, 2)`, `f(x) = 2x`, whose names occur nowhere else.

    So a value is compared with a value that was given a name.
    """
    if not isinstance(tree, Relation) or set(tree.ops) != {"="} or isinstance(other, Logic):
        return tree
    first, last = tree.operands[0], tree.operands[-1]
    if isinstance(first, Apply):
        return last if not {first.name} & (applied(last) | applied(other)) else tree
    named = first.items if isinstance(first, Tup) else (first,)
    names = {item.name for item in named if isinstance(item, Sym)}
    elsewhere = symbols(last) | symbols(other) | domains.keys()
    return last if len(names) == len(named) and not names & elsewhere else tree


def of_one_name(left: Node, right: Node, domains: Mapping[str, Domain]) -> tuple[Node, Node] | None:
    """Return the lists in `D = (0, 1)` and `D = (0, 2)`, where one name that nothing else speaks of stands for both."""
    match left, right:
        case Relation(("=",), (Sym(name), Tup() as one)), Relation(("=",), (Sym(other), Tup() as two)):
            if name == other and name not in symbols(one) | symbols(two) | domains.keys():
                return one, two
    return None


def applied(tree: Node) -> set[str]:
    """Return the names of the functions of a tree that nobody knows."""
    return {node.name for node in walk(tree) if isinstance(node, Apply)}


def status(evidence: Evidence) -> str:
    """Return what evidence says of two sides, in a word."""
    match evidence:
        case Proof():
            return "equal"
        case Probable():
            return "probable"
        case Unknown():
            return "undecided"
        case _:
            return "different"
