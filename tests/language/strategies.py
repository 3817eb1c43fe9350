"""Hypothesis strategies for trees as the reader makes them, for names and domains; other rooms' laws use them too.

The trees mean nothing in particular: a sum may have a matrix beside a number. They are all trees that a text can
have under `NAMES`.
"""

from fractions import Fraction

from hypothesis import strategies as st

from grader.language.domains import Domain, Variable
from grader.language.names import Function, Names, Symbol
from grader.language.reader.domains import parse_domain
from grader.language.tree import (
    Add,
    Apply,
    Array,
    ArrayMul,
    Bind,
    Call,
    Cases,
    Const,
    Derivative,
    Div,
    Index,
    Interval,
    Logic,
    Mul,
    Neg,
    Node,
    Num,
    Pow,
    Relation,
    SetOf,
    SetOp,
    Space,
    Sym,
    Transpose,
    Tup,
)

SCALARS = (
    "x",
    "y",
    "n",
    "eta",
    "gamma",
    "w_0",
    "w_10",
    "delta_ij",
    "k'",
    "b^{(1)}",
    "omega_kj^{(2)}",
    "tilde_u",
    "loss",
)
VECTORS = ("v", "q", "theta")
MATRICES = ("W", "A", "W^{(2)}", "M_1")
FUNCTIONS = {"f": 1, "phi": 2}
INDICES = ("i", "j", "t", "mu")

_M, _N = Sym("m"), Sym("n")
NAMES = Names(
    symbols={
        **{name: Symbol(name) for name in SCALARS},
        **{name: Symbol(name, Domain(shape=(_N,), text="real^n")) for name in VECTORS},
        **{name: Symbol(name, Domain(shape=(_M, _N), text="real^{m x n}")) for name in MATRICES},
    },
    functions={name: Function(name, arity) for name, arity in FUNCTIONS.items()},
)

UNARY = [
    "sqrt",
    "exp",
    "log",
    "sin",
    "cos",
    "tan",
    "cot",
    "sec",
    "csc",
    "arcsin",
    "arccos",
    "arctan",
    "sinh",
    "cosh",
    "tanh",
    "coth",
    "arsinh",
    "artanh",
    "abs",
    "sign",
    "floor",
    "ceil",
    "relu",
    "leaky_relu",
    "sigmoid",
    "softplus",
    "heaviside",
    "erf",
    "gamma",
    "factorial",
    "double_factorial",
    "re",
    "im",
    "conj",
    "arg",
    "norm",
    "softmax",
    "logsumexp",
    "diag",
    "tr",
    "det",
    "inv",
]
BINARY = ("root", "log", "mod", "max", "min", "leaky_relu", "binom", "gcd", "lcm", "grad")
TERNARY = ("max", "min", "gcd", "lcm")

decimals = st.builds(lambda whole, places: Num(Fraction(whole, 10**places)), st.integers(0, 10**6), st.integers(0, 3))
integers = st.builds(Num, st.integers(0, 12).map(Fraction))
numbers = st.one_of(integers, decimals)
constants = st.sampled_from(["pi", "e", "oo"]).map(Const)
symbols = st.sampled_from(SCALARS).map(Sym)
vectors = st.sampled_from(VECTORS).map(Sym)
matrices = st.sampled_from(MATRICES).map(Sym)
bound = st.sampled_from(INDICES)
entries = st.one_of(
    st.builds(Index, vectors, st.tuples(integers | symbols)),
    st.builds(Index, matrices, st.tuples(integers | symbols, integers | symbols)),
)
leaves = st.one_of(integers, numbers, constants, symbols, symbols, vectors, matrices, entries)
relation_signs = st.sampled_from(["=", "!=", "<", "<=", ">", ">=", ">>", "<<", "~"])


def several(children: st.SearchStrategy[Node], least: int = 2, most: int = 3) -> st.SearchStrategy[tuple[Node, ...]]:
    """A tuple of children."""
    return st.lists(children, min_size=least, max_size=most).map(tuple)


def relations(children: st.SearchStrategy[Node]) -> st.SearchStrategy[Relation]:
    """A chain of one or two relations."""
    return st.one_of(
        st.builds(Relation, st.tuples(relation_signs), st.tuples(children, children)),
        st.builds(Relation, st.tuples(relation_signs, relation_signs), st.tuples(children, children, children)),
    )


def logic(conditions: st.SearchStrategy[Node]) -> st.SearchStrategy[Logic]:
    """A connection of conditions."""
    return st.one_of(
        st.builds(Logic, st.sampled_from(["and", "or"]), several(conditions)),
        st.builds(Logic, st.sampled_from(["implies", "iff"]), several(conditions, 2, 2)),
        st.builds(Logic, st.just("not"), several(conditions, 1, 1)),
    )


def calls(children: st.SearchStrategy[Node]) -> st.SearchStrategy[Node]:
    """Known and declared functions, applied."""
    return st.one_of(
        st.builds(Call, st.sampled_from(UNARY), st.tuples(children)),
        st.builds(Call, st.sampled_from(BINARY), st.tuples(children, children)),
        st.builds(Call, st.sampled_from(TERNARY), st.tuples(children, children, children)),
        st.builds(
            Call, st.just("norm"), st.tuples(children, st.sampled_from([Num(Fraction(1)), Const("oo"), Sym("n")]))
        ),
        st.builds(Apply, st.just("f"), st.tuples(children), st.integers(0, 2)),
        st.builds(Apply, st.just("phi"), st.tuples(children, children)),
    )


def bound_over(children: st.SearchStrategy[Node]) -> st.SearchStrategy[Node]:
    """Sums, products, integrals, limits, derivatives."""
    return st.one_of(
        bound.flatmap(lambda var: binds(children, var)),
        st.builds(Derivative, children, st.sampled_from(["x", "y", "eta", "w_0"]), st.integers(1, 2)),
    )


def binds(children: st.SearchStrategy[Node], var: str) -> st.SearchStrategy[Bind]:
    """What binds one symbol, in a body that may use it."""
    name, own = st.just(var), Sym(var)
    body = st.one_of(
        children,
        st.just(own),
        st.builds(lambda vector, rest: Mul((Index(vector, (own,)), rest)), vectors, children),
        st.builds(lambda rest: Add((rest, Pow(own, Num(Fraction(2))))), children),
    )
    return st.one_of(
        st.builds(Bind, st.sampled_from(["sum", "prod"]), body, name, children, children),
        st.builds(Bind, st.just("int"), body, name, children, children),
        st.builds(Bind, st.just("int"), body, name),
        st.builds(Bind, st.sampled_from(["lim", "lim+", "lim-"]), body, name, children),
    )


def cases(children: st.SearchStrategy[Node]) -> st.SearchStrategy[Cases]:
    """Definitions by cases."""
    return st.builds(Cases, several(st.tuples(children, relations(children)), 1, 2), st.none() | children)


def arithmetic(children: st.SearchStrategy[Node]) -> st.SearchStrategy[Node]:
    """Sums, products, quotients, powers."""
    return st.one_of(
        st.builds(Neg, children),
        st.builds(Add, several(children)),
        st.builds(Mul, several(children)),
        st.builds(Div, children, children),
        st.builds(Pow, children, children),
    )


def tables(children: st.SearchStrategy[Node]) -> st.SearchStrategy[Array]:
    """Matrices, written out."""
    row = st.integers(1, 3).flatmap(
        lambda width: several(several(children, width, width).filter(is_row).map(Array), 1, 3)
    )
    return st.builds(Array, row)


def is_row(items: tuple[Node, ...]) -> bool:
    """No array beside a number: that is no array."""
    return not any(isinstance(item, Array) for item in items) or not any(isinstance(item, Num) for item in items)


def rows(children: st.SearchStrategy[Node]) -> st.SearchStrategy[Array]:
    """Lists and matrices."""
    return st.one_of(st.builds(Array, several(children, 1, 3).filter(is_row)), tables(children))


def extended(children: st.SearchStrategy[Node]) -> st.SearchStrategy[Node]:
    """What can be made of expressions."""
    return st.one_of(
        arithmetic(children),
        arithmetic(children),
        calls(children),
        bound_over(children),
        cases(children),
        rows(children),
        array_operations(children),
    )


def array_operations(children: st.SearchStrategy[Node]) -> st.SearchStrategy[Node]:
    """Entrywise and outer products, transposes, entries."""
    arrays = st.one_of(vectors, matrices, rows(children))
    return st.one_of(
        st.builds(ArrayMul, st.sampled_from(["hadamard", "outer"]), several(st.one_of(arrays, children))),
        st.builds(
            Transpose, matrices | vectors | tables(children)
        ),  # no flat list: in a product it is read in two ways
        st.builds(Index, st.builds(Call, st.just("softmax"), st.tuples(arrays)), st.tuples(integers | symbols)),
        st.builds(Index, st.builds(Mul, st.tuples(matrices, vectors)), st.tuples(integers | symbols)),
    )


expressions = st.recursive(leaves, extended, max_leaves=12)
terms = st.recursive(leaves, arithmetic, max_leaves=10)
conditions = st.recursive(relations(expressions), logic, max_leaves=4)
arrays = rows(expressions)
shapes = st.builds(Tup, several(terms, 1, 3))
growth = st.builds(Call, st.sampled_from(["Theta", "O", "Omega", "o", "omega"]), st.tuples(terms))
spaces = st.builds(Space, st.sampled_from("RNZQC"), several(terms, 0, 3))
memberships = st.builds(Relation, st.sampled_from([("in",), ("notin",)]), st.tuples(terms, spaces))
intervals = st.one_of(
    st.builds(Interval, terms, terms, st.just(True), st.just(False)),
    st.builds(Interval, terms, terms, st.just(False), st.just(True)),
    st.builds(Tup, several(terms, 2, 2)),
    st.builds(Array, several(terms, 2, 2)),
)
set_leaves = st.one_of(
    intervals, st.builds(SetOf, several(terms, 1, 3)), st.just(SetOf(())), st.just(Const("emptyset"))
)


def joined_sets(children: st.SearchStrategy[Node]) -> st.SearchStrategy[Node]:
    """Unions, intersections, differences."""
    return st.one_of(
        st.builds(SetOp, st.sampled_from(["union", "intersection"]), several(children)),
        st.builds(SetOp, st.just("difference"), several(children, 2, 2)),
    )


sets = st.recursive(set_leaves, joined_sets, max_leaves=4)
trees = st.one_of(expressions, conditions, arrays, shapes, intervals, sets)

bounds = st.one_of(st.integers(-9, 9).map(str), st.sampled_from(["pi", "a/2", "-b", "2 c"]))
interval_texts = st.builds(
    lambda low, high, right: f"{low}, {high}{right}",
    st.sampled_from(["(-oo", "(-10", "[-10", "(a", "[a"]),
    bounds,
    st.sampled_from("])"),
)
scalar_domain_texts = st.one_of(
    st.sampled_from(["real", "positive", "negative", "non-negative", "non-positive", "nonzero", "complex"]),
    st.sampled_from(
        ["integer", "positive integer", "negative integer", "non-negative integer", "nonzero integer", "size"]
    ),
    st.sampled_from(["1..d", "0..n - 1", "-3..3", "k..oo", "-oo..2"]),
    interval_texts,
    st.lists(bounds, min_size=1, max_size=3).map(lambda members: f"{{{', '.join(members)}}}"),
)
sizes = st.lists(st.sampled_from(["d", "3", "2k", "n - 1", "x", "n_1"]), min_size=1, max_size=3)
array_domain_texts = st.builds(lambda entry, dims: f"{entry}^{{{' x '.join(dims)}}}", scalar_domain_texts, sizes)
domain_texts = scalar_domain_texts | array_domain_texts
domains = domain_texts.map(parse_domain)
variables = st.builds(Variable, st.sampled_from(SCALARS), domains)
