"""A second evaluator for tests: fractions where possible, else 40 digits; three-valued where digits do not tell."""

from fractions import Fraction

import mpmath

from grader.language.tree import Add, Call, Cases, Const, Div, Mul, Neg, Num, Pow, Relation, Sym

mpmath.mp.dps = 40
TINY = mpmath.mpf(10) ** -30


class UndefinedError(Exception):
    pass


class LeftOutError(Exception):
    pass


class UnsureError(Exception):
    pass


def is_defined(node, env):
    """True, False, or None where digits do not tell or a convention decides."""
    try:
        value(node, env)
    except UndefinedError:
        return False
    except (UnsureError, LeftOutError):
        return None
    return True


def sign(number):
    if isinstance(number, Fraction):
        return (number > 0) - (number < 0)
    if abs(number) < TINY:
        raise UnsureError
    return 1 if number > 0 else -1


def real(number):
    return mpmath.mpf(number.numerator) / number.denominator if isinstance(number, Fraction) else number


def value(node, env):  # noqa: C901
    match node:
        case Num(value=number):
            return number
        case Sym(name=name):
            return env[name]
        case Const(name="e"):
            return +mpmath.e
        case Neg(arg=arg):
            return -value(arg, env)
        case Add(terms=terms):
            return total([value(term, env) for term in terms])
        case Mul(factors=factors):
            out = Fraction(1)
            for factor in [value(factor, env) for factor in factors]:
                out = joined(out, factor, lambda a, b: a * b)
            return out
        case Div(num=num, den=den):
            above, below = value(num, env), value(den, env)
            if sign(below) == 0:
                raise UndefinedError
            return joined(above, below, lambda a, b: a / b)
        case Pow(base=base, exp=exp):
            return power(value(base, env), value(exp, env))
        case Call(name=name, args=args):
            return call(name, [value(arg, env) for arg in args])
        case Cases(branches=((then, Relation(ops=(op,), operands=(left, right))),), otherwise=otherwise):
            s = sign(total([value(left, env), -value(right, env)]))
            holds = {"<": s < 0, "<=": s <= 0, ">": s > 0, ">=": s >= 0}[op]
            return value(then if holds else otherwise, env)
    raise AssertionError(node)


def joined(a, b, operation):
    if isinstance(a, Fraction) and isinstance(b, Fraction):
        return operation(a, b)
    return operation(real(a), real(b))


def total(numbers):
    out = Fraction(0)
    for number in numbers:
        out = joined(out, number, lambda a, b: a + b)
    return out


def power(base, exp):
    assert isinstance(exp, Fraction)
    if exp == 0:
        return Fraction(1)
    s = sign(base)
    if s == 0 and exp < 0:
        raise UndefinedError
    if exp.denominator == 1:
        return base ** int(exp)
    if s < 0 and exp.denominator % 2 == 0:
        raise UndefinedError
    if s == 0:
        return Fraction(0)
    size = mpmath.power(abs(real(base)), real(exp))
    return -size if s < 0 and exp.numerator % 2 else size


def call(name, args):  # noqa: C901
    u = args[0]
    match name:
        case "log":
            if sign(u) <= 0:
                raise UndefinedError
            return Fraction(0) if u == 1 else mpmath.log(real(u))
        case "sqrt":
            return power(u, Fraction(1, 2))
        case "exp":
            return Fraction(1) if u == 0 else mpmath.exp(min(real(u), 1000))
        case "abs":
            return abs(u)
        case "relu":
            return u if sign(u) > 0 else Fraction(0)
        case "max":
            return u if sign(total([u, -args[1]])) >= 0 else args[1]
        case "sign" | "heaviside":
            s = sign(u)
            if s == 0:
                raise LeftOutError
            return Fraction(s if name == "sign" else (s + 1) // 2)
        case "arcsin":
            if sign(total([Fraction(1), -abs(u)])) < 0:
                raise UndefinedError
            return Fraction(0) if u == 0 else mpmath.asin(real(u))
        case "artanh":
            if sign(total([Fraction(1), -abs(u)])) <= 0:
                raise UndefinedError
            return Fraction(0) if u == 0 else mpmath.atanh(real(u))
        case "sin":
            return Fraction(0) if u == 0 else mpmath.sin(real(u))
        case "cos":
            return Fraction(1) if u == 0 else mpmath.cos(real(u))
        case "tanh":
            return Fraction(0) if u == 0 else mpmath.tanh(real(u))
    raise AssertionError(name)
