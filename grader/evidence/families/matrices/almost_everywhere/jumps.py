"""Where steps of numbers that arrays give have no value, because no convention gives them one.

That must be on a set without interior, whatever the sizes are. It is where the number is a polynomial of the entries
that is not 0 everywhere.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from grader.claims.statements import Setting
from grader.evidence.families.matrices.almost_everywhere.gaps import readable
from grader.evidence.families.matrices.almost_everywhere.uniform import is_polynomial_nonzero
from grader.evidence.families.matrices.words.spelled import Speller
from grader.evidence.functions.questions import JUMPS
from grader.evidence.trees.build import product_of
from grader.language.printing import show
from grader.language.tree import ZERO, Add, Call, Mul, Neg, Node, Num, symbols


def jump_texts(parts: Iterable[Node], setting: Setting, sizes: Sequence[str], speller: Speller) -> list[str] | None:
    """Return, in words, where steps have no value; None where that may be on a set with interior.

    Steps of the entries of arrays are left aside: both sides hold the same ones.
    """
    found: dict[frozenset[Node], str] = {}
    bound = frozenset[str]().union(*map(symbols, setting.assume))
    for part in parts:
        if not (isinstance(part, Call) and part.name in JUMPS) or JUMPS[part.name] in setting.conventions:
            continue
        tree = speller.number(part.args[0])
        used = symbols(tree)
        if any("[" in name for name in used):
            continue
        if not is_polynomial_nonzero(tree, setting, bound, sizes):
            return None
        sides = _balanced(readable(tree, used))
        found.setdefault(frozenset(sides), " = ".join(map(show, sides)))
    return list(found.values())


def _balanced(tree: Node) -> tuple[Node, Node]:
    """Return two trees that are equal where a tree is 0: its terms with minus signs stand on the other side."""
    terms = tree.terms if isinstance(tree, Add) else (tree,)
    sides: tuple[list[Node], list[Node]] = ([], [])
    for term in terms:
        positive = _without_minus(term)
        sides[positive is not None].append(term if positive is None else positive)
    left, right = (part[0] if len(part) == 1 else Add(tuple(part)) if part else ZERO for part in sides)
    return (left, right) if left != ZERO else (right, left)


def _without_minus(term: Node) -> Node | None:
    match term:
        case Neg(part):
            return part
        case Mul((Neg(Num(value)), *rest)) if value == 1:
            return product_of(rest)
        case _:
            return None
