"""A small reader for tests: Python's own syntax, with `^` for powers, becomes a tree."""

import ast
from fractions import Fraction

from grader.claims.statements import Setting
from grader.language.domains import Domain, Variable
from grader.language.functions import CONSTANTS, FUNCTIONS
from grader.language.tree import (
    Add,
    Call,
    Cases,
    Const,
    Derivative,
    Div,
    Logic,
    Mul,
    Neg,
    Num,
    Pow,
    Relation,
    Sym,
)

COMPARE = {ast.Lt: "<", ast.LtE: "<=", ast.Gt: ">", ast.GtE: ">=", ast.Eq: "=", ast.NotEq: "!="}


def tree(text):
    return _tree(ast.parse(text.replace("^", "**"), mode="eval").body)


def _tree(node):  # noqa: C901
    match node:
        case ast.Constant(value=value):
            return Num(Fraction(str(value)))
        case ast.Name(id=name):
            return Const(name) if name in CONSTANTS else Sym(name)
        case ast.UnaryOp(op=ast.USub(), operand=arg):
            return Neg(_tree(arg))
        case ast.UnaryOp(op=ast.Not(), operand=arg):
            return Logic("not", (_tree(arg),))
        case ast.BinOp(left=left, op=ast.Add(), right=right):
            return Add((_tree(left), _tree(right)))
        case ast.BinOp(left=left, op=ast.Sub(), right=right):
            return Add((_tree(left), Neg(_tree(right))))
        case ast.BinOp(left=left, op=ast.Mult(), right=right):
            return Mul((_tree(left), _tree(right)))
        case ast.BinOp(left=left, op=ast.Div(), right=right):
            return Div(_tree(left), _tree(right))
        case ast.BinOp(left=left, op=ast.Pow(), right=right):
            return Pow(_tree(left), _tree(right))
        case ast.Compare(left=left, ops=ops, comparators=rest):
            return Relation(tuple(COMPARE[type(op)] for op in ops), tuple(map(_tree, [left, *rest])))
        case ast.BoolOp(op=op, values=values):
            return Logic("and" if isinstance(op, ast.And) else "or", tuple(map(_tree, values)))
        case ast.IfExp(test=test, body=body, orelse=orelse):
            rest = None if isinstance(orelse, ast.Constant) and orelse.value is None else _tree(orelse)
            return Cases(((_tree(body), _tree(test)),), rest)
        case ast.Call(func=ast.Name(id="D"), args=[body, ast.Name(id=var)]):
            return Derivative(_tree(body), var)
        case ast.Call(func=ast.Name(id=name), args=args):
            assert name in FUNCTIONS, name
            return Call(name, tuple(map(_tree, args)))
    raise AssertionError(ast.dump(node))


ZERO = Num(Fraction(0))
DOMAINS = {
    "real": Domain(),
    "positive": Domain(low=ZERO, text="positive"),
    "negative": Domain(high=ZERO, text="negative"),
    "non-negative": Domain(low=ZERO, low_closed=True, text="non-negative"),
    "nonzero": Domain(nonzero=True, text="nonzero"),
    "integer": Domain(base="integer", text="integer"),
    "positive integer": Domain(base="integer", low=ZERO, text="positive integer"),
    "non-negative integer": Domain(base="integer", low=ZERO, low_closed=True, text="non-negative integer"),
    "size": Domain(base="size", text="size"),
    "complex": Domain(base="complex", text="complex"),
}


def domain(text):
    if text in DOMAINS:
        return DOMAINS[text]
    if text[0] == "{":
        return Domain(members=tuple(map(tree, text[1:-1].split(","))), text=text)
    low, high = map(str.strip, text[1:-1].split(","))
    ends = (None if low == "-oo" else tree(low), None if high == "oo" else tree(high))
    return Domain("real", *ends, text[0] == "[", text[-1] == "]", text=text)


def setting(variables, assume=(), conventions=None):
    """`x: real, n: size` and conditions as texts."""
    pairs = [] if not variables else [item.split(":") for item in variables.split(";")]
    named = tuple(Variable(name.strip(), domain(text.strip())) for name, text in pairs)
    conventions = {key: tree(value) for key, value in (conventions or {}).items()}
    return Setting(named, tuple(map(tree, assume)), conventions)
