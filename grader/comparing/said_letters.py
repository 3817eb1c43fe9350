r"""Letters that nothing declares and whose meaning the texts leave open: `x = \pi k, k \in Z`, w beside a complex z."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from grader.language.domains import Domain
from grader.language.tree import Logic, Node, Relation, Space, Sym, symbols
from grader.language.tree.substitute import substitute

# Letters for complex numbers by themselves; others, as in a + bi, are the parts of one, its angle, or an index.
COMPLEX = frozenset({"w", "z", "zeta"})


def members(tree: Node, domains: Mapping[str, Domain]) -> tuple[str, ...]:
    """Return the letters that a condition says to be any number of a set, and of which another letter is a value."""
    parts = tree.args if isinstance(tree, Logic) and tree.op == "and" else ()
    said = dict.fromkeys(letter for part in parts for letter in _said(part) if letter not in domains)
    return tuple(letter for letter in said if any(_is_value_of(part, letter) for part in parts))


def _is_value_of(part: Node, letter: str) -> bool:
    match part:
        case Relation(("=",), (Sym(name), value)):
            return name != letter and letter in symbols(value)
        case _:
            return False


def _said(part: Node) -> Iterator[str]:
    match part:
        case Relation(("in",), (Sym(name), Space())):
            yield name


def renamed(tree: Node, letter: str, other: str) -> Node | None:
    """Return a tree with a letter under another name that does not occur there; None where it does."""
    return None if other in symbols(tree) else substitute(tree, {letter: Sym(other)})


def may_be_complex(trees: tuple[Node, ...], domains: Mapping[str, Domain]) -> tuple[str, ...]:
    """Return the letters without a domain that may be complex as one that is declared so."""
    if not any(domain.base == "complex" for domain in domains.values()):
        return ()
    found = frozenset[str]().union(*map(symbols, trees))
    return tuple(sorted(name for name in found - domains.keys() if name.partition("_")[0] in COMPLEX))
