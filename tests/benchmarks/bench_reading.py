"""Time to read homework-sized formulas, beside other readers on the same machine in the same run.

    PYTHONPATH=. python tests/benchmarks/bench_reading.py

Prints for each reader how many of the formulas it reads, its median time for a formula (each the median of several
runs), and the ratio to ours over the formulas that both read. Readers that are not installed are left out.
"""

import importlib
import logging
import statistics
import time
import warnings
from collections.abc import Callable, Iterable

from grader.language.names import Names
from grader.language.reader import read

RUNS = 7
FORMULAS = [  # the same formula in plain text and in LaTeX
    ("2*eta*gamma", r"2 \eta \gamma"),
    ("3x + 6", "3x + 6"),
    ("x^2 - 2x + 1", "x^2 - 2x + 1"),
    ("(x - 1)^2", "(x-1)^2"),
    ("(x^2 - 1)/(x - 1)", r"\frac{x^2 - 1}{x - 1}"),
    ("1/(1 + exp(-x))", r"\frac{1}{1 + e^{-x}}"),
    ("exp(x)/(1 + exp(x))^2", r"\frac{e^x}{(1 + e^x)^2}"),
    ("log(1 + exp(x))", r"\log(1 + e^{x})"),
    ("sqrt(a^2 + b^2)", r"\sqrt{a^2 + b^2}"),
    ("(-b + sqrt(b^2 - 4*a*c))/(2*a)", r"\frac{-b + \sqrt{b^2 - 4ac}}{2a}"),
    ("sin(x)^2 + cos(x)^2", r"\sin^2 x + \cos^2 x"),
    ("2*sin(x)*cos(x)", r"2 \sin x \cos x"),
    ("tan(x/2)", r"\tan\left(\frac{x}{2}\right)"),
    ("(1 - b^t)*g", r"(1 - b^t) g"),
    ("v/(1 - b^t)", r"\frac{v}{1 - b^t}"),
    ("b*v + (1 - b)*g", r"b v + (1 - b) g"),
    ("a*(k_1 + k_2)", r"a (k_1 + k_2)"),
    ("exp(-x^2/2)/sqrt(2*pi)", r"\frac{1}{\sqrt{2\pi}} e^{-x^2/2}"),
    ("n^2*d + n*d^2", r"n^2 d + n d^2"),
    ("h*n^2*d + h*n*d^2", r"h n^2 d + h n d^2"),
    ("(2*k)^l", r"(2k)^l"),
    ("(1/2)*(2*k)^(2/l)", r"\frac{1}{2} (2k)^{2/l}"),
    ("(l/2)*(2*k)^(2/l)", r"\frac{l}{2} (2k)^{\frac{2}{l}}"),
    ("floor((64 + 2*p - d*(k - 1) - 1)/s) + 1", r"\left\lfloor \frac{64 + 2p - d(k-1) - 1}{s} \right\rfloor + 1"),
    ("1/4", r"\frac{1}{4}"),
    ("0.001", "0.001"),
    ("-17/3", r"-\frac{17}{3}"),
    ("24*24*128", r"24 \times 24 \times 128"),
    ("n*(n + 1)/2", r"\frac{n(n+1)}{2}"),
    ("(x + y)^3", "(x + y)^3"),
    ("x^3 + 3*x^2*y + 3*x*y^2 + y^3", "x^3 + 3x^2 y + 3 x y^2 + y^3"),
    ("abs(x_1 - x_2) - abs(x_1 + x_2)", r"|x_1 - x_2| - |x_1 + x_2|"),
    ("x*log(x) - x", r"x \ln x - x"),
    ("1/(1 + x^2)", r"\frac{1}{1 + x^2}"),
    ("asin(x/a)", r"\arcsin\left(\frac{x}{a}\right)"),
    ("4*x/(x^2 + 1)^2", r"\frac{4x}{(x^2+1)^2}"),
    ("exp(a*x)*(cos(b*x) + sin(b*x))", r"e^{ax} (\cos bx + \sin bx)"),
    ("factorial(n)/(factorial(k)*factorial(n - k))", r"\frac{n!}{k! (n-k)!}"),
    ("binomial(n, k)*p^k*(1 - p)^(n - k)", r"\binom{n}{k} p^k (1-p)^{n-k}"),
    ("2*(tanh(x/2) + 1)", r"2 (\tanh(x/2) + 1)"),
    ("(alpha*x + beta)*u", r"(\alpha x + \beta) u"),
    ("-e*m/((1 - b^t)*(sqrt(v) + c))", r"-\frac{e m}{(1 - b^t)(\sqrt{v} + c)}"),
    ("a*(1 - r^n)/(1 - r)", r"\frac{a (1 - r^n)}{1 - r}"),
    ("m*x + b", "mx + b"),
    ("x^(1/3) + y^(2/3)", r"\sqrt[3]{x} + y^{2/3}"),
    ("(cosh(x) + sinh(x))/2", r"\frac{\cosh x + \sinh x}{2}"),
    ("1 - 1/2 + 1/3 - 1/4", r"1 - \frac12 + \frac13 - \frac14"),
    ("p*(1 - p)/n", r"\frac{p (1 - p)}{n}"),
    ("exp(-(x - m)^2/(2*s^2))", r"\exp\left(-\frac{(x - m)^2}{2 s^2}\right)"),
    ("((a + b)*(c + d) + (a - b)*(c - d))/2", r"\frac{(a + b)(c + d) + (a - b)(c - d)}{2}"),
]
PLAIN, LATEX = ([pair[side] for pair in FORMULAS] for side in (0, 1))
Reader = Callable[[str], object]


def readers() -> Iterable[tuple[str, list[str], Reader]]:
    """Yield a name, the texts and the function of every reader that is installed, ours first for each notation."""
    names = Names(free=True)
    yield "grader, plain text", PLAIN, lambda text: read(text, names)
    if sympy_reader := sympy_parse():
        yield "sympy.parse_expr, plain text", PLAIN, sympy_reader
    yield "grader, LaTeX", LATEX, lambda text: read(text, names)
    for module, function in (("latex2sympy2_extended", "latex2sympy"), ("sympy.parsing.latex", "parse_latex")):
        if reader := imported(module, function):
            yield f"{module}.{function}, LaTeX", LATEX, reader
    if parse := imported("math_verify", "parse"):
        yield "math_verify.parse, LaTeX", [f"${text}$" for text in LATEX], parse


def imported(module: str, function: str) -> Reader | None:
    """Return a function that reads LaTeX, or None where it or what it needs is not installed."""
    try:
        reader = getattr(importlib.import_module(module), function)
        reader("x")
    except ImportError:
        return None
    return reader


def sympy_parse() -> Reader | None:
    """Return SymPy's own reader with implicit products and `^` as power."""
    try:
        from sympy.parsing import sympy_parser as parser
    except ImportError:
        return None
    transformations = (
        *parser.standard_transformations,
        parser.implicit_multiplication_application,
        parser.convert_xor,
    )
    return lambda text: parser.parse_expr(text, transformations=transformations)


def fresh_text(text: str, run: int) -> str:
    """Return a formula with another number added in each run: some readers remember the texts they have seen."""
    return f"${text.strip('$')} + {run + 2}$" if text.startswith("$") else f"{text} + {run + 2}"


def seconds(reader: Reader, text: str) -> float | None:
    """Return the median time to read a text, None where the reader cannot."""
    times = []
    for run in range(RUNS):
        fresh = fresh_text(text, run)
        start = time.perf_counter()
        try:
            found = reader(fresh)
        except Exception:
            return None
        times.append(time.perf_counter() - start)
    return None if found == [] else statistics.median(times)


def main() -> None:
    """Print the table."""
    logging.disable(logging.CRITICAL)
    warnings.simplefilter("ignore")  # about optional parts of other readers
    ours: list[float | None] = []
    print(f"{'reader':<44}{'read':>9}{'median':>13}{'beside ours':>14}")
    for name, texts, reader in readers():
        times = [seconds(reader, text) for text in texts]
        done = [value for value in times if value is not None]
        if name.startswith("grader"):
            ours = times
        ratio = ""
        both = [(mine, other) for mine, other in zip(ours, times, strict=True) if mine and other]
        if both and times is not ours:
            mine, other = (statistics.median(column) for column in zip(*both, strict=True))
            ratio = f"{other / mine:.1f} x"
        median = f"{statistics.median(done) * 1e6:.0f} µs" if done else "-"
        print(f"{name:<44}{f'{len(done)}/{len(texts)}':>9}{median:>13}{ratio:>14}")


if __name__ == "__main__":
    main()
