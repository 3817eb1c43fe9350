"""Trees as LaTeX, for amsmath."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import ClassVar

from grader.language.printing.plain import Plain, name_parts, needs_sign
from grader.language.spelling.greek import PRINTED

TRIGONOMETRIC = ("sin", "cos", "tan", "cot", "sec", "csc", "arcsin", "arccos", "arctan", "sinh", "cosh", "tanh", "coth")
COMMANDS = frozenset((*TRIGONOMETRIC, "exp", "log", "max", "min", "gcd", "det", "arg"))
OPERATORS: Mapping[str, str] = {
    "hadamard": r"\odot",
    "outer": r"\otimes",
    "union": r"\cup",
    "intersection": r"\cap",
    "difference": r"\setminus",
    "!=": r"\neq",
    "<=": r"\leq",
    ">=": r"\geq",
    ">>": r"\gg",
    "<<": r"\ll",
    "~": r"\approx",
    "in": r"\in",
    "notin": r"\notin",
    "->": r"\to",
    "and": r"\land",
    "or": r"\lor",
    "not": r"\lnot",
    "implies": r"\implies",
    "iff": r"\iff",
    "times": r"\times",
    "sum": r"\sum",
    "prod": r"\prod",
    "int": r"\int",
    "lim": r"\lim",
    "max": r"\max",
    "min": r"\min",
}
FENCES: Mapping[str, tuple[str, str]] = {
    "abs": (r"\left|", r"\right|"),
    "norm": (r"\left\lVert ", r"\right\rVert"),
    "floor": (r"\left\lfloor ", r"\right\rfloor"),
    "ceil": (r"\left\lceil ", r"\right\rceil"),
}
WORDS: Mapping[str, str] = {
    "gamma": r"\Gamma",
    "Theta": r"\Theta",
    "Omega": r"\Omega",
    "omega": r"\omega",
    "O": r"\mathcal{O}",
}
TALL = re.compile(r"\\(?:frac|binom|sum|prod|int|begin|left)(?![A-Za-z])")
COMMAND = re.compile(r"\\[A-Za-z]+$")
SCRIPT = re.compile(r"_(\{[^{}]*\}|\w+)")


class Latex(Plain):
    """LaTeX notation."""

    operators: ClassVar[Mapping[str, str]] = OPERATORS
    constants: ClassVar[Mapping[str, str]] = {
        "pi": r"\pi",
        "oo": r"\infty",
        "emptyset": r"\emptyset",
        "ones": r"\mathbf{1}",
        "true": r"\mathrm{true}",
        "false": r"\mathrm{false}",
    }
    transposed: ClassVar[str] = r"^{\top}"
    product_sign: ClassVar[str] = r" \cdot "
    has_fractions: ClassVar[bool] = True

    def name(self, name: str) -> str:
        r"""Return `\eta`, `w_{0}`, `\tilde{w}_{0}`, `\mathrm{loss}`."""
        accent, base, rest = name_parts(name)
        word = rf"\{accent}{{{words(base, bare=True)}}}" if accent else words(base, bare=False)
        return word + scripts(rest)

    def brackets(self, text: str) -> str:
        """Return a text in round brackets that grow with it."""
        return rf"\left({text}\right)" if TALL.search(text) else f"({text})"

    def braces(self, text: str) -> str:
        r"""Return `\{a, b\}`."""
        return rf"\{{{text}\}}"

    def between(self, left: str, right: str) -> str:
        r"""Return a blank, or `\cdot`, also between a number and a fraction (no mixed numbers).

        Behind a command no blank is seen, and a list would be its argument.
        """
        mixed = left[-1].isdigit() and right.startswith(r"\frac")
        called = right[0] == "[" and COMMAND.search(left) is not None
        return self.product_sign if mixed or called or needs_sign(left, right) else " "

    def fraction(self, above: str, below: str) -> str:
        r"""Return `\frac{a}{b}`."""
        return rf"\frac{{{above}}}{{{below}}}"

    def power(self, base: str, exponent: str) -> str:
        """Return `a^{b}`."""
        return f"{base}^{{{exponent}}}"

    def call(self, name: str, args: Sequence[str]) -> str:
        r"""Return `\sin(x)`, `\sqrt{x}`, `\left|x\right|`, `\operatorname{relu}(x)`."""
        match name, args:
            case "sqrt", (arg,):
                return rf"\sqrt{{{arg}}}"
            case "root", (arg, degree):
                return rf"\sqrt[{degree}]{{{arg}}}"
            case "binom", (above, below):
                return rf"\binom{{{above}}}{{{below}}}"
            case "log", (arg, base):
                return rf"\log_{{{base}}}{self.brackets(arg)}"
            case "norm", (arg, order):
                return f"{fenced(name, arg)}_{{{order}}}"
            case _, (arg,) if name in FENCES:
                return fenced(name, arg)
            case _:
                return super().call(name, args)

    def function(self, name: str) -> str:
        r"""Return `\sin`, `\operatorname{relu}`."""
        escaped = name.replace("_", r"\_")
        return WORDS.get(name) or (f"\\{name}" if name in COMMANDS else rf"\operatorname{{{escaped}}}")

    def indexed(self, base: str, indices: Sequence[str]) -> str:
        """Return `x_{1}`, `W_{i,j}`."""
        return f"{base}_{{{','.join(indices)}}}"

    def space(self, name: str, dims: Sequence[str]) -> str:
        r"""Return `\mathbb{R}^{m \times n}`."""
        return super().space(rf"\mathbb{{{name}}}", dims)

    def matrix(self, rows: Sequence[Sequence[str]]) -> str:
        """Return a `bmatrix` environment."""
        lines = r" \\ ".join(" & ".join(row) for row in rows)
        return rf"\begin{{bmatrix}}{lines}\end{{bmatrix}}"

    def cases(self, branches: Sequence[tuple[str, str]], otherwise: str | None) -> str:
        """Return a `cases` environment."""
        lines = [rf"{value} & \text{{if }} {where}" for value, where in branches]
        lines += [] if otherwise is None else [rf"{otherwise} & \text{{otherwise}}"]
        body = r" \\ ".join(lines)
        return rf"\begin{{cases}}{body}\end{{cases}}"

    def differential_operator(self, var: str, order: int) -> str:
        r"""Return `\frac{d}{dx}`."""
        differential = f"d{var}" if len(var) == 1 else f"d {var}"
        if order == 1:
            return rf"\frac{{d}}{{{differential}}}"
        return rf"\frac{{d^{{{order}}}}}{{{differential}^{{{order}}}}}"

    def differential(self, var: str) -> str:
        r"""Return `\, dx`."""
        return rf"\, d{var}"


def fenced(name: str, arg: str) -> str:
    """Return an argument between its bars or half brackets."""
    left, right = FENCES[name]
    return f"{left}{arg}{right}"


def scripts(text: str) -> str:
    """Return what stands behind the letter of a name, its subscript in braces."""
    return SCRIPT.sub(lambda match: f"_{{{words(match[1].strip('{}'), bare=True)}}}", text)


def words(text: str, *, bare: bool) -> str:
    r"""Return a Greek name as its command, a longer word in `\mathrm` (not where `bare`), a letter as it is."""
    if text in PRINTED:
        return f"\\{text}"
    return text if bare or len(text) == 1 else rf"\mathrm{{{text}}}"
