"""Two trees are decided over what their letters can only be, where nothing declares them.

Real numbers, but for arrays (`families`), integers (`counting_letters`) and sequences (`sequences`).
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from grader import comparing
from grader.claims.statements import Setting
from grader.evidence import compare as compare_trees
from grader.evidence.trees.features import Facts, facts_of
from grader.language.domains import REAL, Domain, Variable
from grader.language.tree import Index, Node
from grader.verdict import Evidence, Point, Proof, Undefined, Unknown
from grader.wording import open_reasons

Trees = tuple[Node, Node]
_COUNTED = frozenset({"sum", "prod", "factorial", "binom"})  # what has letters that can only be integers


def decided(trees: Trees, domains: Mapping[str, Domain], functions: Mapping[str, int]) -> Evidence:
    """Return evidence whether two trees are equal, with the domains that are declared, by name."""
    if any("_{" in name for tree in trees for name in facts_of(tree).symbols):
        return _with_indices(comparing.sequences.with_ordered_indices(trees, domains), domains, functions)
    return _beside_means(trees, domains, functions)


def _with_indices(trees: Trees, domains: Mapping[str, Domain], functions: Mapping[str, int]) -> Evidence:
    """Return evidence where equal indices are one; open where a difference is one of indices that may be equal."""
    named = comparing.indices.with_equal_indices(trees, domains)
    found = _beside_means(named.trees, domains, functions)
    if isinstance(found, Point) and named.doubtful is not None:
        one, other = named.doubtful
        return Unknown(open_reasons.MAY_BE_ONE_INDEX.format(name=one, name_2=other))
    return found


def _beside_means(trees: Trees, domains: Mapping[str, Domain], functions: Mapping[str, int]) -> Evidence:
    found = _as_written(trees, domains, functions)
    if not isinstance(found, Point) or not any(name.startswith("bar_") for name in found.at):
        return found
    means = comparing.means.of_means(trees, domains, lambda written: _as_written(written, domains, functions))
    return means or found


def _as_written(trees: Trees, domains: Mapping[str, Domain], functions: Mapping[str, int]) -> Evidence:
    if all(Index not in facts_of(tree).kinds for tree in trees):
        return _counted(trees, domains, functions)
    found = _counted(trees, {**domains, **comparing.families.families(trees, domains)}, functions)
    if isinstance(found, Unknown) and (called := comparing.sequences.as_functions(trees, domains)) is not None:
        other = _counted(called[0], domains, {**functions, **called[1]})
        return found if _is_undefined(other) else other  # for some sequences a series diverges, which nobody means
    return found


def _is_undefined(found: Evidence) -> bool:
    match found:
        case Point(left=Undefined()) | Point(right=Undefined()):
            return True
        case _:
            return False


def _counted(trees: Trees, domains: Mapping[str, Domain], functions: Mapping[str, int]) -> Evidence:
    one, other = facts_of(trees[0]), facts_of(trees[1])
    if not (_COUNTED.isdisjoint(one.binders | other.binders) and _COUNTED.isdisjoint(one.calls | other.calls)):
        counting = comparing.counting_letters.counting_letters(trees, domains)
        if counting is not None:
            return counting.decided(lambda more, assume: _over(trees, {**domains, **more}, functions, assume))
    if _has_remainder(one, other):
        trees = comparing.residue_classes.as_congruences(trees)
        one, other = facts_of(trees[0]), facts_of(trees[1])
    congruent = comparing.counting_letters.congruent_letters(trees, domains) if _has_remainder(one, other) else None
    if congruent is not None:
        return _congruent(congruent.decided(lambda more, _: _over(trees, {**domains, **more}, functions)), one, other)
    found = _over(trees, domains, functions)
    if not isinstance(found, Proof):
        counting = comparing.counting_letters.whole_exponents(trees, domains)
        if counting is not None:
            return counting.decided(lambda more, _: _over(trees, {**domains, **more}, functions))
    return found


def _congruent(found: Evidence, one: Facts, other: Facts) -> Evidence:
    """Return evidence about congruences; open where they differ and one says `n = 2k`, of whatever k."""
    letters = sorted((one.symbols - other.symbols) or (other.symbols - one.symbols))
    if isinstance(found, Point) and letters and one.symbols & other.symbols:
        return Unknown(open_reasons.ALL_VALUES_OF_LETTER.format(letter=letters[0]))
    return found


def _has_remainder(one: Facts, other: Facts) -> bool:
    return "mod" in one.calls or "mod" in other.calls


def _over(
    trees: Trees, domains: Mapping[str, Domain], functions: Mapping[str, int], assume: tuple[Node, ...] = ()
) -> Evidence:
    used = sorted(facts_of(trees[0]).symbols | facts_of(trees[1]).symbols | domains.keys())
    variables = tuple([Variable(name, domains.get(name, REAL)) for name in used] if domains else map(_real, used))
    return compare_trees(*trees, Setting(variables, assume, functions=functions))


@lru_cache(maxsize=1024)
def _real(name: str) -> Variable:
    return Variable(name, REAL)
