"""Functions and constants that SymPy and our language both know, by both names.

Only what means the same wherever both have a value stands here; what needs a condition is in `from_sympy`.
"""

from __future__ import annotations

FUNCTIONS = {  # the name of SymPy's class: ours
    "sin": "sin",
    "cos": "cos",
    "tan": "tan",
    "cot": "cot",
    "sec": "sec",
    "csc": "csc",
    "asin": "arcsin",
    "acos": "arccos",
    "atan": "arctan",
    "sinh": "sinh",
    "cosh": "cosh",
    "tanh": "tanh",
    "coth": "coth",
    "sech": "sech",
    "csch": "csch",
    "asinh": "arsinh",
    "acosh": "arcosh",
    "atanh": "artanh",
    "exp": "exp",
    "log": "log",
    "Abs": "abs",
    "sign": "sign",
    "floor": "floor",
    "ceiling": "ceil",
    "Max": "max",
    "Min": "min",
    "Mod": "mod",
    "erf": "erf",
    "erfc": "erfc",
    "erfi": "erfi",
    "gamma": "gamma",
    "digamma": "digamma",
    "re": "re",
    "im": "im",
    "conjugate": "conj",
    "arg": "arg",
    "Trace": "tr",
    "Determinant": "det",
    "Inverse": "inv",
}
CONSTANTS = {"Pi": "pi", "Exp1": "e", "Infinity": "oo", "true": "true", "false": "false"}
RESERVED = frozenset(CONSTANTS.values()) | {"i"}  # a symbol of this name would be read as the constant
