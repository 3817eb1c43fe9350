"""Rewrites expressions and conditions so that they stay equal where they are declared.

A rewriting is equal as the contract means it: the same values wherever both sides are defined, and neither is
undefined on a part of the other's domain that has an interior. What a rule needs (`a > 0`) is read off the
declared domains by `is_positive`, which is meant to be plainly right rather than clever.
"""

from __future__ import annotations

from collections.abc import Callable

from grader.language.tree import (
    Add,
    Bind,
    Call,
    Cases,
    Const,
    Div,
    Logic,
    Mul,
    Neg,
    Node,
    Num,
    Pow,
    Relation,
    Sym,
    rebuild,
    symbols,
    walk,
)
from tests.benchmarks.building import (
    ONE,
    TWO,
    ZERO,
    World,
    call,
    expression,
    is_positive,
    is_total,
    minus,
    number,
    plus,
    times,
)

SMALL = 40  # nodes; what is larger is not rewritten further

# Rewritings. A rule returns an equal tree, or None where it does not apply.

Rule = Callable[[Node, World], Node | None]


def of_sums(node: Node, world: World) -> Node | None:
    match node:
        case Add(terms) if world.random.random() < 0.4:
            return Add(tuple(world.random.sample(terms, len(terms))))
        case Add((Div(a, b), Div(c, d))):
            return Div(plus(times(a, d), times(c, b)), times(b, d))
        case Add((first, *rest)):
            return Add((*rest, first))
        case Neg(Add(terms)):
            return Add(tuple(Neg(term) for term in terms))
    return None


def of_products(node: Node, world: World) -> Node | None:
    match node:
        case Mul((*before, Add(terms))):
            return Add(tuple(Mul((*before, term)) for term in terms))
        case Mul((Add(terms), *after)):
            return Add(tuple(Mul((term, *after)) for term in terms))
        case Mul(factors):
            return Mul(tuple(world.random.sample(factors, len(factors))))
        case Div(num, den):
            return world.random.choice((times(num, Pow(den, number(-1))), times(num, Div(ONE, den))))
        case Pow(base, Num(value)) if value.denominator == 1 and 2 <= value <= 4:
            return times(base, Pow(base, number(value - 1))) if value > 2 else times(base, base)
    return None


def of_squares(node: Node, world: World) -> Node | None:
    match node:
        case Pow(Add((a, b)), Num(value)) if value == 2:
            return plus(Pow(a, TWO), times(TWO, a, b), Pow(b, TWO))
        case Add((Pow(a, Num(two)), Neg(Pow(b, Num(also))))) if two == also == 2:
            return times(minus(a, b), plus(a, b))
        case Call("sqrt", (Pow(a, Num(value)),)) if value == 2:
            return call("abs", a)
        case Call("abs", (a,)):
            return world.random.choice((call("sqrt", Pow(a, TWO)), call("max", a, Neg(a)), _by_relu(a), _by_cases(a)))
    return None


def _by_relu(a: Node) -> Node:
    return plus(call("relu", a), call("relu", Neg(a)))


def _by_cases(a: Node) -> Node:
    return Cases(((a, Relation((">",), (a, ZERO))),), Neg(a))


def of_logarithms(node: Node, world: World) -> Node | None:
    match node:
        case Call("log", (Mul(factors),)) if all(is_positive(factor, world) for factor in factors):
            return Add(tuple(call("log", factor) for factor in factors))
        case Call("log", (Div(a, b),)) if is_positive(a, world) and is_positive(b, world):
            return minus(call("log", a), call("log", b))
        case Call("log", (Pow(a, exp),)) if is_positive(a, world):
            return times(exp, call("log", a))
        case Call("log", (Pow(a, Num(value)),)) if value in {2, 4}:
            return times(number(value), call("log", call("abs", a)))
        case Call("log", (Call("exp", (a,)),)):
            return a
        case Call("log", (Call("sqrt", (a,)),)):
            return Div(call("log", a), TWO)
    return None


def of_exponentials(node: Node, world: World) -> Node | None:
    match node:
        case Call("exp", (Add(terms),)):
            return Mul(tuple(call("exp", term) for term in terms))
        case Call("exp", (Neg(a),)):
            return Div(ONE, call("exp", a))
        case Mul((Call("exp", (a,)), Call("exp", (b,)))):
            return call("exp", plus(a, b))
        case Call("exp", (a,)):
            return Pow(call("exp", Div(a, TWO)), TWO)
        case Call("sqrt", (Mul((a, b)),)) if is_positive(a, world):
            return times(call("sqrt", a), call("sqrt", b))
        case Call("sqrt", (a,)):
            return Pow(a, Div(ONE, TWO))
        case Call("cbrt", (a,)):
            return Neg(call("cbrt", Neg(a)))
    return None


def of_angles(node: Node, world: World) -> Node | None:
    match node:
        case Pow(Call("sin", (a,)), Num(value)) if value == 2:
            return world.random.choice(
                (
                    minus(ONE, Pow(call("cos", a), TWO)),
                    Div(minus(ONE, call("cos", times(TWO, a))), TWO),
                )
            )
        case Call("sin", (Add((a, b)),)):
            return plus(times(call("sin", a), call("cos", b)), times(call("cos", a), call("sin", b)))
        case Call("cos", (Add((a, b)),)):
            return minus(times(call("cos", a), call("cos", b)), times(call("sin", a), call("sin", b)))
        case Call("sin", (a,)):
            return times(TWO, call("sin", Div(a, TWO)), call("cos", Div(a, TWO)))
        case Call("cos", (a,)):
            return minus(ONE, times(TWO, Pow(call("sin", Div(a, TWO)), TWO)))
        case Call("tan", (a,)):
            return Div(call("sin", a), call("cos", a))
        case Call("arctan", (a,)):
            return world.random.choice(
                (Neg(call("arctan", Neg(a))), call("arcsin", Div(a, call("sqrt", plus(ONE, Pow(a, TWO))))))
            )
        case Call("arcsin", (a,)):
            return minus(Div(Const("pi"), TWO), call("arccos", a))
    return None


def of_hyperbolic(node: Node, world: World) -> Node | None:
    match node:
        case Call("tanh", (a,)):
            double = call("exp", times(TWO, a))
            return world.random.choice(
                (
                    Div(minus(double, ONE), plus(double, ONE)),
                    minus(times(TWO, call("sigmoid", times(TWO, a))), ONE),
                    Div(call("sinh", a), call("cosh", a)),
                )
            )
        case Call("cosh", (a,)):
            return Div(plus(call("exp", a), call("exp", Neg(a))), TWO)
        case Call("sinh", (a,)):
            return Div(minus(call("exp", a), call("exp", Neg(a))), TWO)
        case Call("arsinh", (a,)):
            return call("log", plus(a, call("sqrt", plus(Pow(a, TWO), ONE))))
        case Call("artanh", (a,)):
            return Div(call("log", Div(plus(ONE, a), minus(ONE, a))), TWO)
        case Pow(Call("cosh", (a,)), Num(value)) if value == 2:
            return plus(ONE, Pow(call("sinh", a), TWO))
    return None


def of_units(node: Node, world: World) -> Node | None:
    match node:
        case Call("relu", (a,)):
            return world.random.choice(
                (
                    Div(plus(a, call("abs", a)), TWO),
                    call("max", ZERO, a),
                    plus(a, call("relu", Neg(a))),
                    Cases(((a, Relation((">",), (a, ZERO))),), ZERO),
                )
            )
        case Call("max", (a, b)):
            return world.random.choice(
                (
                    plus(b, call("relu", minus(a, b))),
                    Div(plus(a, b, call("abs", minus(a, b))), TWO),
                    Neg(call("min", Neg(a), Neg(b))),
                )
            )
        case Call("min", (a, b)):
            return world.random.choice((minus(plus(a, b), call("max", a, b)), minus(a, call("relu", minus(a, b)))))
        case Call("sigmoid", (a,)):
            return world.random.choice(
                (
                    Div(ONE, plus(ONE, call("exp", Neg(a)))),
                    minus(ONE, call("sigmoid", Neg(a))),
                    Div(plus(ONE, call("tanh", Div(a, TWO))), TWO),
                )
            )
        case Call("softplus", (a,)):
            return world.random.choice((plus(a, call("softplus", Neg(a))), call("log", plus(ONE, call("exp", a)))))
        case Call("silu", (a,)):
            return times(a, call("sigmoid", a))
        case Call("floor", (a,)):
            return world.random.choice((minus(call("floor", plus(a, TWO)), TWO), Neg(call("ceil", Neg(a)))))
    return None


def of_bounds(node: Node, world: World) -> Node | None:
    match node:
        case Bind("sum", body, var, low, high) if low is not None and high is not None:
            match world.random.randrange(3):
                case 0:
                    shifted = _put(body, var, plus(Sym("j"), ONE))
                    return Bind("sum", shifted, "j", minus(low, ONE), minus(high, ONE))
                case 1:
                    return plus(Bind("sum", body, var, low, minus(high, ONE)), _put(body, var, high))
                case _:
                    return Bind("sum", _put(body, var, minus(plus(low, high), Sym("j"))), "j", low, high)
        case Cases(((a, Relation(("<",), (u, v))),), b):
            return Cases(((b, Relation((">=",), (u, v))),), a) if b is not None else None
    return None


def of_anything(node: Node, world: World) -> Node | None:
    """Rules that fit every tree."""
    t = expression(world, 1)
    match world.random.randrange(8):
        case 0 if is_total(t):
            return minus(plus(node, t), t)
        case 1 if is_positive(t, world) and is_total(t):
            return Div(times(node, t), t)
        case 2 if is_positive(node, world):
            return call("exp", call("log", node))
        case 3:
            return call("log", call("exp", node))
        case 4 if is_positive(node, world):
            return call("sqrt", Pow(node, TWO))
        case 5:
            return Neg(Neg(node))
        case 6:
            return minus(call("relu", node), call("relu", Neg(node)))
        case 7 if is_total(t):
            return Cases(((node, Relation((">",), (t, ZERO))),), node)
    return None


RULES: tuple[Rule, ...] = (
    *(of_sums, of_products, of_squares, of_logarithms, of_exponentials, of_angles, of_hyperbolic, of_units),
    *(of_bounds, of_anything),
)


def _put(node: Node, name: str, new: Node) -> Node:
    if node == Sym(name):
        return new
    if isinstance(node, Bind) and node.var == name:
        return node
    return rebuild(node, lambda inner: _put(inner, name, new))


def somewhere(node: Node, world: World, change: Callable[[Node], Node | None]) -> Node | None:
    """Return the tree with one subtree changed, or None where none can be; subtrees are tried in random order.

    Exponents stay as they are: whether one is a literal fraction decides where a power is defined.
    """
    kept = {id(part) for power in walk(node) if isinstance(power, Pow) for part in walk(power.exp)}
    places = [place for place in walk(node) if not isinstance(place, (Relation, Logic)) and id(place) not in kept]
    for place in world.random.sample(places, len(places)):
        bound = symbols(place) - world.domains.keys()
        if bound:
            continue
        new = change(place)
        if new is not None and new != place:
            return _replaced(node, place, new)
    return None


def _replaced(node: Node, old: Node, new: Node) -> Node:
    if node is old:
        return new
    return rebuild(node, lambda inner: _replaced(inner, old, new))


def rewritten(node: Node, world: World, steps: int) -> Node:
    """Return an equal tree after at most so many steps."""
    for _ in range(steps):
        if sum(1 for _ in walk(node)) > SMALL:
            break
        rules = world.random.sample(RULES, len(RULES))
        rule = next((found for found in rules if somewhere(node, world, lambda p, f=found: f(p, world))), None)
        if rule is None:
            break
        node = somewhere(node, world, lambda p, f=rule: f(p, world)) or node
    return node


OPPOSITE = {"<": ">", "<=": ">=", ">": "<", ">=": "<=", "=": "=", "!=": "!="}


def same_condition(node: Relation, world: World, steps: int) -> Node:
    """Return a condition with the same solutions."""
    for _ in range(steps):
        (op,), (a, b) = node.ops, node.operands
        t = expression(world, 1)
        match world.random.randrange(6):
            case 0 if is_total(t):
                node = Relation((op,), (plus(a, t), plus(b, t)))
            case 1 if is_total(t) and is_positive(t, world):
                node = Relation((op,), (times(a, t), times(t, b)))
            case 2:
                node = Relation((OPPOSITE[op],), (Neg(a), Neg(b)))
            case 3:
                node = Relation((OPPOSITE[op],), (b, a))
            case 4:
                node = Relation((op,), (minus(a, b), ZERO))
            case 5:
                node = Relation((op,), (call("exp", a), call("exp", b)))
    return node
