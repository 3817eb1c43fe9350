"""An evaluator of its own for proofs to be checked against, and random pairs of expressions that look equal.

The evaluator follows the meaning of expressions over the reals with mpmath, and gives None where an expression is not
defined; it shares no code with the normal form.
"""

from __future__ import annotations

import random
from fractions import Fraction

import mpmath
from mpmath import mpf

from grader.claims.statements import Setting
from grader.language.domains import Domain, Variable
from grader.language.tree import Add, Bind, Call, Cases, Const, Derivative, Div, Mul, Neg, Node, Num, Pow, Relation, Sym

DIGITS = 60  # never the global precision, which other tests set too


class UndefinedError(Exception):
    """No value, or none that is known without a convention."""


def value(node: Node, point: dict[str, Fraction]):
    """Return the value of a tree at a point: a Fraction where exact, else an mpf; None where undefined."""
    try:
        with mpmath.workdps(DIGITS):
            return _value(node, point)
    except (UndefinedError, ZeroDivisionError, OverflowError):
        return None


def number(item):
    return mpf(item.numerator) / item.denominator if isinstance(item, Fraction) else item


def _is_zero(item):
    if isinstance(item, Fraction):
        return item == 0
    if abs(item) < mpf(10) ** -40:
        raise UndefinedError  # not known exactly
    return False


def _sign(item):
    return 0 if _is_zero(item) else (1 if item > 0 else -1)


def _both(left, right, operation):
    if isinstance(left, Fraction) and isinstance(right, Fraction):
        return operation(left, right)
    return operation(number(left), number(right))


def _value(node, point):  # noqa: C901
    match node:
        case Num(value):
            return value
        case Sym(name):
            return point[name]
        case Const("pi"):
            return +mpmath.pi
        case Const("e"):
            return +mpmath.e
        case Neg(arg):
            return -_value(arg, point)
        case Add(terms):
            total = Fraction(0)
            for term in terms:
                total = _both(total, _value(term, point), lambda a, b: a + b)
            return total
        case Mul(factors):
            total = Fraction(1)
            for factor in factors:
                total = _both(total, _value(factor, point), lambda a, b: a * b)
            return total
        case Div(num, den):
            above, below = _value(num, point), _value(den, point)
            if _is_zero(below):
                raise UndefinedError
            return _both(above, below, lambda a, b: a / b)
        case Pow(base, exponent):
            return _power(_value(base, point), exponent, point)
        case Call(name, args):
            return _call(name, [_value(arg, point) for arg in args])
        case Cases(branches, otherwise):
            for branch, condition in branches:
                if _holds(condition, point):
                    return _value(branch, point)
            if otherwise is None:
                raise UndefinedError
            return _value(otherwise, point)
        case Derivative(body, var, order):
            return _slope(body, var, order, point)
        case Bind(kind, body, var, low, high):
            return _bind(kind, body, var, _value(low, point), _value(high, point), point)
    raise UndefinedError


STEP = Fraction(1, 10**18)


def _slope(body, var, order, point):
    """Return the derivative by a central difference, where both one-sided ones agree."""
    if order != 1:
        raise UndefinedError
    before, here, after = (number(_value(body, {**point, var: point[var] + shift * STEP})) for shift in (-1, 0, 1))
    step = number(STEP)
    if abs(after - 2 * here + before) / step > mpf(10) ** -9 or max(abs(after), abs(before)) > 10**9:
        raise UndefinedError
    return (after - before) / (2 * step)


def _bind(kind, body, var, low, high, point):
    if not (isinstance(low, Fraction) and isinstance(high, Fraction)) or low.denominator * high.denominator != 1:
        raise UndefinedError
    total = Fraction(0 if kind == "sum" else 1)
    for index in range(int(low), int(high) + 1):
        term = _value(body, {**point, var: Fraction(index)})
        total = _both(total, term, (lambda a, b: a + b) if kind == "sum" else (lambda a, b: a * b))
    return total


def _holds(condition, point):
    assert isinstance(condition, Relation)
    sides = [_value(side, point) for side in condition.operands]
    for left, op, right in zip(sides, condition.ops, sides[1:], strict=False):
        sign = _sign(_both(left, right, lambda a, b: a - b))
        if not {"<": sign < 0, "<=": sign <= 0, "=": sign == 0, ">": sign > 0, ">=": sign >= 0, "!=": sign != 0}[op]:
            return False
    return True


def _literal(node):
    match node:
        case Num(value):
            return value
        case Neg(arg):
            inner = _literal(arg)
            return None if inner is None else -inner
        case Div(num, den):
            above, below = _literal(num), _literal(den)
            return None if above is None or not below else above / below
    return None


def _power(base, exponent_node, point):
    exponent = _value(exponent_node, point)
    literal = _literal(exponent_node)
    sign = _sign(base)
    if isinstance(exponent, Fraction) and exponent.denominator == 1:
        if abs(exponent) > 2000:
            raise UndefinedError
        if sign == 0 and exponent < 0:
            raise UndefinedError
        return base ** int(exponent)
    if literal is not None:
        return _root(base, sign, literal)
    if sign <= 0:
        raise UndefinedError
    return mpmath.power(number(base), number(exponent))


def _root(base, sign, exponent):
    if sign == 0:
        if exponent < 0:
            raise UndefinedError
        return Fraction(0)
    if sign < 0 and exponent.denominator % 2 == 0:
        raise UndefinedError
    size = mpmath.power(abs(number(base)), number(exponent))
    return -size if sign < 0 and exponent.numerator % 2 else size


def _floor(item):
    if isinstance(item, Fraction):
        return Fraction(item.numerator // item.denominator)
    _is_zero(item - mpmath.nint(item))
    return Fraction(int(mpmath.floor(item)))


def _call(name, args):  # noqa: C901
    a = args[0]
    match name:
        case "abs":
            return abs(a)
        case "max" | "min":
            best = a
            for other in args[1:]:
                sign = _sign(_both(best, other, lambda p, q: p - q))
                best = other if (sign < 0) == (name == "max") and sign else best
            return best
        case "relu":
            return a if _sign(a) > 0 else Fraction(0)
        case "sign" | "heaviside":
            sign = _sign(a)
            if sign == 0:
                raise UndefinedError
            return Fraction(sign if name == "sign" else (sign + 1) // 2)
        case "floor":
            return _floor(a)
        case "ceil":
            return -_floor(-a)
        case "sqrt":
            return _exact_root(a) or _root(a, _sign(a), Fraction(1, 2))
        case "cbrt":
            return _root(a, _sign(a), Fraction(1, 3))
        case "log":
            if _sign(a) <= 0:
                raise UndefinedError
            return Fraction(0) if a == 1 else mpmath.log(number(a))
        case "factorial" | "gamma":
            return _factorial(a if name == "factorial" else a - 1, name)
        case "binom":
            return _binomial(*args)
        case "arcsin" | "arccos":
            if _sign(_both(abs(a), Fraction(1), lambda p, q: p - q)) > 0:
                raise UndefinedError
            return (mpmath.asin if name == "arcsin" else mpmath.acos)(number(a))
        case _:
            return SMOOTH[name](number(a))


def _exact_root(a):
    if isinstance(a, Fraction) and a >= 0:
        root = Fraction(int(mpmath.sqrt(a.numerator)), int(mpmath.sqrt(a.denominator)))
        if root * root == a:
            return root
    return None


def _factorial(a, name):
    if isinstance(a, Fraction) and a.denominator == 1 and 0 <= a <= 200:
        return Fraction(int(mpmath.factorial(int(a))))
    if name == "gamma" and not (isinstance(a, Fraction) and a.denominator == 1):
        return mpmath.gamma(number(a) + 1)
    raise UndefinedError


def _binomial(n, k):
    if not all(isinstance(item, Fraction) and item.denominator == 1 for item in (n, k)):
        raise UndefinedError
    return Fraction(int(mpmath.binomial(int(n), int(k)))) if 0 <= k <= n else Fraction(0)


def _small(function):
    def guarded(a):
        if abs(a) > 10**6:
            raise UndefinedError
        return function(a)

    return guarded


SMOOTH = {
    "exp": _small(mpmath.exp),
    "sin": _small(mpmath.sin),
    "cos": _small(mpmath.cos),
    "tan": _small(mpmath.tan),
    "tanh": _small(mpmath.tanh),
    "sinh": _small(mpmath.sinh),
    "cosh": _small(mpmath.cosh),
    "arctan": mpmath.atan,
    "erf": _small(mpmath.erf),
    "sigmoid": _small(lambda a: 1 / (1 + mpmath.exp(-a))),
    "softplus": _small(lambda a: mpmath.log1p(mpmath.exp(a))),
}


def differ(left, right) -> bool:
    """Return whether two values are surely different."""
    if isinstance(left, Fraction) and isinstance(right, Fraction):
        return left != right
    with mpmath.workdps(DIGITS):
        return _apart(number(left), number(right))


def _apart(a, b) -> bool:
    if not (mpmath.isfinite(a) and mpmath.isfinite(b)) or max(abs(a), abs(b)) > mpf(10) ** 1000:
        return False  # an exponent of so many digits is not known well enough
    return abs(a - b) > mpf(10) ** -25 * (1 + abs(a) + abs(b))


# Random expressions.

SETTING = Setting(
    (
        Variable("x", Domain()),
        Variable("y", Domain()),
        Variable("p", Domain(low=Num(Fraction(0)), text="positive")),
        Variable("q", Domain(low=Num(Fraction(0)), high=Num(Fraction(1)), text="(0, 1)")),
        Variable("n", Domain("integer", text="integer")),
        Variable("m", Domain("integer", low=Num(Fraction(0)), low_closed=True, text="non-negative integer")),
    )
)
UNARY = [
    *("exp", "log", "sqrt", "cbrt", "abs", "relu", "sign", "heaviside", "sin", "cos", "tan", "tanh", "sinh"),
    *("cosh", "arctan", "arcsin", "arccos", "sigmoid", "softplus", "floor", "ceil", "erf"),
    *("log", "sqrt", "abs", "relu", "sqrt", "abs"),
]
SPECIAL = [Fraction(k, 2) for k in range(-6, 7)] + [
    Fraction(0),
    Fraction(1),
    Fraction(-1),
    Fraction(7, 3),
    Fraction(-5, 7),
]


def num(item) -> Node:
    """Return a rational number as a tree."""
    item = Fraction(item)
    if item < 0:
        return Neg(num(-item))
    top, bottom = Num(Fraction(item.numerator)), Num(Fraction(item.denominator))
    return top if item.denominator == 1 else Div(top, bottom)


class Generator:
    """Random trees and random rewritings, some right and some wrong."""

    def __init__(self, rng: random.Random) -> None:
        self.rng = rng

    def leaf(self) -> Node:
        rng = self.rng
        if rng.random() < 0.7:
            return Sym(rng.choice("xxxxyyppqnm"))
        return rng.choice(
            [num(k) for k in (0, 1, 2, 3, -1, -2, Fraction(1, 2), Fraction(2, 3), 4, 8)] + [Const("pi"), Const("e")]
        )

    def exponent(self) -> Node:
        rng = self.rng
        literal = num(
            rng.choice(
                [
                    2,
                    2,
                    3,
                    -1,
                    -2,
                    0,
                    Fraction(1, 2),
                    Fraction(1, 3),
                    Fraction(2, 3),
                    Fraction(-1, 2),
                    Fraction(3, 2),
                    Fraction(1, 4),
                    Fraction(1, 6),
                    4,
                ]
            )
        )
        return rng.choice(
            [
                literal,
                literal,
                literal,
                Sym("n"),
                Sym("m"),
                Add((Sym("n"), num(1))),
                Mul((num(2), Sym("n"))),
                Add((Sym("m"), num(-1))),
                self.tree(1),
            ]
        )

    def tree(self, depth: int) -> Node:
        rng = self.rng
        if depth <= 0 or rng.random() < 0.1:
            return self.leaf()
        kind = rng.random()
        if kind < 0.22:
            return Add(tuple(self.tree(depth - 1) for _ in range(rng.choice([2, 2, 3]))))
        if kind < 0.42:
            return Mul(tuple(self.tree(depth - 1) for _ in range(2)))
        if kind < 0.50:
            return Div(self.tree(depth - 1), self.tree(depth - 1))
        if kind < 0.55:
            return Neg(self.tree(depth - 1))
        if kind < 0.68:
            return Pow(self.tree(depth - 1), self.exponent())
        if kind < 0.73:
            return Call(rng.choice(["max", "min"]), (self.tree(depth - 1), self.tree(depth - 1)))
        if kind < 0.76:
            condition = Relation(
                (rng.choice(["<", "<=", ">", "=", "!="]),), (self.tree(min(depth - 1, 1)), num(rng.choice([0, 1])))
            )
            return Cases(((self.tree(depth - 1), condition),), self.tree(depth - 1))
        if kind < 0.78:
            body = rng.choice(
                [
                    Sym("k"),
                    Pow(Sym("x"), Sym("k")),
                    Mul((Sym("k"), Sym("x"))),
                    Pow(num(2), Sym("k")),
                    Pow(Sym("k"), num(2)),
                    Div(Sym("k"), Sym("x")),
                    num(1),
                    Pow(num(-1), Sym("k")),
                    self.tree(1),
                ]
            )
            return Bind(
                rng.choice(["sum", "sum", "prod"]),
                body,
                "k",
                num(rng.choice([0, 1, 2])),
                rng.choice([Sym("m"), Sym("n"), num(3), Add((Sym("m"), num(1)))]),
            )
        if kind < 0.80:
            return Call("factorial", (Add((Sym(rng.choice("nm")), num(rng.choice([-1, 0, 1, 2])))),))
        if kind < 0.81:
            return Call("binom", (Sym("m"), rng.choice([Sym("n"), num(2), Add((Sym("n"), num(1)))])))
        return Call(rng.choice(UNARY), (self.tree(depth - 1),))

    def rewrite(self, node: Node) -> Node:
        """Return a tree that looks equal: rewritten somewhere by a rule that may be wrong."""
        rules = [rule for rule in RULES if self.rng.random() < 0.7]
        return self._rewritten(node, rules)

    def _rewritten(self, node: Node, rules) -> Node:
        from grader.language.tree import rebuild

        node = rebuild(node, lambda child: self._rewritten(child, rules))
        self.rng.shuffle(rules)
        for rule in rules:
            new = rule(node, self.rng)
            if new is not None and self.rng.random() < 0.75:
                return new
        return node

    def slopes(self, depth: int) -> tuple[Node, Node]:
        """Return two derivatives that look equal, one of them perhaps with another value at one place."""
        left = self.tree(depth)
        right = self.rewrite(left)
        pair = [Derivative(left, "x"), Derivative(right, "x")]
        if self.rng.random() < 0.4:
            place = Relation(("=",), (Sym("x"), num(self.rng.choice([0, 0, 1, -1]))))
            pair[1] = Cases(((self.rng.choice([num(1), num(0), Sym("y")]), place),), pair[1])
        self.rng.shuffle(pair)
        return pair[0], pair[1]

    def pair(self, depth: int) -> tuple[Node, Node]:
        left = self.tree(depth)
        right = self.rewrite(left)
        if self.rng.random() < 0.4:
            right = self.rewrite(right)
        if self.rng.random() < 0.25:
            right = self.mutate(right)
        if self.rng.random() < 0.5:
            left, right = right, left
        return left, right

    def mutate(self, node: Node) -> Node:
        from grader.language.tree import children, rebuild

        inner = list(children(node))
        if not inner or self.rng.random() < 0.2:
            return self.rng.choice(
                [Call("abs", (node,)), Neg(node), Add((node, num(0))), node if inner else self.leaf()]
            )
        target = self.rng.randrange(len(inner))
        count = iter(range(len(inner)))
        return rebuild(
            node,
            lambda child: self.mutate(child) if next(count) == target and not isinstance(child, Relation) else child,
        )


def _log_rules(node, rng):
    match node:
        case Call("log", (Mul(factors),)):
            return Add(tuple(Call("log", (f,)) for f in factors))
        case Call("log", (Pow(base, exponent),)):
            return Mul((exponent, Call("log", (base if rng.random() < 0.5 else Call("abs", (base,)),))))
        case Call("log", (Div(a, b),)):
            return Add((Call("log", (a,)), Neg(Call("log", (b,)))))
        case Call("exp", (Add(terms),)):
            return Mul(tuple(Call("exp", (t,)) for t in terms))
        case Call("exp", (Call("log", (a,)),)) | Call("log", (Call("exp", (a,)),)):
            return a
    return None


def _root_rules(node, rng):
    match node:
        case Call("sqrt", (Pow(base, Num(value)),)) if value == 2:
            return rng.choice([base, Call("abs", (base,))])
        case Call("sqrt", (a,)):
            return Pow(a, num(Fraction(1, 2)))
        case Call("cbrt", (a,)):
            return Pow(a, num(Fraction(1, 3)))
        case Pow(Pow(base, a), b):
            return Pow(base, Mul((a, b)))
        case Pow(Mul(factors), exponent):
            return Mul(tuple(Pow(f, exponent) for f in factors))
        case Pow(base, Num(value)) if value == 2:
            return Mul((base, base))
        case Pow(base, Add(terms)):
            return Mul(tuple(Pow(base, t) for t in terms))
        case Pow(base, exponent):
            return rng.choice(
                [
                    Call("exp", (Mul((exponent, Call("log", (base,)))),)),
                    Pow(Call("abs", (base,)), exponent),
                    Pow(Pow(base, num(2)), Div(exponent, num(2))),
                    Div(num(1), Pow(base, Neg(exponent))),
                ]
            )
    return None


def _sign_rules(node, rng):
    match node:
        case Call("abs", (a,)):
            return rng.choice(
                [
                    a,
                    Call("sqrt", (Pow(a, num(2)),)),
                    Mul((a, Call("sign", (a,)))),
                    Call("max", (a, Neg(a))),
                    Call("abs", (Neg(a),)),
                ]
            )
        case Call("relu", (a,)):
            return rng.choice(
                [
                    a,
                    Call("max", (a, num(0))),
                    Mul((a, Call("heaviside", (a,)))),
                    Div(Add((a, Call("abs", (a,)))), num(2)),
                ]
            )
        case Call("sign", (a,)):
            return rng.choice(
                [
                    Div(a, Call("abs", (a,))),
                    Neg(Call("sign", (Neg(a),))),
                    Add((Mul((num(2), Call("heaviside", (a,)))), num(-1))),
                ]
            )
        case Call("heaviside", (a,)):
            return Add((num(1), Neg(Call("heaviside", (Neg(a),)))))
        case Call("max", (a, b)):
            return rng.choice(
                [Add((a, Call("relu", (Add((b, Neg(a))),)))), Neg(Call("min", (Neg(a), Neg(b)))), Call("max", (b, a))]
            )
        case Call("floor", (a,)):
            return rng.choice([Neg(Call("ceil", (Neg(a),))), Add((Call("floor", (Add((a, num(1))),)), num(-1)))])
        case Cases(((value, Relation((op,), (a, b))),), otherwise):
            flip = {"<": ">=", ">=": "<", "<=": ">", ">": "<=", "=": "!=", "!=": "="}[op]
            return Cases(((otherwise, Relation((flip if rng.random() < 0.8 else ">",), (a, b))),), value)
    return None


def _smooth_rules(node, rng):
    match node:
        case Call("tanh", (a,)):
            return Add((Mul((num(2), Call("sigmoid", (Mul((num(2), a)),)))), num(-1)))
        case Call("sigmoid", (a,)):
            return rng.choice(
                [Add((num(1), Neg(Call("sigmoid", (Neg(a),))))), Div(num(1), Add((num(1), Call("exp", (Neg(a),)))))]
            )
        case Call("softplus", (a,)):
            return Add((a, Call("softplus", (Neg(a),))))
        case Call("sin", (a,)):
            half = Div(a, num(2))
            return rng.choice(
                [
                    Mul((num(2), Call("sin", (half,)), Call("cos", (half,)))),
                    Neg(Call("sin", (Neg(a),))),
                    Call("cos", (Add((Div(Const("pi"), num(2)), Neg(a))),)),
                ]
            )
        case Call("cos", (a,)):
            return Add((num(1), Neg(Mul((num(2), Pow(Call("sin", (Div(a, num(2)),)), num(2)))))))
        case Call("tan", (a,)):
            return Div(Call("sin", (a,)), Call("cos", (a,)))
        case Call("arctan", (a,)):
            return rng.choice(
                [
                    Neg(Call("arctan", (Neg(a),))),
                    Add((Div(Const("pi"), num(2)), Neg(Call("arctan", (Div(num(1), a),))))),
                ]
            )
        case Call("arccos", (a,)):
            return Add((Div(Const("pi"), num(2)), Neg(Call("arcsin", (a,)))))
        case Call("factorial", (a,)):
            return rng.choice(
                [
                    Mul((a, Call("factorial", (Add((a, num(-1))),)))),
                    Div(Call("factorial", (Add((a, num(1))),)), Add((a, num(1)))),
                ]
            )
        case Call("binom", (a, b)):
            return rng.choice(
                [
                    Call("binom", (a, Add((a, Neg(b))))),
                    Div(
                        Call("factorial", (a,)), Mul((Call("factorial", (b,)), Call("factorial", (Add((a, Neg(b))),))))
                    ),
                ]
            )
    return None


def _ring_rules(node, rng):
    match node:
        case Mul((a, Add(terms))) | Mul((Add(terms), a)):
            return Add(tuple(Mul((a, t)) for t in terms))
        case Div(Add(terms), b):
            return Add(tuple(Div(t, b) for t in terms))
        case Div(a, b):
            return rng.choice([Mul((a, Pow(b, num(-1)))), Div(Mul((a, b)), Mul((b, b)))])
        case Add(terms) | Mul(terms) if len(terms) > 1:
            shuffled = list(terms)
            rng.shuffle(shuffled)
            return type(node)(tuple(shuffled))
        case Bind("sum", body, var, low, high):
            first = low.value if isinstance(low, Num) else Fraction(0)
            from grader.language.tree import substitute

            start = substitute(body, {var: num(first)})
            return Add((start, Bind("sum", body, var, num(first + 1), high)))
    return None


RULES = [_log_rules, _root_rules, _sign_rules, _smooth_rules, _ring_rules]


def points(rng: random.Random, count: int) -> list[dict[str, Fraction]]:
    """Return points of the setting, many of them special."""

    def real():
        return rng.choice(SPECIAL) if rng.random() < 0.7 else Fraction(rng.randint(-400, 400), rng.randint(1, 97))

    found = []
    for _ in range(count):
        positive = next(v for v in iter(real, None) if v > 0)
        found.append(
            {
                "x": real(),
                "y": real(),
                "p": positive,
                "q": Fraction(rng.randint(1, 12), 13) if rng.random() < 0.5 else Fraction(1, 2),
                "n": Fraction(rng.randint(-4, 5)),
                "m": Fraction(rng.randint(0, 5)),
            }
        )
    return found


def refuted(left: Node, right: Node, rng: random.Random, count: int = 25) -> dict[str, Fraction] | None:
    """Return a point where both sides are defined and differ, if one is found."""
    for point in points(rng, count):
        a = value(left, point)
        b = None if a is None else value(right, point)
        if a is not None and b is not None and differ(a, b):
            return point
    return None
