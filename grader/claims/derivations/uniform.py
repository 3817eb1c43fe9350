"""Formulas at arrays of equal entries: where sums of entries are known, `sum_{j=1}^d q_{1j} = 1`, every entry is 1/d.

What differs there differs for arrays of which all that is known is true.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from grader.claims.derivations.assumed import Known, Pair
from grader.language.tree import ONE, Bind, Div, Index, Node, Num, Sym, rebuild, symbols


def at_equal_entries(pair: Pair, known: Sequence[Known]) -> Pair | None:
    """Return two formulas with equal entries put in for the arrays of which sums are known; None where that fails."""
    entries: dict[str, Node] = {}
    for one in known:
        match one:
            case Known(Bind("sum", Index(Sym(array), indices), var, low, Sym() as size), Num() as total):
                is_plain = low == ONE and Sym(var) in indices and all(isinstance(index, Sym | Num) for index in indices)
                if not is_plain or array in entries:
                    return None
                entries[array] = Div(total, size)
            case _:
                return None
    left, right = (_filled(side, entries) for side in pair)
    return (left, right) if entries.keys().isdisjoint(symbols(left) | symbols(right)) else None


def _filled(tree: Node, entries: Mapping[str, Node]) -> Node:
    match tree:
        case Index(Sym(name)) if name in entries:
            return entries[name]
        case _:
            return rebuild(tree, lambda child: _filled(child, entries))
