r"""Grammar of an index without written bounds: `\sum_j z_j`, `\sum_{j \neq i} z_j`, `\min_{i > j} x_i`.

An index that stands only below the sign runs over the entries of the arrays that it counts, or over the range that it
is declared with; both must be the same. What is said of it there bounds the range, or leaves an index out.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from grader.language.grammar.ahead.groups import cut_word
from grader.language.grammar.arrays.arrays import dims_of
from grader.language.grammar.binders.calls import Kind, index_name
from grader.language.grammar.state import State
from grader.language.names.lexicon import pieces
from grader.language.spelling.greek import GREEK_NAMES
from grader.language.tokens import Token
from grader.language.tree import (
    ONE,
    ZERO,
    Add,
    Bind,
    Cases,
    Const,
    Index,
    Logic,
    Neg,
    Node,
    Num,
    Relation,
    Sym,
    symbols,
    walk,
)
from grader.records import dataclass, field
from grader.wording import unreadable

_BELOW = {"<": ("high", -1), "<=": ("high", 0), ">": ("low", 1), ">=": ("low", 0)}
_TURNED = {"<": ">", "<=": ">=", ">": "<", ">=": "<=", "!=": "!="}
# What a term that is left out counts as; in a maximum it is none.
_NEUTRAL: dict[str, Node] = {"sum": ZERO, "prod": ONE}


@dataclass
class Lower:
    """What stands below a sign: the names that it binds, those that it may bind too, and what is said of them."""

    token: Token
    names: list[str]
    others: list[str] = field(default_factory=list)
    said: list[tuple[str, Node, Node]] = field(default_factory=list)


def is_unbounded(state: State) -> bool:
    r"""Whether an index without bounds stands behind the `_` here: no `{i = …}`, no `(i = …)`, no `{i \in …}`."""
    if state.at_place(1, "{") or state.at_place(1, "("):
        return state.ahead(3).value not in {"=", "in", "->"}
    return state.ahead().kind == "word"


def lower(state: State) -> Lower:
    """lower := name | '{' (name (',' name)* | condition (',' condition)*) '}'."""
    token = state.token
    if not state.at("{", "("):
        _cut_index(state)
        name = _letters(state)
        if any(_is_size(state, letter) for letter in name):
            state.wrong(unreadable.SIZE_NO_INDEX.format(listed="".join(name)), token)
        return Lower(token, name)
    closing = "}" if state.at("{") else ")"
    state.position += 1
    found = Lower(token, [])
    if _lists_names(state, closing):
        while not found.names or state.take(","):
            found.names += _letters(state)
    else:
        _said(state, found, closing)
    state.expect(closing, f"`{closing}`")
    size = next((name for name in found.names if _is_size(state, name)), None)
    if size is not None:
        state.wrong(unreadable.NO_INDEX.format(size=size), token)
    return found


def _cut_index(state: State) -> None:
    r"""Cut an index without braces off what stands against it, where that has a script or digits: `\sum_ix_i`."""
    token, behind = state.token, state.ahead()
    if token.kind != "word" or token.tex or len(token.value) < 2 or token.value in GREEK_NAMES:
        return
    letters, digits = pieces(token.value)
    if digits and len(letters) == 1:
        cut_word(state, state.position, [letters, digits])
    elif letters and behind.value in _SCRIPTS and not behind.gap:
        cut_word(state, state.position, [letters[0], letters[1:] + digits])


_SCRIPTS = frozenset({"_", "^"})


def _is_size(state: State, name: str) -> bool:
    symbol = state.lexicon.declared(name)
    return symbol is not None and symbol.domain.base == "size"


def _letters(state: State) -> list[str]:
    """Read the name of an index, or two that stand against each other: `ij`."""
    token = state.token
    is_pair = token.kind == "word" and len(token.value) == 2 and token.value.isalpha()
    if not is_pair or token.tex or token.value in GREEK_NAMES or token.value in state.lexicon.plain:
        return [index_name(state)]
    state.position += 1
    return list(token.value)


def _lists_names(state: State, closing: str) -> bool:
    """Whether the brackets hold names and commas alone."""
    place = state.position
    while state.tokens[place].kind == "word" or state.tokens[place].value == ",":
        place += 1
    return state.tokens[place].value == closing


def _said(state: State, found: Lower, closing: str) -> None:
    """Read conditions on indices. A name of which nothing else is known is bound, else the first."""
    candidates = list(dict.fromkeys(_candidates(state, closing)))
    if not candidates:
        state.fail(unreadable.INDEX_IN_BRACES)
    unknown = [name for name in candidates if not state.names.free and state.lexicon.declared(name) is None]
    found.names = unknown or candidates[:1]
    found.others = [name for name in candidates if name not in found.names]
    state.bound += candidates
    while not found.said or state.take(","):
        start = state.token
        condition = state.rules.condition(state)
        parts = condition.args if isinstance(condition, Logic) and condition.op == "and" else (condition,)
        for part in parts:
            found.said += _pairs(state, part, start)
    del state.bound[len(state.bound) - len(candidates) :]


def _candidates(state: State, closing: str) -> list[str]:
    """Return the letters in the brackets that may be an index: no array, no number that is not whole."""
    found, place = list[str](), state.position
    while state.tokens[place].kind != "end" and state.tokens[place].value != closing:
        token, after = state.tokens[place], state.tokens[place + 1]
        place += 1
        if token.kind != "word" or not (len(token.value) == 1 or token.value in GREEK_NAMES):
            continue
        symbol = state.lexicon.declared(token.value)
        whole = symbol is None or (symbol.domain.is_integer and not symbol.domain.shape)
        if whole and after.value not in {"_", "("} and token.value not in state.bound:
            found += [] if _is_size(state, token.value) else [token.value]
    return found


def _pairs(state: State, node: Node, start: Token) -> list[tuple[str, Node, Node]]:
    """Return a chain of relations as pairs."""
    if not isinstance(node, Relation) or not all(op in _TURNED for op in node.ops):
        state.wrong(unreadable.INDEX_OR_CONDITION, start)
    return list(zip(node.ops, node.operands, node.operands[1:], strict=False))


def bound_over(state: State, kind: Kind, found: Lower, body: Node) -> Node:
    """Return the sum, product, maximum or minimum of a body over the indices below the sign.

    Where a condition speaks of an index that has a meaning of its own and stands in the body, it may be bound too.
    """
    names = list(found.names)
    if kind not in _NEUTRAL and state.names.free and not found.said:
        return Bind(kind, body, names[0])
    others = [name for name in found.others if _may_be_bound(state, found, name, body)]
    if others and state.choose("pairs") == 1:
        names += others
    _require_used(state, found, names)
    body = _without(state, kind, found, names, body)
    ends = {name: _ends(state, found, names, name, body) for name in names}
    for name in names:
        body = Bind(kind, body, name, *ends[name])
    return body


def _may_be_bound(state: State, found: Lower, name: str, body: Node) -> bool:
    """Whether a name with a meaning of its own may be bound too; in `k != i` only k is, if nothing is known of k.

    What is known of i may be nothing, too, where any letter may stand: then it may be bound as well as k.
    """
    if name not in symbols(body):
        return False
    ordered = any(op != "!=" and Sym(name) in sides for op, *sides in found.said)
    is_loose = state.names.free and state.lexicon.declared(name) is None and name not in state.bound
    return ordered or is_loose or state.lexicon.declared(found.names[0]) is not None


def _require_used(state: State, found: Lower, names: Sequence[str]) -> None:
    """Refuse a condition that bounds none of the indices, such as `i + 1 < j`: nothing is left aside."""
    for op, left, right in found.said:
        if op != "!=" and all(_on(op, left, right, names, name) is None for name in names):
            state.wrong(unreadable.BOUNDS_ONE_INDEX, found.token)


def _without(state: State, kind: Kind, found: Lower, names: Sequence[str], body: Node) -> Node:
    """Return the body with nothing in place of the terms whose indices are left out."""
    for op, left, right in found.said:
        if op != "!=":
            continue
        if not (symbols(left) | symbols(right)) & set(names):
            state.wrong(unreadable.CONDITION_ON_INDEX, found.token)
        body = Cases(((body, Relation(("!=",), (left, right))),), _NEUTRAL.get(kind))
    return body


def _ends(state: State, found: Lower, names: Sequence[str], name: str, body: Node) -> tuple[Node, Node]:
    """Return the first and the last value of an index: as is said below the sign, else as its range is."""
    given: dict[str, Node] = {}
    for op, left, right in found.said:
        pair = _on(op, left, right, names, name)
        if pair is None:
            continue
        end, value = pair
        if end in given:
            state.wrong(unreadable.INDEX_TWO_BOUNDS_ON.format(name=name), found.token)
        given[end] = value
    if len(given) == 2:
        return given["low"], given["high"]
    if "low" in given and not _has_range(state, name, body):
        return given["low"], Const("oo")  # a series: `k >= 0`
    low, high = range_of(state, found, name, body)
    return given.get("low", low), given.get("high", high)


def _has_range(state: State, name: str, body: Node) -> bool:
    """Whether an index counts entries of an array, or is declared or bound."""
    if state.lexicon.declared(name) is not None or name in state.bound:
        return True
    return any(isinstance(node, Index) and name in symbols(node) for node in walk(body))


def _on(op: str, left: Node, right: Node, names: Sequence[str], name: str) -> tuple[str, Node] | None:
    """Return the end of an index that a relation gives; of two bound indices the one named first is bounded."""
    if right == Sym(name) and (not isinstance(left, Sym) or left.name not in names[: names.index(name)]):
        op, left, right = _TURNED[op], right, left
    if left != Sym(name) or op not in _BELOW or name in symbols(right):
        return None
    if isinstance(right, Sym) and right.name in names[: names.index(name)]:
        return None
    end, step = _BELOW[op]
    return end, _moved(right, step)


def _moved(node: Node, step: int) -> Node:
    if step == 0:
        return node
    if isinstance(node, Num) and node.value + step >= 0:
        return Num(node.value + step)
    return Add((node, ONE if step > 0 else Neg(ONE)))


def range_of(state: State, found: Lower, name: str, body: Node) -> tuple[Node, Node]:
    """Return the range of an index: the places of the arrays that it counts, or as it is declared.

    Beside x_i an entry such as x_{i+1} takes the last index away: an index counts what there is.
    """
    sizes = {size for node in walk(body) if isinstance(node, Index) for size in _counted(state, node, name)}
    symbol = state.lexicon.declared(name)
    domain = None if symbol is None else symbol.domain
    declared = None if domain is None or domain.low is None or domain.high is None else (domain.low, domain.high)
    if len(sizes) > 1 or (sizes and declared is not None and declared != (ONE, *sizes)):
        state.wrong(unreadable.ARRAYS_COUNTS_DIFFER_SIZE.format(name=name), found.token)
    if sizes:
        shifts = {0} if declared is not None else {0, *_shifts(body, name)}
        return Num(ONE.value - min(shifts)), _less(sizes.pop(), max(shifts))
    if declared is None:
        state.wrong(unreadable.RANGE_NOT_KNOWN.format(name=name), found.token)
    return declared


def _shifts(body: Node, name: str) -> Iterator[int]:
    """Yield the whole numbers that are added to an index where it stands at an array's place."""
    for node in walk(body):
        for index in node.indices if isinstance(node, Index) else ():
            match index:
                case Add((Sym(other), Num(value))) if other == name and value.denominator == 1:
                    yield int(value)
                case Add((Sym(other), Neg(Num(value)))) if other == name and value.denominator == 1:
                    yield -int(value)


def _less(size: Node, by: int) -> Node:
    if by == 0:
        return size
    return Num(size.value - by) if isinstance(size, Num) else Add((size, Neg(Num(Fraction(by)))))


def _counted(state: State, node: Index, name: str) -> list[Node]:
    """Return the sizes of an array in whose places an index stands by itself."""
    dims = dims_of(node.base, state.lexicon)
    if dims is None or len(dims) != len(node.indices):
        return []
    return [dim for dim, index in zip(dims, node.indices, strict=True) if index == Sym(name)]
