r"""A `\times` between capital letters that nothing declares: of numbers, of vectors, or of sets.

`A \times B` and `B \times A` are one number, two vectors that point against each other, and two sets of pairs. A status
is given where all of them lead to it. Which letters a cross joins is seen in the trees of both texts, read with
capitals as vectors: what stands around a letter in the text, braces or blanks, is nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import combinations, islice

from grader.comparing.sides import names_for, read_both
from grader.language.spelling import ACCENTS
from grader.language.tree import Call, Div, Node, Sym, children, symbols, walk
from grader.records import replace
from grader.verdict import Comparison, Reason, Unknown
from grader.wording import open_reasons

MAX_LETTERS = 8  # that may be vectors
MAX_READ = 8_000  # characters that are read in all, to see which letters may be vectors
MAX_WAYS = 4  # in which some of the letters are vectors, that are looked at
VECTOR = "real^3"


def crossed_letters(texts: tuple[str, str], variables: Mapping[str, str]) -> list[tuple[str, ...]]:
    r"""Return sets of capital letters of texts with which, as vectors, each `\times` that may be one is one.

    In `(A \times B)/C` the C is a number, as nothing is divided by a vector; in `L \times W \times H` all are vectors,
    or none.
    """
    if not any("times" in text or "×" in text for text in texts):
        return []
    free = frozenset[str]().union(*map(symbols, (tree for side in _trees(texts, variables) for tree in side)))
    letters = sorted(filter(_is_capital, free - variables.keys()))[:MAX_LETTERS]
    choices = islice(_choices(letters), max(MAX_WAYS, MAX_READ // len("".join(texts))))
    found = [(some, _counts(texts, variables, some)) for some in choices]
    most = [max((counts[place] for _, counts in found), default=0) for place in (0, 1)]
    return [some for some, counts in found if max(most) > 0 and list(counts) == most][:MAX_WAYS]


def _counts(texts: tuple[str, str], variables: Mapping[str, str], some: tuple[str, ...]) -> tuple[int, int]:
    """Return how many crosses of some letters stand in a reading of each text; -1 for a text that is not read."""
    sides = _trees(texts, {**variables, **dict.fromkeys(some, VECTOR)})
    one, other = (max((_crosses(tree, some) for tree in side), default=-1) for side in sides)
    return one, other


def _choices(letters: list[str]) -> Iterator[tuple[str, ...]]:
    """Yield letters, all but one of them, and two or one of them."""
    for count in sorted({len(letters), len(letters) - 1, 2, 1} - {0, -1}, reverse=True):
        yield from combinations(letters, count)


def _trees(texts: tuple[str, str], variables: Mapping[str, str]) -> list[list[Node]]:
    """Return the trees of the readings of each text, none where it is not read."""
    sides = read_both(*texts, names_for(variables)[0])
    return [[one.tree for one in readings] for readings, _ in sides]


def _is_capital(name: str) -> bool:
    letter, _, below = name.partition("_")
    return (below if letter in ACCENTS and below else letter)[:1].isupper()


def _crosses(tree: Node, some: tuple[str, ...]) -> int:
    r"""Return how many crosses stand in a tree between what may be vectors: `\sin A` and `N!` are numbers.

    It is -1 where something is divided by one.
    """
    nodes = list(walk(tree))
    if any(isinstance(node, Div) and _holds(node.den, some) for node in nodes):
        return -1
    crosses = [node for node in nodes if isinstance(node, Call) and node.name == "cross"]
    return sum(all(_holds(arg, some) for arg in node.args) for node in crosses)


def _holds(node: Node, some: tuple[str, ...]) -> bool:
    """Whether one of some letters stands in a tree outside of functions."""
    match node:
        case Sym(name):
            return name in some
        case Call(name) if name != "cross":
            return False
        case _:
            return any(_holds(part, some) for part in children(node))


def has_dots(texts: tuple[str, str]) -> bool:
    r"""Return whether a dot stands between factors: beside `A \times B` it is another product of vectors."""
    return any("cdot" in text or "·" in text for text in texts)


def beside_crosses(found: Comparison, others: Iterator[Comparison], *, dots: bool) -> Comparison:
    """Return what was found of numbers, or that it is open where the first of `others`, of vectors, is not the same.

    The first is the one that fits. A vector against a number is a difference where `dots` make the number; else letters
    beside each other are none.
    """
    for other in others:
        is_misfit = isinstance(other.evidence, Reason) and not (dots and other.evidence.code == "shape")
        if other.status != "unreadable" and not is_misfit:
            ways = open_reasons.CROSS_OF_WHAT.format(status=found.status, status_2=other.status)
            is_same = other.status == found.status
            return found if is_same else replace(found, status="undecided", evidence=Unknown(ways))
    return found
