"""Trees of entries as they are made: what is plain is worked out, so that equal things look equal."""

from __future__ import annotations

from fractions import Fraction

from grader.evidence.trees.build import OPPOSITE, number_tree, sum_of
from grader.language.tree import (
    ONE,
    ZERO,
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
    RelationOp,
    Sym,
    children,
    substitute,
)

TRUE, FALSE = Const("true"), Const("false")
MAX_POWER = 64  # of a number that is worked out
INDEX = "at[{}]"  # what is bound by folds, by how many stand in each other; no text can spell it


def literal(node: Node) -> Fraction | None:
    """Return the number that a tree writes out, None for any other tree."""
    match node:
        case Num(value):
            return value
        case Neg(Num(value)):
            return -value
        case Div(top, Num(bottom)) if bottom and (inner := literal(top)) is not None:
            return inner / bottom
        case _:
            return None


def add(left: Node, right: Node) -> Node:
    """Return a sum."""
    first, second = literal(left), literal(right)
    if first is not None and second is not None:
        return number_tree(first + second)
    if first == 0:
        return right
    if second == 0:
        return left
    return Add((*_terms(left), *_terms(right)))


def _terms(node: Node) -> tuple[Node, ...]:
    return node.terms if isinstance(node, Add) else (node,)


def neg(node: Node) -> Node:
    """Return the opposite."""
    value = literal(node)
    if value is not None:
        return number_tree(-value)
    return node.arg if isinstance(node, Neg) else Neg(node)


def mul(left: Node, right: Node) -> Node:
    """Return a product; 0 times what may have no value is kept as it is."""
    first, second = literal(left), literal(right)
    if first is not None and second is not None:
        return number_tree(first * second)
    if first == 1:
        return right
    if second == 1:
        return left
    return Mul((left, right))


def div(left: Node, right: Node) -> Node:
    """Return a quotient."""
    first, second = literal(left), literal(right)
    if first is not None and second:
        return number_tree(first / second)
    return left if second == 1 else Div(left, right)


def power(base: Node, exponent: Node) -> Node:
    """Return a power; roots as such."""
    value, inner = literal(exponent), literal(base)
    if value == 1:
        return base
    if value == Fraction(1, 2):
        return Call("sqrt", (base,))
    if value == Fraction(-1, 2):
        return Div(ONE, Call("sqrt", (base,)))
    if value is not None and value.denominator == 1 and value < 0:
        return div(ONE, power(base, number_tree(-value)))
    if inner is not None and value is not None and value.denominator == 1 and abs(value) <= MAX_POWER:
        return number_tree(inner ** int(value))
    return Pow(base, exponent)


def shifted(place: Node, by: int, step: int) -> Node:
    """Return an index times a step, plus a number, in its normal form where it is linear."""
    if step != 1:
        place = Mul((number_tree(step), place))
    return linear(Add((place, number_tree(by))) if by else place)


Parts = dict[Node | None, Fraction]  # coefficients of what is not linear itself; the number stands under None


def parts_of(node: Node) -> Parts:
    """Return a tree as a sum of rational multiples of trees."""
    match node:
        case Num(value):
            return {None: value}
        case Neg(arg):
            return _scaled(parts_of(arg), Fraction(-1))
        case Add(terms):
            total: Parts = {}
            for term in terms:
                for part, value in parts_of(term).items():
                    total[part] = total.get(part, Fraction(0)) + value
            return {part: value for part, value in total.items() if value}
        case Mul((first, second)) if (factor := literal(first)) is not None:
            return _scaled(parts_of(second), factor)
        case _:
            return {node: Fraction(1)}


def _scaled(parts: Parts, factor: Fraction) -> Parts:
    return {part: value * factor for part, value in parts.items()} if factor else {}


def linear(node: Node) -> Node:
    """Return a sum of multiples of trees in its normal form: the trees in an order of their own, then the number."""
    return written(parts_of(node))


def written(parts: Parts) -> Node:
    """Return the tree of a sum of multiples."""
    named = sorted(
        ((repr(part), part, value) for part, value in parts.items() if part is not None), key=lambda one: one[0]
    )
    terms = [_multiple(part, value) for _, part, value in named]
    if parts.get(None) or not terms:
        terms.append(number_tree(parts.get(None, Fraction(0))))
    return sum_of(terms)


def _multiple(node: Node, value: Fraction) -> Node:
    if abs(value) != 1:
        node = Mul((number_tree(abs(value)), node))
    return Neg(node) if value < 0 else node


def compare(sign: RelationOp, left: Node, right: Node) -> Node:
    """Return a comparison, decided where both sides are numbers or the same tree."""
    if left == right and not _may_be_undefined(left):
        return TRUE if sign in {"=", "<=", ">="} else FALSE
    first, second = literal(left), literal(right)
    if first is not None and second is not None:
        holds = {"=": first == second, "!=": first != second, "<": first < second, "<=": first <= second}
        holds |= {">": first > second, ">=": first >= second}
        return TRUE if holds[sign] else FALSE
    if sign in {"!=", ">=", "<="}:
        return negated(compare(OPPOSITE[sign], left, right))
    if sign == "<":
        return compare(">", right, left)
    return Relation((sign,), _in_order(left, right) if sign == "=" else (left, right))


def _in_order(left: Node, right: Node) -> tuple[Node, Node]:
    """Return an equation with all on one side, the first coefficient positive."""
    parts = parts_of(Add((left, Neg(right))))
    lead = min((part for part in parts if part is not None), key=repr, default=None)
    return written(parts if parts.get(lead, Fraction(1)) > 0 else _scaled(parts, Fraction(-1))), ZERO


def _may_be_undefined(node: Node) -> bool:
    return isinstance(node, Div | Call | Pow) or any(map(_may_be_undefined, children(node)))


def negated(condition: Node) -> Node:
    """Return the opposite of a condition."""
    match condition:
        case Const("true"):
            return FALSE
        case Const("false"):
            return TRUE
        case Logic("not", (inner,)):
            return inner
        case _:
            return Logic("not", (condition,))


def logic(name: str, args: tuple[Node, ...]) -> Node:
    """Return a truth value of truth values."""
    if name == "not":
        return negated(args[0])
    idle, final = (TRUE, FALSE) if name == "and" else (FALSE, TRUE)
    kept = tuple(dict.fromkeys(arg for arg in args if arg != idle))
    if final in kept:
        return final
    if len(kept) < 2:
        return kept[0] if kept else idle
    return Logic("and" if name == "and" else "or", kept)


def choose(condition: Node, first: Node, second: Node) -> Node:
    """Return the first number where a condition holds, else the second one."""
    if condition == TRUE or first == second:
        return first
    if condition == FALSE:
        return second
    match second:
        case Cases(((_, same),), other) if same == condition and other is not None:
            second = other
    if isinstance(condition, Logic) and condition.op == "not":
        return choose(condition.args[0], second, first)
    return Cases(((first, condition),), second)


def height(node: Node) -> int:
    """Return how many folds stand in each other."""
    inner = max(map(height, children(node)), default=0)
    return inner + 1 if isinstance(node, Bind) else inner


def bind(kind: str, body: Node, name: str, size: Node) -> Node:
    """Return a fold over 1, …, size; the index gets a name that does not depend on what was computed before."""
    final = INDEX.format(height(body) + 1)
    body = substitute(body, {name: Sym(final)})
    if kind == "sum":
        return Bind("sum", body, final, ONE, size)
    return Bind("prod" if kind == "prod" else "max" if kind == "max" else "min", body, final, ONE, size)


def risk(node: Node) -> Node | None:
    """Return a tree that has a value just where a node has one, given its parts; None where it always has."""
    match node:
        case Div(_, den):
            return Div(ONE, den)
        case Call("log" | "sqrt") | Pow():
            return node
        case _:
            return None
