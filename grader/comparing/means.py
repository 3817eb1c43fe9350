r"""Letters under a bar that nothing declares, beside a sum over their values: `\bar x` with x_1, ..., x_n is the mean.

That is what statistics writes; as a letter by itself it would refute `\sum_{i=1}^n (x_i - \bar x) = 0`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from grader.evidence.trees.features import facts_of
from grader.language.domains import Domain
from grader.language.printing import show
from grader.language.tree import ONE, Bind, CaptureError, Div, Index, Node, Sym, children, substitute, symbols, walk
from grader.verdict import Evidence, Proof, Unknown
from grader.wording import open_reasons

Trees = tuple[Node, Node]
BAR = "bar_"


def of_means(trees: Trees, known: Mapping[str, Domain], decide: Callable[[Trees], Evidence]) -> Evidence | None:
    """Return what two trees are where letters under a bar are means of the values that are summed, which it names.

    Open where nothing says over which values; None where there is no such letter.
    """
    barred = {name for tree in trees for name in facts_of(tree).symbols if name.startswith(BAR)} - known.keys()
    meant: dict[str, Node] = {}
    for name in sorted(barred):
        letter = name.removeprefix(BAR)
        sums = {one for tree in trees for one in _sums(tree, letter, {})} if letter not in known else set[Node | None]()
        if sums and (None in sums or len({one.high for one in sums if isinstance(one, Bind)}) > 1):
            return Unknown(open_reasons.MEAN_OF_WHICH.format(name=name))
        for one in sums:
            if isinstance(one, Bind) and one.high is not None:
                meant[name] = Div(one, one.high)
    if not meant:
        return None
    try:
        found = decide((substitute(trees[0], meant), substitute(trees[1], meant)))
    except CaptureError:  # a letter of the mean is bound around it
        found = Unknown(open_reasons.MEAN_OF_WHICH.format(name=next(iter(meant))))
    if not isinstance(found, Proof):
        weights = _indexed(trees) - {name.removeprefix(BAR) for name in barred}
        return Unknown(open_reasons.MEAN_OF_WHICH.format(name=next(iter(meant)))) if weights else found
    notes = tuple(f"{name} = {show(mean)}" for name, mean in meant.items())
    return Proof(found.method, found.gaps, (*found.notes, *notes))


def _indexed(trees: Trees) -> set[str]:
    """Return the letters with an index, of which one without a bar may weigh the values of another."""
    return {
        one.base.name for tree in trees for one in walk(tree) if isinstance(one, Index) and isinstance(one.base, Sym)
    }


def _sums(node: Node, letter: str, around: Mapping[str, Bind]) -> Iterator[Bind | None]:
    """Yield for each value of a letter the sum of all that are summed there; None where it is no x_i of x_1, ..., x_n.

    `around`: the sums around a part, by their indices.
    """
    match node:
        case Index(Sym(name), (Sym(index),)) if name == letter:
            over = around.get(index)
            whole = (
                over is not None and over.low == ONE and over.high is not None and not symbols(over.high) & {*around}
            )
            yield Bind("sum", node, index, ONE, over.high) if whole and over is not None else None
        case Index(Sym(name)) if name == letter:
            yield None
        case Sym(name) if name.startswith(f"{letter}_"):
            yield None
        case Bind():
            inner = (
                {**around, node.var: node} if node.kind == "sum" else {k: v for k, v in around.items() if k != node.var}
            )
            yield from (one for child in children(node) for one in _sums(child, letter, inner))
        case _:
            yield from (one for child in children(node) for one in _sums(child, letter, around))
