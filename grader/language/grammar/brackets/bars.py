"""Grammar of bars: absolute values, norms, determinants. A bar does not say whether it opens or closes."""

from __future__ import annotations

from grader.errors import AnswerError, LimitError
from grader.language.grammar.ahead.lookahead import starts_factor
from grader.language.grammar.arrays.arrays import dims_of, is_array, side_of
from grader.language.grammar.state import State
from grader.language.tree import Add, Array, Call, Neg, Node, Relation, Tup, children, walk
from grader.wording import unreadable

_CLOSING = {"lvert": ("rvert",), "lVert": ("rVert",), "|": ("|",), "||": ("||", "rVert")}


def between_bars(state: State) -> Node:
    """`|a|` is the absolute value, `||a||` the norm; a bar closes as soon as it can."""
    if state.at("|") and state.at_place(1, "|"):
        _join(state)
    opening, inside = state.token.value, state.position
    if opening != "||":
        return _between(state, opening)
    tokens, depth = list(state.tokens), state.depth
    try:
        return _between(state, opening)
    except LimitError:
        raise
    except AnswerError:
        state.retry(tokens, inside)
        state.depth = depth
    _cut(state)
    return _between(state, "|")


def _between(state: State, opening: str) -> Node:
    state.position += 1
    bare = holds_bare_matrix(state)
    depth = len(state.bars)
    state.bars.append(opening)
    try:
        inner = state.rules.sum(state)
        _match(state, opening)
        if not state.take(*_CLOSING[opening]):
            state.fail(unreadable.CLOSING_BAR)
    finally:
        del state.bars[depth:]
    if opening in {"||", "lVert"}:
        return Call("norm", (inner,))
    match inner:
        case Call(name="abs", args=args) if opening == "lvert":
            return Call("norm", args)
        case Array() if bare:
            return Call("det", (inner,))
        case Tup() if len(inner.items) > 1:
            return Call(_size(state, inner), (inner,))
        case Add(terms) if all(isinstance(term.arg if isinstance(term, Neg) else term, Tup) for term in terms):
            return Call(_size(state, inner), (inner,))
        case _:
            return Call(_size(state, inner) if is_array(state, inner) else "abs", (inner,))


def holds_bare_matrix(state: State) -> bool:
    r"""Whether the brackets or bars here hold a matrix that has none of its own: `|\begin{array}…`."""
    token = state.token
    return token.tex and token.value == "begin" and state.ahead(2).value in {"array", "matrix", "smallmatrix"}


def _size(state: State, inner: Node) -> str:
    """Return what bars around an array mean: absolute values by entry, or its norm, a matrix' determinant."""
    dims = dims_of(inner, state.lexicon)
    if dims == () or state.choose("size") == 0:
        return "abs"
    return "det" if dims is not None and len(dims) == 2 and not side_of(dims) else "norm"


def refuse_by_entries(state: State, node: Node) -> None:
    """Refuse absolute values by entry where they are compared with a number: `|(x, y) - (1, -2)| = 3` is of a norm."""
    if state.choices.get("size"):
        return
    for relation in (part for part in walk(node) if isinstance(part, Relation)):
        sizes = [side for side in relation.operands if isinstance(side, Call) and side.name == "abs"]
        others = [side for side in relation.operands if side not in sizes]
        literal = any(
            isinstance(part, Tup | Array) for side in sizes for part in (side.args[0], *children(side.args[0]))
        )
        if literal and others and all(dims_of(side, state.lexicon) == () for side in others):
            state.fail(unreadable.NUMBERS_ON_BOTH_SIDES)


def _match(state: State, opening: str) -> None:
    """Cut `||` in two where one bar is to be closed, and join two bars where a norm is."""
    if opening == "|" and state.at("||"):
        _cut(state)
    if opening == "||" and state.at("|") and state.at_place(1, "|"):
        _join(state)


def _cut(state: State) -> None:
    bar, here = state.token._replace(value="|"), state.position
    first = bar._replace(end=bar.start + 1)
    state.tokens[here : here + 1] = [first, bar._replace(start=bar.start + 1, gap=False)]


def _join(state: State) -> None:
    here = state.position
    state.tokens[here : here + 2] = [state.token._replace(value="||", end=state.ahead().end)]


def inner_bar(state: State) -> Node | None:
    """Read a bar that opens although it could close: `|a |b| c|`. None where it closes, or cannot open."""
    token, after = state.token, state.ahead()
    if token.value not in {"|", "||"} or not state.bars or state.bars[-1] != token.value or after.kind == "end":
        return None
    if after.gap or not (token.gap or _may_open(state)):
        return None
    if not token.gap and state.choose("bars") == 0:
        return None
    start, tokens = state.position, list(state.tokens)
    depth, bars, met = state.depth, list(state.bars), dict(state.met)
    try:
        return state.rules.power(state)
    except LimitError:
        raise
    except AnswerError:
        state.retry(tokens, start)
        state.depth, state.bars, state.met = depth, bars, met
        return None


def _may_open(state: State) -> bool:
    """Whether what follows the bar here can begin a factor, and the text has bars enough for both readings."""
    after = state.ahead()
    if after.value in {"|", "||"} or not (starts_factor(state, after)):
        return False
    value = state.token.value
    return sum(token.value == value for token in state.tokens[state.position + 1 :]) >= 2
