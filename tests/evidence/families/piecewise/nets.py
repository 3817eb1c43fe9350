"""Networks as plain weights: as trees, and evaluated independently with fractions."""

from fractions import Fraction

from grader.claims.statements import Claim, Equal, Setting
from grader.evidence import decide
from grader.language.domains import Variable
from grader.language.reader.domains import parse_domain
from grader.language.tree import Add, Array, Call, Div, Mul, Neg, Num, Sym, Transpose
from grader.verdict import Exact

X = Sym("x")


def number(value):
    value = Fraction(value)
    node = Num(Fraction(abs(value.numerator)))
    if value.denominator != 1:
        node = Div(node, Num(Fraction(value.denominator)))
    return Neg(node) if value < 0 else node


def vector(values):
    return Array(tuple(number(value) for value in values))


def matrix(rows):
    return Array(tuple(map(vector, rows)))


def shallow(units, activation="relu"):
    """The tree of w_1^T relu(w_0 x + b_0) for units (w_0, b_0, w_1)."""
    w_0, b_0, w_1 = (vector(column) for column in zip(*units, strict=True))
    return Mul((Transpose(w_1), Call(activation, (Add((Mul((w_0, X)), b_0)),))))


def deep(layers, activation="relu"):
    """The tree of W_n relu(… relu(W_1 x + b_1) …) + b_n."""
    last = Array((X,))
    for number_, (weights, biases) in enumerate(layers, 1):
        last = Add((Mul((matrix(weights), last)), vector(biases)))
        if number_ < len(layers):
            last = Call(activation, (last,))
    return last


def shallow_at(units, x):
    """The value of a network at a point, with fractions."""
    return sum((v * max(w * x + b, Fraction(0)) for w, b, v in units), Fraction(0))


def deep_at(layers, x):
    """The value of a network at a point, with fractions."""
    last = [Fraction(x)]
    for number_, (weights, biases) in enumerate(layers, 1):
        last = [sum((w * h for w, h in zip(row, last, strict=True)), Fraction(b))
                for row, b in zip(weights, biases, strict=True)]  # fmt: skip
        if number_ < len(layers):
            last = [max(h, Fraction(0)) for h in last]
    return last[0]


def on_line(domain="real", **conventions):
    return Setting((Variable("x", parse_domain(domain)),), conventions=conventions)


def settled(statement, domain="real", budget=None):
    return decide(Claim("net", "", statement, on_line(domain)), budget)


def same(left, right, domain="real", budget=None):
    return settled(Equal(left, right), domain, budget)


def exact(value):
    assert isinstance(value, Exact), value
    return Fraction(value.text)
