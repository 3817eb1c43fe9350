"""Nodes are frozen, whichever way their fields are set."""

import pickle
from dataclasses import FrozenInstanceError, replace

import pytest

from grader.language.tree import CHILDREN, Add, Call, Pow, Relation, Space, Sym

X, Y = Sym("x"), Sym("y")


def test_fields_are_given_by_place_or_by_name():
    assert Pow(X, Y) == Pow(base=X, exp=Y) == Pow(X, exp=Y) == replace(Pow(X, X), exp=Y)
    assert Relation(operands=(X, Y), ops=("=",)) == Relation(("=",), (X, Y))
    assert repr(Call("sin", (X,))) == "Call(name='sin', args=(Sym(name='x'),))"
    assert Space("R").dims == ()


def test_a_missing_field_is_an_error():
    with pytest.raises(TypeError, match="missing 1 required positional argument: 'exp'"):
        Pow(X)


@pytest.mark.parametrize("node", [X, Add((X, Y)), Pow(X, Y)])
def test_a_node_cannot_be_changed(node):
    for name in node.__match_args__:
        with pytest.raises(FrozenInstanceError):
            setattr(node, name, Y)
    assert type(node) in CHILDREN


def test_a_node_survives_a_process():
    node = Add((Pow(X, Y), Call("sin", (X,))))
    hash(node)
    assert pickle.loads(pickle.dumps(node)) == node
