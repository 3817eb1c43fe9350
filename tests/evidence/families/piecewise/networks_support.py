"""Networks for tests: random weights, the same function written otherwise, and an independent evaluation."""

from fractions import Fraction
from itertools import pairwise

from grader.claims.statements import Setting
from grader.language.domains import Domain, Variable
from grader.language.tree import Add, Array, Call, Div, Mul, Neg, Num, Sym


def number(value):
    value = Fraction(value)
    size = Num(Fraction(abs(value.numerator)))
    if value.denominator != 1:
        size = Div(size, Num(Fraction(value.denominator)))
    return Neg(size) if value < 0 else size


def array(value):
    return Array(tuple(array(item) if isinstance(item, list | tuple) else number(item) for item in value))


def network(layers, inputs=Sym("x"), activation="relu"):  # noqa: B008
    """Return the tree of a network; `layers` are pairs of a matrix and a bias, activated all but the last."""
    hidden = inputs
    for place, (weights, bias) in enumerate(layers):
        hidden = Add((Mul((array(weights), hidden)), array(bias)))
        if place < len(layers) - 1:
            hidden = Call(activation, (hidden,))
    return hidden


def value(layers, point, activation=lambda z: max(z, 0)):
    """Return the outputs of a network at a point, with fractions only."""
    hidden = list(point)
    for place, (weights, bias) in enumerate(layers):
        hidden = [
            sum((w * h for w, h in zip(row, hidden, strict=True)), c) for row, c in zip(weights, bias, strict=True)
        ]
        if place < len(layers) - 1:
            hidden = [activation(z) for z in hidden]
    return hidden


def random_layers(random, widths, bound=9):
    def entry():
        return Fraction(random.randint(-bound, bound), random.choice((1, 1, 2, 3)))

    return [
        ([[entry() for _ in range(below)] for _ in range(above)], [entry() for _ in range(above)])
        for below, above in pairwise(widths)
    ]


def turned(random, layers, activation):
    """Return the same function with units permuted, and, for tanh, with signs changed on both sides."""
    layers = [([row[:] for row in weights], bias[:]) for weights, bias in layers]
    for place in range(len(layers) - 1):
        (weights, bias), (above, last) = layers[place], layers[place + 1]
        order = list(range(len(weights)))
        random.shuffle(order)
        signs = [random.choice((1, -1)) if activation == "tanh" else 1 for _ in order]
        layers[place] = ([[w * signs[u] for w in weights[u]] for u in order], [bias[u] * signs[u] for u in order])
        layers[place + 1] = ([[row[u] * signs[u] for u in order] for row in above], last)
    return layers


def rewritten(random, layers):
    """Return the same function with hidden units permuted and rescaled, and a dead unit added to each layer."""
    layers = [([row[:] for row in weights], bias[:]) for weights, bias in layers]
    for place in range(len(layers) - 1):
        (weights, bias), (above, last) = layers[place], layers[place + 1]
        order = list(range(len(weights)))
        random.shuffle(order)
        scales = [Fraction(random.randint(1, 5), random.randint(1, 5)) for _ in order]
        inner = [[w * scales[unit] for w in weights[unit]] for unit in order]
        inner.append([Fraction(0)] * len(weights[0]))
        layers[place] = (inner, [*(bias[unit] * scales[unit] for unit in order), Fraction(-random.randint(0, 3))])
        outer = [[*(row[unit] / scales[unit] for unit in order), Fraction(random.randint(-5, 5))] for row in above]
        layers[place + 1] = (outer, last)
    return layers


def inputs(count, **domain):
    return Setting((Variable("x", Domain(shape=(number(count),), **domain)),))
