"""Random integrals, limits, series and sums whose bodies hold what rules may cut or cancel wrongly.

Powers of compound bases with large exponents, cancelled indices, poles within the range, terms that can be removed,
domains that end within the range. Nothing is promised of a pair: the independent evaluator tells what is true.
"""

from __future__ import annotations

from random import Random

from grader.language.tree import Add, Bind, Call, Const, Div, Neg, Node, Pow, Sym
from tests.benchmarks.building import ONE, TWO, ZERO, World, call, minus, number, plus, times

INFINITY = Const("oo")
DOMAINS = {"x": ("(0, 1)", "(0, 1)", "positive", "[-2, 2]"), "a": ("positive", "(1, oo)"), "n": ("positive integer",)}
K, T, N = Sym("k"), Sym("t"), Sym("n")


def calculus_world(random: Random) -> World:
    """Return a world with the symbols that such bodies use."""
    return World(random, {name: random.choice(domains) for name, domains in DOMAINS.items()})


def calculus_pair(world: World) -> tuple[Node, Node]:
    """Return a bound expression with noise in its body, and one without noise or a closed form that it suggests."""
    build = world.random.choice((_power_series, _power_series, _finite, _finite, _area, _area, _limit, _powered))
    return build(world)


def _noisy(body: Node, var: Sym, world: World) -> Node:
    """Return a body times what cancels where it has a value."""
    for _ in range(world.random.choice((0, 1, 1, 2))):
        body = _noise(body, var, world)
    return body


def _noise(body: Node, var: Sym, world: World) -> Node:
    random = world.random
    shifted = minus(var, number(random.randint(-2, 4))) if random.random() < 0.6 else var
    power = number(random.choice((1, 2, 3, 13, 20)))
    less = number(-1) if random.random() < 0.5 else number(random.choice((-2, -14)))
    return random.choice(
        (
            lambda: times(body, Div(shifted, shifted)),
            lambda: Div(times(shifted, body), shifted),
            lambda: times(body, Pow(shifted, ZERO)),
            lambda: times(Pow(shifted, power), Div(body, Pow(shifted, power))),
            lambda: times(Pow(Pow(shifted, number(-1)), ZERO), body),
            lambda: times(Pow(shifted, less), times(Pow(Pow(shifted, number(-1)), less), body)),
            lambda: Div(body, Div(Div(ONE, shifted), Div(ONE, shifted))),
            lambda: times(body, Div(call("log", shifted), call("log", shifted))),
            lambda: times(body, Pow(call("sqrt", shifted), ZERO)),
            lambda: minus(plus(body, Div(ONE, shifted)), Div(ONE, shifted)),
            lambda: plus(body, times(ZERO, call("log", shifted))),
            lambda: Call("max", (body, minus(body, call("sqrt", shifted)))),
            lambda: times(body, call("exp", minus(call("log", shifted), call("log", shifted)))),
            lambda: plus(body, call("relu", minus(ZERO, call("sqrt", shifted)))),
        )
    )()


def _power(base: Node, exponent: int, world: World) -> Node:
    """Return base^exponent, in one of the forms that are taken apart."""
    return world.random.choice(
        (
            lambda: Pow(base, number(exponent)),
            lambda: Div(ONE, Pow(base, number(-exponent))),
            lambda: Pow(Pow(base, number(-1)), number(-exponent)),
            lambda: Div(ONE, Div(ONE, Pow(base, number(exponent)))),
        )
    )()


def _ratio(world: World) -> Node:
    return world.random.choice(
        (Sym("x"), Div(ONE, TWO), Div(ONE, number(3)), Div(number(-1), number(2)), call("exp", number(-1)))
    )


def _power_series(world: World) -> tuple[Node, Node]:
    """Return a series of k^p r^k, or over k!, and its sum from a start."""
    random, ratio = world.random, _ratio(world)
    start, power = random.randint(-1, 3), random.choice((0, 0, 1, 2))
    body: Node = Pow(ratio, K)
    if random.random() < 0.4:
        body, closed = Div(body, call("factorial", K)), call("exp", ratio)
        start = max(start, 0)
        terms = [Div(Pow(ratio, number(k)), call("factorial", number(k))) for k in range(start)]
    else:
        closed, terms = Div(Pow(ratio, number(start)), minus(ONE, ratio)), []
    if power and random.random() < 0.7:
        body = times(Pow(K, number(power)), body)
        return Bind("sum", _noisy(body, K, world), "k", number(start), INFINITY), Bind(
            "sum", body, "k", number(max(start, 1)), INFINITY
        )
    total = Add((closed, *(Neg(term) for term in terms))) if terms else closed
    return Bind("sum", _noisy(body, K, world), "k", number(start), INFINITY), total


def _finite(world: World) -> tuple[Node, Node]:
    """Return a sum up to n and a closed form."""
    random = world.random
    chance = Sym("x")
    binomial = times(call("binom", N, K), times(Pow(chance, K), Pow(minus(ONE, chance), minus(N, K))))
    body, closed, start = random.choice(
        (
            (binomial, ONE, 0),
            (times(K, binomial), times(N, chance), 0),
            (call("binom", N, K), Pow(TWO, N), 0),
            (Div(call("binom", N, K), plus(K, ONE)), Div(minus(Pow(TWO, plus(N, ONE)), ONE), plus(N, ONE)), 0),
            (K, Div(times(N, plus(N, ONE)), TWO), 0),
            (K, Div(times(N, plus(N, ONE)), TWO), 1),
            (Pow(TWO, K), minus(Pow(TWO, plus(N, ONE)), ONE), 0),
            (ONE, N, 1),
            (ONE, plus(N, ONE), 0),
            (Div(ONE, times(K, plus(K, ONE))), Div(N, plus(N, ONE)), 1),
            (minus(Div(ONE, K), Div(ONE, plus(K, ONE))), Div(N, plus(N, ONE)), 1),
        )
    )
    kind = "prod" if random.random() < 0.1 else "sum"
    if kind == "prod":
        body, closed, start = random.choice(((K, call("factorial", N), 1), (Div(plus(K, ONE), K), plus(N, ONE), 1)))
    return Bind(kind, _noisy(body, K, world), "k", number(start), N), closed


def _area(world: World) -> tuple[Node, Node]:
    """Return an integral and its value, or the same integral without noise."""
    random, rate = world.random, Sym("a")
    wave = call("exp", times(minus(ZERO, rate), T))
    p = random.choice((0, 1, 2, 14))
    gamma = Div(call("factorial", number(p)), Pow(rate, number(p + 1)))
    body, low, high, closed = random.choice(
        (
            (
                times(Pow(T, number(p)), wave),
                ZERO,
                INFINITY,
                gamma,
            ),
            (Pow(T, number(p)), ZERO, ONE, Div(ONE, number(p + 1))),
            (Pow(T, number(p)), number(-1), ONE, Div(number(1 + (-1) ** p), number(p + 1))),
            (wave, ZERO, INFINITY, Div(ONE, rate)),
            (call("cos", T), ZERO, Sym("x"), call("sin", Sym("x"))),
            (ONE, number(-1), TWO, number(3)),
            (call("abs", T), number(-1), TWO, Div(number(5), TWO)),
            (times(T, minus(ONE, T)), ZERO, ONE, Div(ONE, number(6))),
        )
    )
    left = Bind("int", _noisy(body, T, world), "t", low, high)
    return left, closed if random.random() < 0.7 else Bind("int", body, "t", low, high)


def _limit(world: World) -> tuple[Node, Node]:
    """Return a limit with noise, and its value."""
    random = world.random
    point = number(random.choice((0, 0, 1, 2)))
    gap = minus(T, point)
    slope = Div(minus(Pow(T, number(20)), Pow(point, number(20))), gap)
    body, place, closed = random.choice(
        (
            (Div(call("sin", gap), gap), point, ONE),
            (Div(minus(call("exp", gap), ONE), gap), point, ONE),
            (Div(minus(ONE, call("cos", gap)), Pow(gap, TWO)), point, Div(ONE, TWO)),
            (
                slope,
                point,
                times(number(20), Pow(point, number(19))),
            ),
            (Div(plus(T, ONE), T), INFINITY, ONE),
            (Div(plus(times(TWO, T), ONE), plus(T, Sym("a"))), INFINITY, TWO),
            (Pow(plus(ONE, Div(Sym("x"), T)), T), INFINITY, call("exp", Sym("x"))),
        )
    )
    return Bind("lim", _noisy(body, T, world), "t", place), closed


def _powered(world: World) -> tuple[Node, Node]:
    """Return powers of compound bases with large exponents, integrated or added up."""
    random, exponent = world.random, world.random.choice((-13, -20, -25, -2, 3, 13, 17))
    speed = random.randint(1, 2)
    if random.random() < 0.5:
        base = call("exp", times(number(speed), T))
        if exponent > 0:
            base = Div(ONE, base)
        rate = abs(exponent) * speed
        other = random.choice((rate, rate, 12 * speed, rate + 1))
        return Bind("int", _power(base, exponent, world), "t", ZERO, INFINITY), Div(ONE, number(other))
    base = call("exp", K) if exponent < 0 else call("exp", minus(ZERO, K))
    rate = random.choice((abs(exponent), abs(exponent), 12))
    closed = Div(ONE, minus(ONE, call("exp", number(-rate))))
    return Bind("sum", _power(base, exponent, world), "k", ZERO, INFINITY), closed
