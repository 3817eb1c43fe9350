"""Grammar of products and quotients, written with signs."""

from __future__ import annotations

from grader.language import grammar
from grader.language.grammar.ahead.lookahead import TERM_ENDS, is_call_of_mod, is_sign_of_remainder, starts_factor
from grader.language.grammar.ahead.refusals import refuse_attribute
from grader.language.grammar.arrays.arrays import (
    Dims,
    dims_of,
    is_array,
    is_flat,
    is_matrix_product,
    row_times,
    side_of,
)
from grader.language.grammar.arrays.ones import behind_matrix
from grader.language.grammar.arrays.transposes import oriented
from grader.language.grammar.factors.powers import power
from grader.language.grammar.state import State
from grader.language.grammar.terms.progressions import dots_here, multiplied
from grader.language.grammar.terms.runs import run
from grader.language.tree import (
    ONE,
    Array,
    ArrayMul,
    Call,
    Const,
    Div,
    Mul,
    Neg,
    Node,
    Num,
    Pow,
    SetOf,
    Space,
    Sym,
    Transpose,
    Tup,
)
from grader.wording import unreadable

_PRODUCTS = frozenset({"*", "·", "×", "@"})
_SIGNS = frozenset({"*", "·", "×", "@", "/", "hadamard", "mod", ".", "%"})
_ATOMS = frozenset({Num, Sym, Const})  # no arrays where none is declared
_TERM_SIGNS = frozenset({"+", "-"})


def product(state: State) -> Node:
    """product := run (('*' | '/' | '·' | '×' | '@' | '⊙' | 'mod') run)*, from the left; a run is juxtaposed."""
    start = state.position
    first = power(state)
    if state.tokens[state.position].value in TERM_ENDS:
        return first
    factors, steps, last = run(state, first)[0], 0, 0  # `last`: where what stands before the next sign begins
    sign = _sign(state)
    entrywise: tuple[Node, ...] = ()  # the factors of the entrywise product that ends here
    while sign is not None and state.tokens[state.position + 1].value != "...":
        steps += sign in {"/", "mod", "%"}
        if steps > state.limits.max_depth:
            state.exceed(unreadable.EXPRESSION_TOO_DEEP, "max_depth")
        nodes = [] if sign == "/" else _behind_sign(state)
        if sign == "/":
            factors, last, entrywise = _quotient(state, factors, start), 0, ()
        elif _is_entrywise(state, sign, factors, nodes):
            before_sign = entrywise or (_product_of(state, factors),)
            reach = _reach(state, before_sign[-1], nodes) if len(nodes) > 1 else 1
            entrywise = (*before_sign, _product_of(state, nodes[:reach]))
            factors, last = [ArrayMul("hadamard", entrywise), *nodes[reach:]], 0
            entrywise = entrywise if reach == len(nodes) else ()
        elif entrywise and sign in _PRODUCTS and state.choose("entrywise") == 1:
            entrywise = (*entrywise[:-1], _product_of(state, [entrywise[-1], *nodes]))
            factors, last = [ArrayMul("hadamard", entrywise)], 0
        else:
            entrywise = ()
            factors, last = _with(state, sign, factors, last, nodes)
            if sign in {"mod", "%"}:
                state.whole_parts[id(factors[0])] = factors[0], start, sign
        sign = _sign(state)
    if (sign or state.tokens[state.position].value == "...") and not steps and dots_here(state):
        factors = [multiplied(state, factors)]
    return _product_of(state, factors)


def _behind_sign(state: State) -> list[Node]:
    """Return the factors behind the sign here."""
    state.position += 1
    return _signed_run(state)[0]


def _quotient(state: State, factors: list[Node], start: int) -> list[Node]:
    """Return the factors of what was read over the run behind `/`; `n // 2`, as programs write it, is rounded down."""
    before = _gap_here(state)
    state.position += 1
    whole = state.at("/") and not state.token.gap
    state.position += whole
    begin = state.position
    nodes, parted = _signed_run(state)
    is_grouped = state.tokens[begin].value == "("  # `1/(2 a) exp(x)` leaves no doubt
    if not is_grouped and state.is_last_look() and (ended := _ended_otherwise(state, begin, nodes)) is not None:
        factors = [Div(_product_of(state, factors), _product_of(state, ended[0])), *ended[1]]
    else:
        factors = _divided(state, factors, nodes, parted and not before, is_grouped)
    if whole:
        factors = [Call("floor", (_product_of(state, factors),))]
        state.whole_parts[id(factors[0])] = factors[0], start, "//"
    return factors


def _ended_otherwise(state: State, begin: int, nodes: list[Node]) -> tuple[list[Node], list[Node]] | None:
    """Return what stands below `/` and what behind that, where both end elsewhere in the reading to take.

    Below is what is written against the first factor, `R T/nF ln x`. None elsewhere.
    """
    if len(nodes) < 3 or state.spaced or state.choose("division", 3) != 2:
        return None
    state.position, state.spaced = begin, True
    below = _signed_run(state)[0]
    state.spaced = False
    return below, run(state)[0] if starts_factor(state, state.token) else []


def juxtaposed(state: State) -> Node:
    """Read factors that stand against each other, up to the first sign."""
    return _product_of(state, run(state)[0])


def _sign(state: State) -> str | None:
    token = state.tokens[state.position]
    value = token.value
    if value not in _SIGNS or (state.spaced and token.gap and not state.ahead().gap):
        return None
    if value == "mod":
        return None if (token.kind == "word" and "mod" in state.lexicon.plain) or is_call_of_mod(state) else "mod"
    if token.kind != "op" or (value == "%" and not is_sign_of_remainder(state)):
        return None
    if value == ".":
        if not starts_factor(state, state.ahead()):
            return None
        refuse_attribute(state)
        return "·"
    return value


def _gap_here(state: State) -> bool:
    """Whether blanks stand around the sign here."""
    return state.token.gap or state.ahead().gap


def _signed_run(state: State) -> tuple[list[Node], bool]:
    """A run that may carry a sign of its own: `2 * -x`."""
    value = state.tokens[state.position].value
    if value in _TERM_SIGNS:
        negative = value == "-"
        state.position += 1
        state.enter()
        nodes, parted = _signed_run(state)
        state.leave()
        return ([Neg(nodes[0]), *nodes[1:]] if negative else nodes), parted
    return run(state)


def _with(state: State, sign: str, factors: list[Node], last: int, nodes: list[Node]) -> tuple[list[Node], int]:
    """Return the factors of the product so far, after one more sign and run, and where the last operand begins."""
    if sign in {"mod", "%"}:
        if sign == "%" and len(nodes) > 1:
            state.fail(unreadable.REMAINDER_BY_PRODUCT)
        remainder = Call("mod", (_product_of(state, factors), _product_of(state, nodes)))
        state.remainder = remainder, state.position, sign
        return [remainder], 0
    if sign == "×" and isinstance(factors[-1], SetOf) and isinstance(nodes[0], SetOf):
        state.unsettled(unreadable.PRODUCT_OF_SETS, state.tokens[state.position - 1])
    if nodes[0] == ONE:
        nodes = [behind_matrix(state, factors[-1], nodes[0]), *nodes[1:]]
    if sign == "@" and (turned := row_times(state, _product_of(state, factors), _product_of(state, nodes))) is not None:
        return [turned], 0
    vectors = _of_vectors(state, sign, factors[last:], nodes) if sign in {"×", "·"} else None
    if vectors is not None:
        return [*factors[:last], *vectors], last + len(vectors) - 1
    return [*factors, *nodes], last if sign == "×" else len(factors)  # `a × 2 × b` is `(2a) × b`


def _of_vectors(state: State, sign: str, before: list[Node], behind: list[Node]) -> list[Node] | None:
    """Return `a × b` as a cross product, `a · b` of two columns or two rows as a dot product; None for others."""
    if not all(any(_may_be_vector(state, node) for node in side) for side in (before, behind)):
        return None
    left, right = _product_of(state, before), _product_of(state, behind)
    dims = dims_of(left, state.lexicon), dims_of(right, state.lexicon)
    if () in dims:
        return None
    if sign == "×":
        return None if is_matrix_product(*dims) else [Call("cross", (left, right))]
    if state.names.complex and _are_alike(*dims):
        before, behind = grammar.arrays.conjugates.conjugated(state, before, behind)
        left, right = _product_of(state, before), _product_of(state, behind)
    match side_of(dims[0]), side_of(dims[1]):
        case "column", "column":
            return [Transpose(left), right]
        case "row", "row":
            return [left, Transpose(right)]
        case _:
            return [*before, *behind] if state.names.complex and _are_alike(*dims) else None


def _are_alike(one: Dims | None, other: Dims | None) -> bool:
    """Whether two arrays are vectors without orientation, two columns, or two rows."""
    if one is None or other is None:
        return False
    return len(one) == len(other) == 1 or side_of(one) == side_of(other) != ""


def _may_be_vector(state: State, node: Node) -> bool:
    if type(node) in _ATOMS and not state.lexicon.has_arrays:
        return False
    return not isinstance(node, Space) and (isinstance(node, Tup) or is_array(state, node))


def _is_entrywise(state: State, sign: str, factors: list[Node], nodes: list[Node]) -> bool:
    """Whether a sign multiplies entry by entry: `⊙` does, and `*` between arrays may."""
    if sign != "*":
        return sign == "hadamard"
    if type(nodes[0]) in _ATOMS and not state.lexicon.has_arrays:
        return False
    if not (is_array(state, factors[-1]) and is_array(state, nodes[0])):
        return False
    return state.names.star == "hadamard" or (not state.names.star and state.choose("star") == 1)


def _reach(state: State, left: Node, nodes: list[Node]) -> int:
    """Return how many factors behind `⊙` it takes: all, as a product binds more, but not beyond what a vector fits.

    `a ⊙ b c^T` is (a ⊙ b) c^T, and `a ⊙ W b c^T` is (a ⊙ W b) c^T: the outer product is no vector.
    """
    left, *nodes = [one.items[0] if isinstance(one, Array) and len(one.items) == 1 else one for one in (left, *nodes)]
    dims = dims_of(left, state.lexicon)  # `[a]` is a
    whole = dims_of(Mul(tuple(nodes)), state.lexicon)
    if dims is None or len(dims) != 1 or whole is None or len(whole) != 2 or ONE in whole:
        return len(nodes)
    fitting = (count for count in range(len(nodes) - 1, 0, -1) if _dims(state, nodes[:count]) == dims)
    return next(fitting, len(nodes))


def _dims(state: State, nodes: list[Node]) -> tuple[Node, ...] | None:
    return dims_of(nodes[0] if len(nodes) == 1 else Mul(tuple(nodes)), state.lexicon)


def _divided(state: State, factors: list[Node], nodes: list[Node], settled: bool, is_grouped: bool) -> list[Node]:
    """`a / 2 c`: blanks before c, and none around the sign, settle it as (a / 2) c; else both readings.

    Between a letter and itself, `1/e e`, they settle nothing: nobody means what cancels.
    """
    num = _product_of(state, factors)
    if len(nodes) == 1:
        percents = _percents(state, num, nodes[0])
        return [percents or Div(num, nodes[0])]
    is_doubtful = not settled or _is_one_letter(nodes) or (state.is_last_look() and not is_grouped)
    if is_doubtful and state.choose("division") == 1:
        return [Div(num, _product_of(state, nodes))]
    return [Div(num, nodes[0]), *nodes[1:]]


def _is_one_letter(nodes: list[Node]) -> bool:
    """Whether the first two factors are one letter or constant, or powers of it."""
    first, second = (node.base if isinstance(node, Pow) else node for node in nodes[:2])
    return first == second and isinstance(first, Sym | Const)


def _percents(state: State, above: Node, below: Node) -> Node | None:
    """Return `50/3%` as (50/3)%, one of its readings; None for the other one, and for the ratio `50%/3%`."""
    before = [state.tokens[place].value for place in (state.position - 4, state.position - 1)]
    if before != [before[0], "%"] or before[0] == "%" or not isinstance(below, Num):
        return None
    return None if state.choose("percent") == 1 else Div(above, Num(below.value * 10_000))


def _product_of(state: State, factors: list[Node]) -> Node:
    if len(factors) == 1:
        return factors[0]
    if Transpose not in map(type, factors):
        return Mul(tuple(factors))
    if any(isinstance(factor, Transpose) and is_flat(factor.arg) for factor in factors):
        others = [factor for factor in factors if is_array(state, factor) or isinstance(factor, Tup)]
        if len(others) > 1 and state.choose("transpose") == 1:
            factors = [oriented(factor) for factor in factors]
    return Mul(tuple(factors))
