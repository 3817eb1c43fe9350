r"""Grammar of sums over entries whose index nothing names: `\sum x_i`, `sum(x)`, `mean(x)`, `\bar{x}`."""

from __future__ import annotations

from grader.language.grammar.ahead.lookahead import TERM_ENDS
from grader.language.grammar.arrays.arrays import dims_of
from grader.language.grammar.scripts.definitions import CLOSE, OPEN
from grader.language.grammar.state import State
from grader.language.names.lexicon import BINDERS
from grader.language.tree import ONE, Bind, Div, Index, Node, Pow, Sym, symbols

_INDICES = ("i", "j", "k", "l", "m", "r", "s")
_ENDS = TERM_ENDS - CLOSE
MEANS = frozenset({"mean", "avg", "average"})


def seen_index(state: State) -> str:
    r"""Return the only undeclared letter below arrays in the term behind a sign: i of `\sum x_i y_i`; else nothing."""
    found: set[str] = set()
    depth = 0
    for place in range(state.position, len(state.tokens) - 1):
        token = state.tokens[place]
        if token.kind == "op":
            depth += (token.value in OPEN) - (token.value in CLOSE)
        if depth < 0 or token.value in BINDERS or (depth == 0 and token.kind == "op" and token.value in _ENDS):
            break
        if token.value != "_" or state.tokens[place - 1].kind != "word":
            continue
        below = state.tokens[place + 1]
        braced = below.value == "{" and state.tokens[place + 3].value == "}"
        below = state.tokens[place + 2] if braced else below
        if below.kind == "word" and len(below.value) == 1 and state.lexicon.has_array(state.tokens[place - 1].value):
            if state.lexicon.declared(below.value) is not None or below.value in state.bound:
                return ""
            found.add(below.value)
    return found.pop() if len(found) == 1 else ""


def sum_of(state: State, array: Node) -> Node | None:
    """Return the sum of the entries of a vector; None for what is none as far as can be seen."""
    dims = dims_of(array, state.lexicon)
    if dims is None or len(dims) != 1:
        return None
    used = symbols(array) | set(state.bound) | state.lexicon.declared_names
    index = next((name for name in _INDICES if name not in used), "_i")
    entry = (Sym(index),)
    body = Pow(Index(array.base, entry), array.exp) if isinstance(array, Pow) else Index(array, entry)
    return Bind("sum", body, index, ONE, dims[0])


def mean_of(state: State, array: Node) -> Node | None:
    """Return the mean of the entries of a vector; None for what is none as far as can be seen."""
    total = sum_of(state, array)
    return Div(total, total.high) if isinstance(total, Bind) and total.high is not None else None
