"""Values written as expressions again, so that a gradient can be evaluated at arrays of numbers."""

from __future__ import annotations

from grader.evidence.arrays.of_any_size.sizes import ONE as UNIT_SIZE
from grader.evidence.arrays.of_any_size.sizes import Size, tree_of
from grader.evidence.errors import UnclearError
from grader.evidence.families.matrices.words.spelled import Speller
from grader.evidence.families.matrices.words.table import Applied
from grader.evidence.families.matrices.words.values import Several, Value
from grader.evidence.families.matrices.words.words import (
    HADAMARD,
    RECIPROCAL,
    Chain,
    Factor,
    Letter,
    Vector,
    Word,
    number_of,
)
from grader.evidence.trees.build import plain_number, product_of, sum_of
from grader.language.tree import ArrayMul, Call, Mul, Node, Sym, Transpose, substitute, symbols


def written(speller: Speller, value: Value) -> Node:
    """Return a value as a tree; raises UnclearError where it takes a sum over all entries."""
    if isinstance(value, Node):
        return number_written(speller, value)
    is_row = value.height == UNIT_SIZE and value.width != UNIT_SIZE
    terms = [_term(speller, word, one, value) for word, one in value.terms.items()]
    if not terms:
        return Call("zeros", tuple(map(tree_of, value.shape)))
    tree = sum_of(terms)
    return Transpose(tree) if is_row else tree


def _term(speller: Speller, word: Word, one: Node, value: Several) -> Node:
    tree = _word(speller, word, value)
    return tree if plain_number(one) == 1 else Mul((number_written(speller, one), tree))


def number_written(speller: Speller, tree: Node) -> Node:
    """Return a number that arrays give as a tree; raises UnclearError."""
    meanings = speller.table.meanings()
    values = {name: _symbol(speller, Sym(name), *meanings[name]) for name in symbols(tree) & meanings.keys()}
    return substitute(tree, values) if values else tree


def _symbol(speller: Speller, symbol: Sym, kind: str, key: object) -> Node:
    if kind == "sum" and isinstance(key, tuple) and len(key) > 1:
        return Mul((Transpose(_vector(speller, key[:1])), _vector(speller, key[1:])))
    if kind == "sum" and isinstance(key, tuple) and "[" not in repr(key):
        return speller.number(symbol)
    if kind == "det" and isinstance(key, int):
        return Call("det", (written(speller, speller.table.functions[key].args[0]),))
    if kind == "trace" and isinstance(key, tuple):
        return Call("tr", (_chain(speller, ((), *key)),))
    raise UnclearError("a sum over all entries is not written out", final=True)


def _word(speller: Speller, word: Word, value: Several) -> Node:
    match word:
        case ("matrix", (inner,)) if not inner:
            return speller.identity or Call("eye", (tree_of(value.height),))
        case ("matrix", chain):
            return _chain(speller, chain)
        case ("outer", left, right):
            sides = _vector(speller, left, value.height), _vector(speller, right, value.width)
            return ArrayMul("outer", sides)
        case (_, inner):
            return _vector(speller, inner, value.height if value.width == UNIT_SIZE else value.width)
        case _:
            raise AssertionError(word)


def _chain(speller: Speller, chain: Chain) -> Node:
    factors: list[Node] = []
    for place, part in enumerate(chain):
        if place % 2:
            factors.append(_letter(speller, part))
        elif part:
            factors.append(Call("diag", (_vector(speller, part),)))
    if not factors:
        if speller.identity is None:
            raise UnclearError("an identity matrix is not written out", final=True)
        return speller.identity
    return product_of(factors)


def _letter(speller: Speller, letter: Letter) -> Node:
    name, transposed, inverted = letter
    tree: Node = Sym(name)
    if "[" in name:
        function = speller.table.functions[number_of(name)]
        parts = tuple(written(speller, argument) for argument in function.args)
        tree = ArrayMul("hadamard", parts) if function.name == HADAMARD else _applied(function, *parts)
    tree = Call("inv", (tree,)) if inverted else tree
    return Transpose(tree) if transposed else tree


def _vector(speller: Speller, inner: Vector, size: Size | None = None) -> Node:
    if not inner and size is not None:
        return Call("ones", (tree_of(size),))
    if not inner:
        raise UnclearError("a vector of ones is not written out", final=True)
    factors = tuple(_factor(speller, factor) for factor in inner)
    return factors[0] if len(factors) == 1 else ArrayMul("hadamard", factors)


def _factor(speller: Speller, factor: Factor) -> Node:
    match factor:
        case ("v", name):
            return Sym(name)
        case ("w", letter, inner):
            return Mul((_letter(speller, letter), _vector(speller, inner)))
        case (_, number):
            function = speller.table.functions[number]
            (argument,) = function.args
            assert isinstance(argument, Several)
            return _applied(function, written(speller, argument))
        case _:
            raise AssertionError(factor)


def _applied(function: Applied, *arrays: Node) -> Node:
    """Return a function applied to every entry of arrays."""
    if function.name == RECIPROCAL:
        raise UnclearError("the reciprocals of entries are not written out", final=True)
    return function.of(*arrays)
