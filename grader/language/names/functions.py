"""The known functions and constants, by canonical name: how many arguments they take, and how else they are written.

One table for parser, printers and evidence. What a function means is said in `docs/reference.md` and decided in
`grader.evidence`; here are only names.
"""

from __future__ import annotations

from grader.records import dataclass


@dataclass(frozen=True, slots=True)
class Known:
    """A known function: `least` to `most` arguments (None: any number); `arrays`: takes or gives arrays."""

    least: int
    most: int | None
    spellings: tuple[str, ...] = ()
    arrays: bool = False


FUNCTIONS: dict[str, Known] = {
    "sqrt": Known(1, 1),
    "root": Known(2, 2),
    "cbrt": Known(1, 1),
    "exp": Known(1, 1),
    "log": Known(1, 2, ("ln",)),  # with two arguments the second is the base; log2, log10, lg are written so
    "sin": Known(1, 1, ("sen",)),
    "cos": Known(1, 1),
    "tan": Known(1, 1, ("tg",)),
    "cot": Known(1, 1, ("ctg", "cotg")),
    "sec": Known(1, 1),
    "csc": Known(1, 1, ("cosec",)),
    "arcsin": Known(1, 1, ("asin", "arcsen")),
    "arccos": Known(1, 1, ("acos",)),
    "arctan": Known(1, 1, ("atan", "arctg")),
    "arccot": Known(1, 1, ("acot",)),
    "sinh": Known(1, 1, ("senh",)),
    "cosh": Known(1, 1),
    "tanh": Known(1, 1),
    "coth": Known(1, 1),
    "sech": Known(1, 1),
    "csch": Known(1, 1, ("cosech",)),
    "arsinh": Known(1, 1, ("asinh", "arcsinh")),
    "arcosh": Known(1, 1, ("acosh", "arccosh")),
    "artanh": Known(1, 1, ("atanh", "arctanh")),
    "abs": Known(1, 1, ("Abs",)),
    "sign": Known(1, 1, ("sgn",)),
    "floor": Known(1, 1),
    "ceil": Known(1, 1, ("ceiling",)),
    "mod": Known(2, 2),
    "max": Known(1, None, ("Max",), arrays=True),
    "min": Known(1, None, ("Min",), arrays=True),
    "relu": Known(1, 1, ("ReLU",)),
    "leaky_relu": Known(1, 2, ("LeakyReLU", "leakyrelu", "lrelu")),
    "sigmoid": Known(1, 1, ("logistic", "expit")),
    "logit": Known(1, 1),
    "softplus": Known(1, 1),
    "gelu": Known(1, 1, ("GELU",)),
    "silu": Known(1, 1, ("SiLU", "swish")),
    "mish": Known(1, 1, ("Mish",)),
    "elu": Known(1, 1, ("ELU",)),
    "hardtanh": Known(1, 1),
    "softsign": Known(1, 1, ("Softsign",)),
    "hardswish": Known(1, 1, ("Hardswish", "HardSwish", "hard_swish")),
    "heaviside": Known(1, 1, ("Heaviside", "step")),  # and `H` where it is not a declared symbol
    "erf": Known(1, 1),
    "erfc": Known(1, 1),
    "erfi": Known(1, 1),  # the imaginary error function
    "lambertw": Known(1, 1, ("LambertW", "lambertW")),  # the principal branch
    "gamma": Known(1, 1, ("Gamma",)),  # the Greek letter is the symbol; `\Gamma(x)` is the function
    "digamma": Known(1, 1),  # the derivative of log gamma; and `\psi(x)` where psi is not declared
    "factorial": Known(1, 1),
    "double_factorial": Known(1, 1),
    "binom": Known(2, 2, ("binomial", "comb", "choose", "C")),
    "gcd": Known(2, None),
    "lcm": Known(2, None),
    "re": Known(1, 1, ("Re",)),
    "im": Known(1, 1, ("Im",)),
    "conj": Known(1, 1, ("conjugate",)),
    "arg": Known(1, 1),
    "norm": Known(1, 2, arrays=True),  # the second argument is the order: norm(x, 1); 2 where it is left out
    "softmax": Known(1, 1, arrays=True),
    "logsumexp": Known(1, 1, ("lse", "LSE"), arrays=True),
    "diag": Known(1, 1, ("Diag",), arrays=True),
    "tr": Known(1, 1, ("trace", "Tr"), arrays=True),
    "det": Known(1, 1, arrays=True),
    "inv": Known(1, 1, ("inverse",), arrays=True),
    "ones": Known(
        1, 2, arrays=True
    ),  # an array of ones with these sizes; `ones` by itself takes its size from around it
    "zeros": Known(1, 2, arrays=True),
    "eye": Known(1, 1, arrays=True),  # the identity matrix, as `I_n`
    "cross": Known(2, 2, arrays=True),  # what `×` is between arrays: of vectors with 3 entries
    "grad": Known(2, 2, arrays=True),
    "kinks": Known(1, 1),  # of a whole function: how many points there are where it has no derivative
    "convex": Known(1, 1),  # of a whole function; a condition
    "Theta": Known(1, 1),  # growth classes
    "O": Known(1, 1),
    "Omega": Known(1, 1),
    "o": Known(1, 1),
    "omega": Known(1, 1),
}

# Names of functions that are not known here: no products of letters.
UNKNOWN_FUNCTIONS = frozenset(
    {"cis", "covers", "exsec", "haversin", "hav", "sinc", "vers", "versin", "celu", "selu", "prelu", "rrelu"}
)

# Two letters that name a function in some book: integrals, elliptic and hyperbolic functions, logarithms, ranks.
TWO_LETTER_FUNCTIONS = frozenset(
    {"ai", "am", "ar", "bi", "ch", "ci", "cn", "cs", "ei", "gd", "gr", "id", "im", "lb", "li", "nd", "ns", "nc", "pr"}
    | {"ex", "ie", "re", "rg", "rk", "sc", "sd", "sh", "si", "sn", "th", "cl", "eo", "st", "wp", "rt"}
)

PREDICATES = frozenset({"convex"})  # calls that are conditions, not numbers
WHOLE = frozenset({"kinks", "convex"})  # what they say is of a function as a whole, not of its value at a point

CONSTANTS: dict[str, tuple[str, ...]] = {
    "pi": ("π",),
    "e": (),
    "i": ("imath",),
    "oo": ("inf", "infty", "infinity", "∞"),
    "true": ("True",),
    "false": ("False",),
    "emptyset": ("∅",),
}

OF_MATRICES = frozenset({"exp", "sqrt", "log"})  # what they are of a matrix is not said: by entry, or a power series
