"""Random networks with exact values, apart from the grader: weights, rewritten, off in one weight, and as texts."""

from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

ZERO, ONE = Fraction(0), Fraction(1)
BEGIN, BREAK, END = r"\begin{bmatrix}", r" \\ ", r"\end{bmatrix}"
ACTIVATIONS = {  # name: value, formula of a text, as a problem declares it
    "relu": (lambda t: max(t, ZERO), "relu({})", "relu"),
    "leaky": (lambda t: t if t > 0 else t / 10, "leaky_relu({}, 1/10)", "'leaky_relu(z, 1/10)'"),
    "abs": (abs, "abs({})", "abs"),
    "hardtanh": (lambda t: max(-ONE, min(ONE, t)), "hardtanh({})", "hardtanh"),
    "step": (lambda t: ONE if t >= 0 else ZERO, "H({})", "H"),
}


@dataclass
class Net:
    """Layers (rows of weights, biases) with an activation between them, and one output."""

    layers: list
    activation: str

    def at(self, point):
        values = list(point)
        for weights, biases in self.layers[:-1]:
            values = [ACTIVATIONS[self.activation][0](z) for z in affine(weights, biases, values)]
        return affine(*self.layers[-1], values)[0]

    def formula(self, names):
        texts = list(names)
        for number, (weights, biases) in enumerate(self.layers):
            sums = [
                " + ".join([*(f"({w}) * {t}" for w, t in zip(row, texts, strict=True)), f"({b})"])
                for row, b in zip(weights, biases, strict=True)
            ]
            last = number == len(self.layers) - 1
            texts = sums if last else [ACTIVATIONS[self.activation][1].format(text) for text in sums]
        return texts[0]

    def copied(self):
        return Net([([list(row) for row in weights], list(biases)) for weights, biases in self.layers], self.activation)


def affine(weights, biases, values):
    return [
        sum((w * v for w, v in zip(row, values, strict=True)), ZERO) + b for row, b in zip(weights, biases, strict=True)
    ]


def weight(random):
    return random.choice(
        [Fraction(random.randint(-4, 4)), Fraction(random.randint(-9, 9), random.choice([1, 2, 3, 5]))]
    )


def network(random, widths, activation):
    layers = [
        ([[weight(random) for _ in range(n)] for _ in range(m)], [weight(random) for _ in range(m)])
        for n, m in pairwise(widths)
    ]
    return Net(layers, activation)


def rewritten(random, net):
    """The same function: hidden units permuted, rescaled, turned round, split, and with one that does nothing."""
    net = net.copied()
    for (weights, biases), (above, _) in pairwise(net.layers):
        order = random.sample(range(len(biases)), len(biases))
        weights[:], biases[:] = [weights[k] for k in order], [biases[k] for k in order]
        for row in above:
            row[:] = [row[k] for k in order]
        for k in range(len(biases)):
            _scale(random, net.activation, (weights, biases, above), k)
        part, k = Fraction(random.randint(-3, 5), 4), random.randrange(len(biases))
        weights += [list(weights[k]), [weight(random) for _ in weights[k]]]
        biases += [biases[k], weight(random)]
        for row in above:
            row += [row[k] * (1 - part), ZERO]
            row[k] *= part
    return net


def _scale(random, activation, parts, k):
    weights, biases, above = parts
    factor, back = Fraction(random.randint(1, 6), random.randint(1, 6)), ONE
    if activation == "hardtanh":
        factor = back = random.choice([ONE, -ONE])
    elif activation == "abs":
        factor, back = random.choice([1, -1]) * factor, factor
    elif activation != "step":
        back = factor
    weights[k], biases[k] = [w * factor for w in weights[k]], biases[k] * factor
    for row in above:
        row[k] /= back


def changed(random, net):
    """One weight or bias off, by much or by very little."""
    net = net.copied()
    weights, biases = random.choice(net.layers)
    off = random.choice([ONE, Fraction(1, 1000), Fraction(1, 10**9), Fraction(-1, 10**12)])
    row = random.choice([biases, *weights])
    row[random.randrange(len(row))] += off
    return net


def on_an_interval(random, net, far):
    """ReLU units added that change the function on a tiny interval of one input only, or beyond a large number."""
    net = net.copied()
    (weights, biases), (above, _) = net.layers[:2]
    axis, start = random.randrange(len(weights[0])), Fraction(random.randint(-9, 9), 7)
    width = Fraction(1, random.choice([100, 10**6, 10**15]))
    units = [(start, 1), (start + width, -2), (start + 2 * width, 1)]
    for place, value in [(Fraction(random.choice([10**6, 10**12])), 1)] if far else units:
        weights.append([ONE if n == axis else ZERO for n in range(len(weights[0]))])
        biases.append(-place)
        for number, row in enumerate(above):
            row.append(Fraction(value if number == 0 else 0))
    return net


def numeral(random, value):
    """A number in one of its notations."""
    sign, size = "-" if value < 0 else "", abs(value)
    match random.randrange(4):
        case 0 if value < 0:
            return f"\N{MINUS SIGN}{size}"
        case 1:
            return f"{sign}\\frac{{{size.numerator}}}{{{size.denominator}}}"
        case 2 if 100 % size.denominator == 0:
            whole, part = divmod(int(100 * size), 100)
            return f"{sign}{whole}.{part:02d}"
        case _:
            return f"{sign}{size}"


def vector(random, values):
    """A vector in one of its notations."""
    texts = [numeral(random, value) for value in values]
    match random.randrange(5):
        case 0 if len(texts) > 1:
            return f"({', '.join(texts)})"
        case 1:
            return f"[{'; '.join(texts)}]"
        case 2:
            return BEGIN + BREAK.join(texts) + END
        case 3:
            return f"[{', '.join(texts)}]^T"
        case _:
            return f"[{', '.join(texts)}]"


def matrix(random, rows):
    """A matrix in one of its notations."""
    texts = [[numeral(random, value) for value in row] for row in rows]
    match random.randrange(3):
        case 0:
            return BEGIN + BREAK.join(" & ".join(row) for row in texts) + END
        case 1:
            return f"[{'; '.join(', '.join(row) for row in texts)}]"
        case _:
            return "[" + ", ".join(f"[{', '.join(row)}]" for row in texts) + "]"


def answer(random, net):
    """The fields of an answer; a bias of zeros may be left out, and a field may name itself."""
    fields = {}
    for number, (weights, biases) in enumerate(net.layers, 1):
        column = number == 1 and len(weights[0]) == 1 and len(weights) > 1
        text = vector(random, [row[0] for row in weights]) if column else matrix(random, weights)
        fields[f"W_{number}"] = random.choice([text, text, f"W_{number} = {text}"])
        if any(biases) or random.random() < 0.5:
            fields[f"b_{number}"] = vector(random, biases)
    return fields


def points(random, nets, size):
    """Points at which both are looked at: integers, large and tiny ones, on the kinks and beside them."""
    plain = [Fraction(n) for n in range(-6, 7)] + [Fraction(10**7), Fraction(-(10**21)), Fraction(1, 10**10)]
    plain += [Fraction(random.randint(-99, 99), random.randint(1, 40)) for _ in range(10)]
    found = [(value,) * size for value in plain]
    found += [tuple(random.choice(plain) for _ in range(size)) for _ in range(40)]
    for net in nets:
        for row, b in zip(*net.layers[0], strict=True):
            for axis in (n for n, w in enumerate(row) if w):
                point = [random.choice(plain[:13]) for _ in range(size)]
                point[axis] = -(b + sum(row[n] * point[n] for n in range(size) if n != axis)) / row[axis]
                for step in (ZERO, Fraction(1, 2), Fraction(-1, 2), Fraction(1, 10**8), Fraction(1, 3 * 10**16)):
                    found.append(tuple(v + step * (n == axis) for n, v in enumerate(point)))
    return found
