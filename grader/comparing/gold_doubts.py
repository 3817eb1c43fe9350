r"""What is asked again of a gold and an answer that were found equal or different: whether that holds in every meaning.

Equal formulas may be different words or products in another order (`keys`, `factor_orders`); different ones may be one
choice, or the same number written otherwise (`keys`, `other_meanings`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from itertools import product

from grader.comparing.compare import compare_texts
from grader.comparing.factor_orders import keeps_place, rests_on_order
from grader.comparing.keys import need_not_be_equal, need_not_differ
from grader.comparing.other_meanings import (
    Pair,
    has_unknown_vector,
    texts_that_may_be_meant,
    texts_that_must_agree,
    trees_that_may_be_meant,
)
from grader.comparing.quantities import Declared, as_quantities, trees_of
from grader.comparing.sides import status
from grader.comparing.undeclared import Trees, decided
from grader.evidence.trees.features import facts_of
from grader.language.domains import Domain
from grader.language.reader.domains import parse_domain
from grader.language.tree import Div, Node, Relation, symbols
from grader.records import dataclass

_POSITIVE = parse_domain("positive")  # as most quantities of a law are
_SIGNS = re.compile(r"[A-Za-z]{3}|[A-F]|[01]{2}|\d\s{0,9}(?:\\times|×)")  # of words, codes and sizes
_LOGS_AND_ARROWS = re.compile(r"log|\\vec|\\overrightarrow")
_KEPT = r"(?:[A-Z]|\\(?:sigma|gamma|hat))"
_TWO_KEPT = re.compile(rf"{_KEPT}.*{_KEPT}|[A-Z]\^\{{\s{{0,9}}\w{{2}}", re.DOTALL)
_OF_ALL_LETTERS = re.compile(  # a product that does not commute, or an inverse or transposed matrix beside a vector
    r"[A-Za-z})]\s{0,9}(?:\\(?:times|circ)(?![A-Za-z])|[×∘])\s{0,9}[\\A-Za-z({]|[A-Z]\s{0,9}\^\s{0,9}\{?\s{0,9}(?:-\s{0,9}1|T|\\top)"
)
_MARKED = re.compile(
    r"\\(?:vec|overrightarrow|hat|mathbf|mathcal|boldsymbol|bm|pmb|times|cross|top|intercal)(?![A-Za-z])|[×⊤ᵀ]|\^\{?T"
)


@dataclass(frozen=True, slots=True)
class Doubted:
    """Two texts, also without what only dresses them, what is declared, and how two texts are compared."""

    sides: Pair
    bare: Pair
    variables: Mapping[str, str]
    declared: Declared
    compared: Callable[[Pair, Declared], str]

    def may_differ(self) -> bool:
        """Return whether equal formulas may be words, or products of letters that keep their order, or otherwise."""
        texts = "  ".join(self.sides)
        if _SIGNS.search(texts) is not None and need_not_be_equal(*self.bare):
            return True
        others = texts_that_must_agree(self.sides) if _LOGS_AND_ARROWS.search(texts) is not None else ()
        if any(self.compared(pair, self.declared) not in {"equal", "unreadable"} for pair in others):
            return True
        return self._is_open_to_compare("equal") or self._rests_on_order()

    def may_be_equal(self) -> bool:
        """Return whether different formulas may be one choice, or the same in another meaning, or nobody can tell."""
        if need_not_differ(*self.bare) or has_unknown_vector(self.sides):
            return True
        is_plain = self.declared[0].numbers == "plain"
        others = texts_that_may_be_meant(self.sides, self.bare, plain=is_plain)
        if any(self.compared(pair, self.declared) not in {"different", "unreadable"} for pair in others):
            return True
        return self._is_open_to_compare("different") or self._is_open_to_trees()

    def _is_open_to_compare(self, found: str) -> bool:
        """Return whether `compare` finds something else, as letters are written as vectors, matrices or operators."""
        if self.declared[0].numbers != "plain" or not any(map(_MARKED.search, self.sides)):
            return False
        trees = [tree for side in self.sides for tree in trees_of(side, self.declared)]
        if not any(map(symbols, trees)) or as_quantities(*self.sides, self.declared) is not None:
            return False
        return compare_texts(*self.sides, self.variables).status not in {found, "unreadable"}

    def _rests_on_order(self) -> bool:
        all_letters = any(map(_OF_ALL_LETTERS.search, self.sides))
        if not all_letters and _TWO_KEPT.search("  ".join(self.sides)) is None:
            return False
        left, right = map(self._trees, self.sides)
        letters = self.declared[1]
        is_open = rests_on_order(left, right, lambda name: name not in letters and (all_letters or keeps_place(name)))
        return is_open and as_quantities(*self.sides, self.declared) != "equal"

    def _trees(self, text: str) -> list[Node]:
        """Return the readings of a text, or of the members of a list without brackets."""
        whole = trees_of(text, self.declared)
        return list(whole) or [tree for one in re.split(r"[,;]", text) for tree in trees_of(one, self.declared)]

    def _is_open_to_trees(self) -> bool:
        """Return whether readings are not refuted in degrees, under other letters, or as laws with quotients."""
        left, right = (trees_of(side, self.declared) for side in self.sides)
        pairs = list(product(left, right))
        domains = self.declared[1]
        others = [pair for one in pairs for pair in trees_that_may_be_meant(*one)]
        if any(status(decided(pair, domains, {})) != "different" for pair in others):
            return True
        laws = [pair for pair in pairs if all(map(_is_equation, pair)) and any(map(_has_quotients, pair))]
        return any(status(decided(pair, {**_positive(pair), **domains}, {})) != "different" for pair in laws)


def _is_equation(tree: Node) -> bool:
    return isinstance(tree, Relation) and set(tree.ops) == {"="}


def _has_quotients(tree: Node) -> bool:
    return Div in facts_of(tree).kinds


def _positive(pair: Trees) -> Mapping[str, Domain]:
    return dict.fromkeys(symbols(pair[0]) | symbols(pair[1]), _POSITIVE)
