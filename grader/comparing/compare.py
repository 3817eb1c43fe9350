"""Compares two texts that no problem stands behind: where nothing is declared, letters are real variables."""

from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import product

from grader import comparing
from grader.comparing.letters import has_i_times, i_times, may_be_arrays, may_have_conjugates
from grader.comparing.sides import Sides, names_for, of_one_name, read_both, read_pair, status, value_beside
from grader.comparing.undeclared import decided
from grader.evidence.trees.features import facts_of
from grader.language.domains import Domain
from grader.language.names import Names
from grader.language.names.lexicon import lexicon_of
from grader.language.printing import show
from grader.language.reader import Reading
from grader.language.tree import Index, Node, Relation, symbols, walk
from grader.records import replace
from grader.verdict import (
    Comparison,
    Evidence,
    FieldResult,
    Proof,
    Reason,
    Unknown,
)
from grader.wording import open_reasons

MAX_PAIRS = 8  # pairs of readings of the two sides
_DOUBTED = re.compile(r"[_₀-₉×✕⨯,∘]|\\(?:times|cross|circ|vec|over)|0[xXbBoO]")  # without it no sign means other things
I_IN_TWO_WAYS = open_reasons.CAN_READ_WAYS_LEAD


def compare_texts(left: str, right: str, variables: Mapping[str, str]) -> Comparison:
    """Return whether two texts are equal wherever both are defined, each covering the other.

    An `i` that nothing declares may be a variable or the imaginary unit: a status is given where both lead to it, and
    where the texts hold with the unit and have a notation that only complex numbers have.
    """
    names, domains = names_for(variables)
    found = compare_as(left, right, names, domains)
    is_decided = found.status in {"equal", "different"}
    if is_decided and may_be_arrays(left, right) and not lexicon_of(names).has_arrays:
        found = _beside_arrays(left, right, variables, found)
    if _DOUBTED.search(left + right) is not None:
        found = comparing.doubted_signs.beside_doubts((left, right), variables, found, _with_domains)
    if found.status == "different" and ("in" in left + right or "∈" in left + right):
        found = comparing.second_looks.beside_members(read_both(left, right, names), domains, found, _decided)
    if found.status == "different":
        found = comparing.quantities.beside_units(left, right, (names, domains), found)
    if names.complex and domains and found.status in {"equal", "different"}:
        found = _beside_complex(left, right, variables, found)
    elif not names.complex and may_have_conjugates(left, right):
        found = _beside_conjugates(left, right, variables, found)
        complements = comparing.conjugates.beside_complements
        found = complements((left, right), found, lambda a, b: compare_as(a, b, names, domains))
    may_mix = _joins_sets(left + right) and any(map(comparing.logic.mix_signs, (left, right)))
    if found.status != "equal" or may_mix or _SLASHED in f"{left} {right}":
        notations = comparing.other_notations.beside_notations
        found = notations((left, right), variables, found, lambda a, b: compare_as(a, b, names, domains), status)
    if _has_other_shape(found):
        sides, setting = read_both(left, right, names), (names, domains)
        rows = comparing.second_looks.beside_rows(sides, (left, right), setting, found, _decided)
        return rows or _beside_functions(left, right, names, domains, found)
    return found


def _with_domains(left: str, right: str, variables: Mapping[str, str]) -> Comparison:
    return compare_as(left, right, *names_for(variables))


def _joins_sets(text: str) -> bool:
    """A quick look whether signs between sets may stand in a text."""
    return any(sign in text for sign in ("\\cup", "\\cap", "\\setminus", *"∪∩∖"))


_SLASHED = " \\ "  # between two sets, or a blank of LaTeX


def _beside_complex(left: str, right: str, variables: Mapping[str, str], found: Comparison) -> Comparison:
    """Return what was found, or that it is open where letters that nothing declares may be complex, too."""
    names, domains = names_for(variables)
    trees = tuple(one.tree for readings, _ in read_both(left, right, names) for one in readings)
    letters = comparing.said_letters.may_be_complex(trees, domains)
    if not letters:
        return found
    other = compare_as(left, right, *names_for({**variables, **dict.fromkeys(letters, "complex")}))
    if other.status in (found.status, "unreadable"):
        return found
    status_of_complex = open_reasons.LETTER_MAY_BE_COMPLEX.format(
        letter=letters[0], status=found.status, status_2=other.status
    )
    return replace(found, status="undecided", evidence=Unknown(status_of_complex))


def _beside_conjugates(left: str, right: str, variables: Mapping[str, str], found: Comparison) -> Comparison:
    """Return what was found, or what two texts are whose letters are written as complex numbers."""
    names, _ = names_for(variables)
    read = read_both(left, right, replace(names, complex=True))
    trees = [one.tree for readings, _ in read for one in readings]
    compare = comparing.conjugates.beside_conjugates
    return compare((left, right), variables, trees, found, lambda a, b, more: compare_as(a, b, *names_for(more)))


def _decided(one: Reading, other: Reading, domains: Mapping[str, Domain], found: Comparison) -> Comparison:
    evidence = _decide(one, other, domains, {})
    return replace(found, status=status(evidence), evidence=evidence)


def _has_other_shape(found: Comparison) -> bool:
    return isinstance(found.evidence, Reason) and found.evidence.code == "shape"


def _beside_functions(
    left: str, right: str, names: Names, domains: Mapping[str, Domain], found: Comparison
) -> Comparison:
    """Return what was found, or that it is open where brackets alone, `(12, 18)`, are the number as a function."""
    (ones, _), (others, _) = read_both(left, right, names)
    if len(ones) != 1 or len(others) != 1:
        return found
    sides = ones[0], others[0]
    called = [comparing.brackets.as_function(side.tree) for side in sides]
    if sum(one is not None for one in called) != 1:
        return found
    pair = [side if one is None else replace(side, tree=one) for side, one in zip(sides, called, strict=True)]
    if status(_decide(pair[0], pair[1], domains, {})) != "equal":
        return found
    return replace(found, status="undecided", evidence=Unknown(open_reasons.BRACKETS_OF_FUNCTION))


def _beside_arrays(left: str, right: str, variables: Mapping[str, str], found: Comparison) -> Comparison:
    """Return what was found, or that it is open where it does not hold of letters that are written as arrays."""
    names, _ = names_for(variables)
    trees = [[one.tree for one in side] for side, _ in read_pair(left, right, names)[1]]
    if trees[0] == trees[1]:
        return found
    written, is_transposed = comparing.arrays.written_arrays((left, right), (*trees[0], *trees[1]))
    if written == {} or (is_transposed and found.status == "different" and written is not None):
        return found  # a number is a matrix with one entry
    others = {name: domain for name, domain in (written or {}).items() if name not in variables}
    other = compare_as(left, right, *names_for({**variables, **others})) if others else None
    if other is not None and other.status == found.status:
        return found
    ways = open_reasons.LETTERS_OF_ARRAYS.format(status=found.status)
    return replace(found, status="undecided", evidence=Unknown(ways))


def compare_as(left: str, right: str, names: Names, domains: Mapping[str, Domain]) -> Comparison:
    """Return what `compare_texts` does, where names and domains are known."""
    names, sides = read_pair(left, right, names)
    found = _compared(sides, names, domains)
    if found.status == "unreadable":
        lists = (
            None if comparing.lists.are_joined_by_signs(left, right) else _compared_lists(left, right, names, domains)
        )
        return lists or _compared_classes(left, right, names, domains) or found
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
    other = _compared(read_both(left, right, as_unit), as_unit, domains)
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
    sides = read_both(left, right, names)
    letter = comparing.imaginary.other_unit(([one.tree for one in side] for side, _ in sides), domains)
    if not letter or lexicon_of(names).has_arrays:
        return found
    as_unit = replace(names, complex=True)
    one, two = (comparing.imaginary.with_unit(text, letter) for text in (left, right))
    others = read_both(one, two, as_unit)
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


def _compared_classes(left: str, right: str, names: Names, domains: Mapping[str, Domain]) -> Comparison | None:
    """Compare two classes of growth, such as `O(n log n)`; None for other texts."""
    found = comparing.growth.of_classes(left, right, names, domains)
    if found is None:
        return None
    (one, other), evidence = found
    return Comparison(status(evidence), FieldResult(left, show(one)), FieldResult(right, show(other)), evidence)


def _is_written_so(left: str, right: str, names: Names) -> bool:
    """Whether a notation that only complex numbers have stands in each reading of two texts."""
    trees = [[reading.tree for reading in readings] for readings, _ in read_both(left, right, names)]
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
    columns = any(kind == "column" for pair in pairs for reading in pair for kind, _ in reading.choices)
    fitting = [place for place, one in enumerate(found) if not _is_misfit(one, columns)] or range(len(found))
    pairs, found = [pairs[place] for place in fitting], [found[place] for place in fitting]
    kinds = {status(evidence) for evidence in found}
    if len(kinds) == 1:
        return Comparison(kinds.pop(), left_field, right_field, found[0])
    ways = " or ".join(
        f"`{a.spelling}` against `{b.spelling}`: {status(e)}" for (a, b), e in zip(pairs, found, strict=True)
    )
    why = Unknown(open_reasons.CAN_READ_WAYS_LEAD_DIFFERENT.format(count=len(pairs), ways=ways))
    return Comparison("undecided", left_field, right_field, why)


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
    return decided(trees, domains, functions)


def _is_misfit(evidence: Evidence, columns: bool) -> bool:
    """Whether the shapes of one side do not fit: no reading, where another pair of readings fits.

    A column that may be a binomial, a number, is what the other side is.
    """
    return isinstance(evidence, Reason) and (evidence.is_misfit or (columns and evidence.code == "shape"))
