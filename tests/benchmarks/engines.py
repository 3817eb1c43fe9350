"""The engines of `bench_equality.py`: each is asked about a pair and says `equal`, `different` or `undecided`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

import sympy

from grader.api import compare
from grader.claims.statements import Setting
from grader.comparing.sides import names_for, read_text
from grader.errors import AnswerError
from grader.evidence.budget import Budget
from grader.evidence.normal_form import prove_equal
from grader.language.domains import Domain, Variable
from grader.language.printing import show
from grader.language.reader.domains import parse_domain
from grader.language.tree import Add, Bind, Call, Const, Derivative, Div, Mul, Neg, Node, Num, Pow, Sym
from grader.verdict import Proof


@dataclass
class Row:
    """One pair of a corpus."""

    group: str
    left: str
    right: str
    variables: dict[str, str]
    truth: str
    trees: tuple[Node, Node] | None = field(init=False)  # for the engines that take trees; None where unreadable
    latex: tuple[str, str] = field(init=False)  # both sides in LaTeX, as written where unreadable
    domains: dict[str, Domain] = field(init=False)

    def __post_init__(self) -> None:
        self.domains = {name: parse_domain(text) for name, text in self.variables.items()}
        names, _ = names_for(self.variables)
        try:
            self.trees = (read_text(self.left, names)[0].tree, read_text(self.right, names)[0].tree)
        except AnswerError:
            self.trees = None
        left, right = self.trees or (None, None)
        self.latex = (show(left, "latex"), show(right, "latex")) if left and right else (self.left, self.right)


Engine = Callable[[Row], str]


def ours(row: Row) -> str:
    """Compare texts with everything there is."""
    return compare(row.left, row.right, row.variables).status


def normal_form(row: Row) -> str:
    """Compare trees by the normal form alone, which never says `different` and does not ask where sides are defined."""
    if row.trees is None:
        return "undecided"
    setting = Setting(tuple(Variable(name, domain) for name, domain in row.domains.items()))
    return "equal" if isinstance(prove_equal(*row.trees, setting, Budget()), Proof) else "undecided"


def by_sympy(row: Row) -> str:
    """Simplify the difference; what does not become 0 counts as different."""
    if row.trees is None:
        return "undecided"
    try:
        left, right = (to_sympy(tree, row.domains) for tree in row.trees)
        return "equal" if sympy.simplify(left - right) == 0 else "different"
    except TimeoutError:
        raise
    except Exception:
        return "undecided"


def math_verify() -> Engine | None:
    """Return math-verify as an engine, if it is installed; what it does not parse is undecided."""
    try:
        from math_verify import parse, verify
    except ImportError:
        return None

    def answer(row: Row) -> str:
        try:
            left, right = (parse(f"${side}$", parsing_timeout=None) for side in row.latex)
            if not left or not right:
                return "undecided"
            return "equal" if verify(left, right, timeout_seconds=None) else "different"
        except TimeoutError:
            raise
        except Exception:
            return "undecided"

    return answer


# Trees for SymPy.

NAMES = {
    "arcsin": "asin",
    "arccos": "acos",
    "arctan": "atan",
    "arsinh": "asinh",
    "abs": "Abs",
    "max": "Max",
    "min": "Min",
}
RULES: dict[str, Callable[..., sympy.Expr]] = {
    "relu": lambda x: sympy.Max(x, 0),
    "sigmoid": lambda x: 1 / (1 + sympy.exp(-x)),
    "softplus": lambda x: sympy.log(1 + sympy.exp(x)),
    "leaky_relu": lambda x: sympy.Max(x, x / 100),
    "hardtanh": lambda x: sympy.Max(-1, sympy.Min(1, x)),
    "heaviside": sympy.Heaviside,
    "root": sympy.real_root,
    "binom": sympy.binomial,
}


def to_sympy(node: Node, domains: dict[str, Domain]) -> sympy.Expr:  # noqa: C901
    """Return a tree as a SymPy expression with the assumptions that domains allow."""

    def convert(inner: Node) -> sympy.Expr:
        return to_sympy(inner, domains)

    match node:
        case Num(value):
            return sympy.Rational(value.numerator, value.denominator)
        case Sym(name):
            return sympy.Symbol(name, **assumptions(domains.get(name)))
        case Const(name):
            return {"pi": sympy.pi, "e": sympy.E, "oo": sympy.oo}[name]
        case Neg(arg):
            return -convert(arg)
        case Add(terms):
            return sympy.Add(*map(convert, terms))
        case Mul(factors):
            return sympy.Mul(*map(convert, factors))
        case Div(num, den):
            return convert(num) / convert(den)
        case Pow(base, exponent):
            return convert(base) ** convert(exponent)
        case Call(name, args):
            rule = RULES.get(name) or getattr(sympy, NAMES.get(name, name))
            return rule(*map(convert, args))
        case Derivative(body, var, order):
            return sympy.diff(convert(body), convert(Sym(var)), order)
        case Bind("sum", body, var, low, high) if low is not None and high is not None:
            return sympy.summation(convert(body), (convert(Sym(var)), convert(low), convert(high)))
        case Bind("int", body, var, low, high) if low is not None and high is not None:
            return sympy.integrate(convert(body), (convert(Sym(var)), convert(low), convert(high)))
    raise ValueError(type(node).__name__)


def assumptions(domain: Domain | None) -> dict[str, bool]:
    """Return what SymPy can be told of a domain."""
    if domain is None:
        return {"real": True}
    found = {"integer": True} if domain.is_integer else {"real": True}
    low = domain.low.value if isinstance(domain.low, Num) else None
    if domain.base == "size" or (low is not None and (low > 0 or (low == 0 and not domain.low_closed))):
        found["positive"] = True
    elif low == 0:
        found["nonnegative"] = True
    return found
