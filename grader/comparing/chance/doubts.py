r"""What refutes or proves nothing: letters that stand for a moment or for a copy, and letters of functions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from grader.claims.statements import Setting
from grader.comparing.chance.calls import Called
from grader.comparing.logic.signs import signs_of
from grader.comparing.pieces import tree_of
from grader.evidence import compare as compare_trees
from grader.language.domains import REAL, Variable
from grader.language.tree import Node, Sym, substitute, symbols
from grader.verdict import Evidence, Point, Proof, Unknown
from grader.wording import open_reasons

# Letters that name a mean, a deviation, a probability or another number of a distribution.
_OF_DISTRIBUTIONS = frozenset({"mu", "sigma", "rho", "lambda", "theta", "m", "p", "q", "s"})
_CONSTANTS = frozenset("abcdknt")  # letters in the brackets that are any numbers
_OF_NUMBERS = frozenset({"letter", "dash", "(", ")"})  # signs that numbers have, too
Trees = tuple[Node, Node]
Key = tuple[str, tuple[str | Node, ...]]


def beside_doubts(evidence: Evidence, trees: Trees, found: Mapping[str, Called]) -> Evidence:
    """Return evidence, or that it is open by what a letter may stand for."""
    if isinstance(evidence, Point) and (letter := _in_doubt(trees, found)):
        return Unknown(open_reasons.LETTER_OF_DISTRIBUTION.format(letter=letter))
    function = _function_of(found)
    if not function or not isinstance(evidence, (Point, Proof)):
        return evidence
    if type(_as_functions(trees, found)) is type(evidence):
        return evidence
    return Unknown(open_reasons.LETTER_MAY_BE_FUNCTION.format(letter=function))


def _in_doubt(trees: Trees, found: Mapping[str, Called]) -> str:
    """Return a letter that may be what is compared: a moment itself, or a variable like another; "" where none is."""
    outside = [symbols(tree) - found.keys() for tree in trees]
    inside = [frozenset[str]().union(*(_inner(name, found) for name in symbols(tree) & found.keys())) for tree in trees]
    both = [one | other for one, other in zip(outside, inside, strict=True)]
    for name in sorted(both[0] | both[1]):
        is_one_sided = (name in both[0]) is not (name in both[1])
        is_variable = name not in outside[0] | outside[1] and (name in _CONSTANTS or name[0].isupper())
        if "_" in name or name in _OF_DISTRIBUTIONS or (is_one_sided and not is_variable):
            return name
    return ""


def _inner(name: str, found: Mapping[str, Called]) -> frozenset[str]:
    """Return the letters in the brackets of what stands in one place."""
    called = found[name]
    if called.kind == "P":
        signs = [sign for text in (*called.arguments, called.given) for sign in signs_of(text) or ()]
        return frozenset(sign.name for sign in signs if sign.kind == "letter")
    letters = frozenset[str]().union(*(symbols(tree) for text in called.arguments if (tree := tree_of(text))))
    return (letters - found.keys()).union(*(_inner(each, found) for each in letters & found.keys()))


def _function_of(found: Mapping[str, Called]) -> str:
    """Return the letter before brackets that may be any function; "" where one of all tells that it is none."""
    if any(map(_tells, found.values())):
        return ""
    return next(called.letter for called in found.values())


def _tells(called: Called) -> bool:
    """Whether something is written as only a probability, or a moment, is."""
    if called.kind != "P" or not called.letter:
        return not called.letter
    signs = [sign for text in called.arguments for sign in signs_of(text) or ()]
    return bool(called.given) or any(sign.kind not in _OF_NUMBERS for sign in signs)


def _as_functions(trees: Trees, found: Mapping[str, Called]) -> Evidence:
    """Return evidence where the letters before brackets are functions of which nothing is known."""
    places: dict[str, Node] = {}
    known: list[tuple[Key, Node]] = []
    for name, called in found.items():
        key = (called.letter, tuple(_argument(text, places) for text in called.arguments))
        places[name] = next((place for other, place in known if _are_same(key, other)), Sym(name))
        known.append((key, places[name]))
    return _compared(*(substitute(tree, places) for tree in trees))


def _argument(text: str, places: dict[str, Node]) -> str | Node:
    tree = tree_of(text)
    return text.strip() if tree is None else substitute(tree, places)


def _are_same(one: Key, other: Key) -> bool:
    if one[0] != other[0] or len(one[1]) != len(other[1]):
        return False
    return all(_equal(*pair) for pair in zip(one[1], other[1], strict=True))


def _equal(one: str | Node, other: str | Node) -> bool:
    if isinstance(one, str) or isinstance(other, str):
        return one == other
    return one == other or isinstance(_compared(one, other), Proof)


def _compared(one: Node, other: Node) -> Evidence:
    names: Sequence[str] = sorted(symbols(one) | symbols(other))
    return compare_trees(one, other, Setting(tuple(Variable(name, REAL) for name in names)))
