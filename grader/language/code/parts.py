"""The part of Python that is read: kinds of nodes, what stands for libraries, and what everything else is called."""

from __future__ import annotations

import ast
from collections.abc import Mapping

from grader.wording import unreadable_code

# Kinds of nodes that are read.
STATEMENTS: tuple[type[ast.AST], ...] = (
    ast.Assign,
    ast.AugAssign,
    ast.AnnAssign,
    ast.Return,
    ast.Expr,
    ast.If,
    ast.For,
    ast.With,
    ast.Pass,
    ast.Break,
    ast.Continue,
    ast.FunctionDef,
    ast.ClassDef,
    ast.Assert,
    ast.Import,
    ast.ImportFrom,
)
EXPRESSIONS: tuple[type[ast.AST], ...] = (
    ast.Constant,
    ast.Name,
    ast.Attribute,
    ast.Subscript,
    ast.Slice,
    ast.Call,
    ast.UnaryOp,
    ast.BinOp,
    ast.BoolOp,
    ast.Compare,
    ast.IfExp,
    ast.Tuple,
    ast.List,
    ast.ListComp,
    ast.GeneratorExp,
)
INNER: tuple[type[ast.AST], ...] = (
    ast.arguments,
    ast.arg,
    ast.keyword,
    ast.alias,
    ast.withitem,
    ast.comprehension,
    ast.operator,
    ast.unaryop,
    ast.boolop,
    ast.cmpop,
    ast.expr_context,
)

# What else Python has, in words.
UNREAD: Mapping[str, str] = {
    "While": unreadable_code.LOOP,
    "Lambda": unreadable_code.A_LAMBDA,
    "Global": "`global`",
    "Nonlocal": "`nonlocal`",
    "NamedExpr": "`:=`",
    "JoinedStr": "an f-string",
    "Try": "`try`",
    "TryStar": "`try`",
    "Raise": "`raise`",
    "Delete": "`del`",
    "Dict": unreadable_code.DICTIONARY,
    "Set": unreadable_code.SET,
    "DictComp": unreadable_code.COMPREHENSION_DICTIONARY,
    "SetComp": unreadable_code.COMPREHENSION_SET,
    "Await": "`await`",
    "Yield": "`yield`",
    "YieldFrom": "`yield`",
    "Starred": unreadable_code.BEFORE_VALUE,
    "Match": "`match`",
    "AsyncFunctionDef": "`async`",
    "AsyncFor": "`async`",
    "AsyncWith": "`async`",
    "ImportFrom": "this import",
    "Import": "this import",
    "With": "`with`",
}

# Libraries by the names that they go by; the values are what `grader.evidence.families.code` calls them.
LIBRARIES: Mapping[str, str] = {
    "torch": "torch",
    "np": "numpy",
    "numpy": "numpy",
    "F": "torch.nn.functional",
    "nn": "torch.nn",
    "math": "math",
}
IMPORTED: Mapping[str, tuple[str, ...]] = {  # modules, with the names that they may be imported as
    "torch": ("torch",),
    "torch.nn": ("nn",),
    "torch.nn.functional": ("F",),
    "numpy": ("np", "numpy"),
    "math": ("math",),
}
FROM: Mapping[str, tuple[str, ...]] = {"torch": ("nn", "Tensor"), "torch.nn": ("functional", "Module")}

# Python's own functions that are read, and names of types that stand in annotations and calls.
BUILTINS = frozenset(
    [
        "len",
        "range",
        "sum",
        "max",
        "min",
        "abs",
        "float",
        "int",
        "bool",
        "list",
        "tuple",
        "zip",
        "enumerate",
        "isinstance",
        "slice",
        "Ellipsis",
        "super",
        "reversed",
    ]
)
CONTEXTS = frozenset({"torch.no_grad", "torch.inference_mode"})
