r"""Grammar of one sign for several indices: `\sum_{i,j=1}^n` and `\sum_{1 \le i < j \le n}`."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise

from grader.language.grammar.binders.calls import Kind, index_name
from grader.language.grammar.state import State
from grader.language.tokens import Token
from grader.language.tree import ONE, Add, Bind, Neg, Node, Num, Relation, Sym, symbols
from grader.wording import unreadable

ORDERS = frozenset({"<", "<="})
Body = Callable[[Sequence[str]], Node]


def over_several(state: State, kind: Kind, body: Body) -> Node | None:
    """Return a sum or product over several indices, None where the sign has one; `body` reads what they bind."""
    inside = _inside(state)
    values = [token.value for token in inside]
    if "=" in values and values[1:2] == [","] and inside[0].kind == "word":
        return _alike(state, kind, body)
    if "=" not in values and ORDERS & set(values):
        return _ordered(state, kind, inside, body)
    return None


def _inside(state: State) -> list[Token]:
    """Return the tokens between the braces behind the sign, none where there are none."""
    found: list[Token] = []
    if not (state.at("_") and state.at_place(1, "{")):
        return found
    depth = 1
    for token in state.tokens[state.position + 2 :]:
        depth += {"{": 1, "}": -1}.get(token.value, 0) if token.kind == "op" else 0
        if not depth:
            return found
        found.append(token)
    return []


def _alike(state: State, kind: Kind, body: Body) -> Node:
    r"""Read `_{i,j=1}^n`: all indices run over one range."""
    state.position += 2
    start, names = state.token, [index_name(state)]
    while state.take(","):
        names.append(index_name(state))
    state.expect("=", "`=`")
    low = state.rules.sum(state)
    state.expect("}", "`}`")
    if not state.take("^"):
        state.fail(unreadable.UPPER_BOUND)
    high = state.rules.exponent(state)
    _require_apart(state, names, (low, high), start)
    node = body(names)
    for name in reversed(names):
        node = Bind(kind, node, name, low, high)
    return node


def _ordered(state: State, kind: Kind, inside: Sequence[Token], body: Body) -> Node | None:
    r"""Read `_{1 \le i < j \le n}`: each index begins where the one before it stands."""
    signs = [place for place, token in enumerate(inside) if token.kind == "op" and token.value in ORDERS]
    middle = [inside[first + 1 : second] for first, second in pairwise(signs)]
    if not middle or any(len(part) != 1 or part[0].kind != "word" for part in middle):
        return None
    names = [part[0].value for part in middle]
    state.position += 2
    start = state.token
    state.bound += names
    chain = state.rules.condition(state)
    del state.bound[len(state.bound) - len(names) :]
    state.expect("}", "`}`")
    if not isinstance(chain, Relation) or chain.operands[1:-1] != tuple(map(Sym, names)):
        state.fail(unreadable.INDICES_BETWEEN_TWO_BOUNDS, start)
    _require_apart(state, names, (chain.operands[0], chain.operands[-1]), start)
    high = chain.operands[-1] if chain.ops[-1] == "<=" else Add((chain.operands[-1], Neg(ONE)))
    node = body(names)
    for place in reversed(range(len(names))):
        low = chain.operands[place]
        node = Bind(kind, node, names[place], low if chain.ops[place] == "<=" else _after(low), high)
    return node


def _after(low: Node) -> Node:
    return Num(low.value + 1) if isinstance(low, Num) else Add((low, ONE))


def _require_apart(state: State, names: Sequence[str], ends: Sequence[Node], start: Token) -> None:
    """Refuse indices of one name, and bounds that hold an index."""
    used = frozenset[str]().union(*map(symbols, ends))
    if len(set(names)) < len(names) or used & set(names):
        state.fail(unreadable.DIFFERENT_INDICES, start)
