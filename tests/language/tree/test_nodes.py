"""Nodes: how they are made, when they are equal, and that they stay as they are."""

import pickle
from dataclasses import fields, replace

import pytest

from grader.language.tree import CHILDREN, Add, Call, Mul, Neg, Pow, Relation, Space, Sym, Transpose

X, Y = Sym("x"), Sym("y")


def test_fields_are_given_by_place_or_by_name():
    assert Pow(X, Y) == Pow(base=X, exp=Y) == Pow(X, exp=Y) == replace(Pow(X, X), exp=Y)
    assert Relation(operands=(X, Y), ops=("=",)) == Relation(("=",), (X, Y))
    assert repr(Call("sin", (X,))) == "Call(name='sin', args=(Sym(name='x'),))"
    assert Space("R").dims == ()


def test_a_missing_field_is_an_error():
    with pytest.raises(TypeError, match="missing 1 required positional argument: 'exp'"):
        Pow(X)


def test_nodes_are_equal_where_kind_and_fields_are():
    assert Neg(X) == Neg(Sym("x"))
    assert hash(Neg(X)) == hash(Neg(Sym("x")))
    assert Neg(X) not in (X, "x", Transpose(X), Neg(Y))
    assert Add((X, Y)) != Mul((X, Y))
    assert len({X, Neg(X), Neg(Neg(X)), Sym("x"), Add((X, Y)), Add((X, Y))}) == 4


@pytest.mark.parametrize("kind", CHILDREN, ids=lambda kind: kind.__name__)
def test_no_field_of_a_node_may_be_set_again(kind):
    """`Final` has mypy refuse it, in the whole project; at run time it would cost a third of the time of a node."""
    assert all(field.type.startswith("Final[") for field in fields(kind))
    assert "__dict__" not in dir(kind)  # nor is there room for more


def test_a_node_survives_a_process_without_its_hash():
    node = Add((Pow(X, Y), Call("sin", (X,))))
    hash(node)
    copy = pickle.loads(pickle.dumps(node))
    assert copy == node
    assert not hasattr(copy, "_hash")  # names have another hash in another process
    assert hasattr(node, "_hash")
