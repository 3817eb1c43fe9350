"""Compares two texts that no problem stands behind: where nothing is declared, letters are real variables."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from itertools import product

from grader import comparing
from grader.claims.statements import Setting
from grader.comparing.echo import Echo
from grader.comparing.families import families
from grader.comparing.letters import has_i_times, i_times, settled_letters
from grader.comparing.values import applied, of_one_name, value_beside
from grader.errors import AnswerError
from grader.evidence import compare as compare_trees
from grader.evidence.trees.features import facts_of
from grader.language.domains import REAL, Domain, Variable
from grader.language.names import Names, Symbol
from grader.language.names.lexicon import Lexicon, lexicon_of
from grader.language.printing import show
from grader.language.reader import Reading, canonical_name, read
from grader.language.reader.domains import parse_domain
from grader.language.reader.lines import refuse_lines
from grader.language.tree import Index, Node, Relation, symbols, walk
from grader.records import replace
from grader.verdict import (
    Comparison,
    Evidence,
    FieldResult,
    Outcome,
    Probable,
    Proof,
    ReadingResult,
    Reason,
    Unknown,
)
from grader.wording import open_reasons

ANY_LETTER = Names(free=True)  # where nothing is declared: one for all, so that what is made of it is made once
MAX_PAIRS = 8  # pairs of readings of the two sides
MOST_KEPT = 400  # characters of a text whose readings are kept
I_IN_TWO_WAYS = open_reasons.CAN_READ_WAYS_LEAD
Sides = list[tuple[tuple[Reading, ...], FieldResult]]  # the readings of the left and the right side, none where unread


def names_for(variables: Mapping[str, str]) -> tuple[Names, Mapping[str, Domain]]:
    """Return the names that a text may use, and the domains declared; raises AnswerError for a bad domain."""
    return _names_for(tuple(variables.items())) if variables else (ANY_LETTER, {})


@lru_cache(maxsize=256)
def _names_for(variables: tuple[tuple[str, str], ...]) -> tuple[Names, Mapping[str, Domain]]:
    """Return what `names_for` does, made once for all pairs that share their declarations."""
    domains = {canonical_name(name): parse_domain(text) for name, text in variables}
    symbols_ = {name: Symbol(name, domain) for name, domain in domains.items()}
    is_complex = any(domain.base == "complex" for domain in domains.values())
    return Names(symbols=symbols_, free=True, complex=is_complex), domains


def read_text(text: str, names: Names) -> tuple[Reading, ...]:
    """Return the readings of a text; raises AnswerError. What was read lately is known: one side meets many others."""
    refuse_lines(text)
    lexicon = lexicon_of(names)
    return _read_lately(text, lexicon) if len(text) <= MOST_KEPT else read(text, names, "condition")


@lru_cache(maxsize=8)  # few: who meets many others is met again soon, and what is kept crowds the processor's cache
def _read_lately(text: str, lexicon: Lexicon) -> tuple[Reading, ...]:
    return read(text, lexicon.names, "condition")


def compare_texts(left: str, right: str, variables: Mapping[str, str]) -> Comparison:
    """Return whether two texts are equal wherever both are defined, each covering the other.

    An `i` that nothing declares may be a variable or the imaginary unit: a status is given where both lead to it, and
    where the texts hold with the unit and have a notation that only complex numbers have.
    """
    return compare_as(left, right, *names_for(variables))


def compare_as(left: str, right: str, names: Names, domains: Mapping[str, Domain]) -> Comparison:
    """Return what `compare_texts` does, where names and domains are known."""
    names, sides = _read_pair(left, right, names)
    found = _compared(sides, names, domains)
    if found.status == "unreadable":
        return _compared_lists(left, right, names, domains) or found
    has_i = "i" in left or "i" in right or not (left.isascii() and right.isascii())
    if has_i and has_i_times(left, right) and "i" not in domains and "i_" not in "".join(domains):
        one, two = map(i_times, (left, right))
        other = compare_as(one, two, names, domains)
        if other.status not in (found.status, "unreadable"):
            ways = open_reasons.INDEX_TIMES_IMAGINARY_UNIT.format(status=found.status, status_2=other.status)
            return replace(found, status="undecided", evidence=Unknown(f"{I_IN_TWO_WAYS}: {ways}"))
    if not has_i or names.complex or "i" in domains or not _speak_of_i(sides):
        may_be_other = "j" in left or "j" in right or "I" in left or "I" in right
        return _beside_other_unit(left, right, names, domains, found) if may_be_other else found
    as_unit = replace(names, complex=True)
    other = _compared(_read_both(left, right, as_unit), as_unit, domains)
    if other.status in (found.status, "unreadable"):
        return found
    if isinstance(other.evidence, Proof) and _is_written_so(left, right, as_unit):
        return replace(other, evidence=replace(other.evidence, notes=(open_reasons.IMAGINARY_UNIT,)))
    ways = open_reasons.VARIABLE_IMAGINARY_UNIT.format(status=found.status, status_2=other.status)
    return replace(found, status="undecided", evidence=Unknown(f"{I_IN_TWO_WAYS}: {ways}"))


def _beside_other_unit(
    left: str, right: str, names: Names, domains: Mapping[str, Domain], found: Comparison
) -> Comparison:
    """Return what was found, or that it is open where the j or I of a formula like `e^{j t}` may be the unit."""
    sides = _read_both(left, right, names)
    letter = comparing.imaginary.other_unit(([one.tree for one in side] for side, _ in sides), domains)
    if not letter or lexicon_of(names).has_arrays:
        return found
    as_unit = replace(names, complex=True)
    one, two = (comparing.imaginary.with_unit(text, letter) for text in (left, right))
    others = _read_both(one, two, as_unit)
    if not any(comparing.imaginary.speaks_of_complex([one.tree]) for side, _ in others for one in side):
        return found
    other = _compared(others, as_unit, domains)
    if other.status in (found.status, "unreadable", "undecided"):
        return found
    ways = open_reasons.LETTER_IMAGINARY_UNIT.format(letter=letter, status=found.status, status_2=other.status)
    return replace(found, status="undecided", evidence=Unknown(f"{I_IN_TWO_WAYS}: {ways}"))


def _compared_lists(left: str, right: str, names: Names, domains: Mapping[str, Domain]) -> Comparison | None:
    """Compare two lists of values as sets and, where nothing rules it out, in their order; None for other texts."""
    lists = comparing.lists.read_lists(left, right, names)
    if lists is None:
        return None
    ways = [_decide(*pair, domains, {}) for pair in lists if pair is not None]
    one, other = (FieldResult(text, show(side.tree)) for text, side in zip((left, right), lists[0], strict=True))
    kinds = [status(evidence) for evidence in ways]
    if len(set(kinds)) == 1:
        return Comparison(kinds[0], one, other, ways[0])
    why = Unknown(open_reasons.SETS_THEIR_MEMBERS_LISTS.format(value=kinds[0], value_2=kinds[1]))
    return Comparison("undecided", one, other, why)


def _is_written_so(left: str, right: str, names: Names) -> bool:
    """Whether a notation that only complex numbers have stands in each reading of two texts."""
    trees = [[reading.tree for reading in readings] for readings, _ in _read_both(left, right, names)]
    return all(map(comparing.imaginary.speaks_of_complex, product(*trees)))


def _speak_of_i(sides: Sides) -> bool:
    return any("i" in facts_of(reading.tree).symbols for readings, _ in sides for reading in readings)


def _compared(sides: Sides, names: Names, domains: Mapping[str, Domain]) -> Comparison:
    (read_left, left_field), (read_right, right_field) = sides
    functions = {function.name: function.arity for function in names.functions.values()} if names.functions else {}
    if not read_left or not read_right:
        return Comparison("unreadable", left_field, right_field)
    if len(read_left) == len(read_right) == 1:
        evidence = _decide(read_left[0], read_right[0], domains, functions)
        return Comparison(status(evidence), left_field, right_field, evidence)
    pairs = [pair for pair in product(read_left, read_right) if _consistent(*pair)]
    pairs = ([pair for pair in pairs if _have_the_same_indices(*pair, domains)] or pairs)[: MAX_PAIRS + 1]
    if len(pairs) > MAX_PAIRS:
        why = Unknown(open_reasons.TWO_SIDES_CAN_READ.format(max_pairs=MAX_PAIRS), "max_pairs")
        return Comparison("undecided", left_field, right_field, why)
    found = [_decide(a, b, domains, functions) for a, b in pairs]
    if len(found) == 1:
        return Comparison(status(found[0]), left_field, right_field, found[0])
    fitting = [place for place, evidence in enumerate(found) if not _is_misfit(evidence)] or range(len(found))
    pairs, found = [pairs[place] for place in fitting], [found[place] for place in fitting]
    kinds = {status(evidence) for evidence in found}
    if len(kinds) == 1:
        return Comparison(kinds.pop(), left_field, right_field, found[0])
    ways = " or ".join(
        f"`{a.spelling}` against `{b.spelling}`: {status(e)}" for (a, b), e in zip(pairs, found, strict=True)
    )
    why = Unknown(open_reasons.CAN_READ_WAYS_LEAD_DIFFERENT.format(count=len(pairs), ways=ways))
    return Comparison("undecided", left_field, right_field, why)


def _read_both(left: str, right: str, names: Names) -> Sides:
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


def _read_pair(left: str, right: str, names: Names) -> tuple[Names, Sides]:
    """Return the readings of both texts, and the names: with letters that can only be functions where that helps.

    A function of one side alone may be one that its author has defined elsewhere: nothing can be said of it.
    """
    sides = _read_both(left, right, names)
    if sides[0][0] and sides[1][0]:
        return names, sides
    named = comparing.unknown_functions.with_functions((left, right), names)
    if named is None:
        return names, sides
    called = _read_both(left, right, named)
    trees = [[reading.tree for reading in readings] for readings, _ in called]
    pairs = [(_plain_value(a, b), _plain_value(b, a)) for a, b in product(*trees)]
    helps = bool(pairs) and all(applied(a) == applied(b) for a, b in pairs)
    return (named, called) if helps else (names, sides)


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


def _consistent(left: Reading, right: Reading) -> bool:
    made = dict(left.choices)
    return all(made.get(kind, choice) == choice for kind, choice in right.choices)


def _have_the_same_indices(left: Reading, right: Reading, domains: Mapping[str, Domain]) -> bool:
    """Return whether the same letters stand for indices of arrays on both sides, of those that nothing declares.

    In `sum_{i<j} x_i x_j` beside a side without j, j is bound as well as i.
    """
    first, second = (_loose_indices(reading.tree, domains) for reading in (left, right))
    return first == second


def _loose_indices(tree: Node, domains: Mapping[str, Domain]) -> frozenset[str]:
    """Return the free letters that nothing declares among the indices of declared arrays."""
    if Index not in facts_of(tree).kinds:
        return frozenset()
    entries = [part for part in walk(tree) if isinstance(part, Index) and symbols(part.base) & domains.keys()]
    used = frozenset[str]().union(*(symbols(index) for part in entries for index in part.indices))
    return used & symbols(tree) - domains.keys()


def _decide(left: Reading, right: Reading, domains: Mapping[str, Domain], functions: Mapping[str, int]) -> Evidence:
    trees = left.tree, right.tree
    if isinstance(trees[0], Relation) is not isinstance(trees[1], Relation):
        trees = value_beside(trees[0], trees[1], domains), value_beside(trees[1], trees[0], domains)
    if isinstance(trees[0], Relation):
        trees = of_one_name(*trees, domains) or trees
    one, other = facts_of(trees[0]), facts_of(trees[1])
    if Index in one.kinds or Index in other.kinds:
        domains = {**domains, **families(trees, domains)}
    used = sorted(one.symbols | other.symbols | domains.keys())
    variables = tuple([Variable(name, domains.get(name, REAL)) for name in used] if domains else map(_real, used))
    return compare_trees(*trees, Setting(variables, functions=functions))


@lru_cache(maxsize=1024)
def _real(name: str) -> Variable:
    return Variable(name, REAL)


def _is_misfit(evidence: Evidence) -> bool:
    """Whether the shapes of one side do not fit: no reading, where another pair of readings fits."""
    return isinstance(evidence, Reason) and evidence.is_misfit


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
