r"""Texts and the words of options as they are typed without commands: `\text{Yes}` is Yes, `$O(n)$` is O(n)."""

from __future__ import annotations

import re

_DRESS = re.compile(
    r"\\(?:text|textrm|textbf|textit|textsf|texttt|mathrm|mathbf|mathit|mathsf|operatorname|mbox|emph)\s*\{([^{}]*)\}"
)


def undressed_words(text: str) -> str:
    r"""Return a text without the commands that dress words: `\text{Yes}` is Yes."""
    return _DRESS.sub(r"\1", text) if "\\" in text else text


def typed_out(text: str) -> str:
    r"""Return a text with its formulas as they are typed without commands: `$O(n\log n)$` is O(n log n).

    Only what changes no meaning is rewritten; any other command stays, and names no option that has none.
    """
    if "\\" not in text:
        return text
    plain = _SETTING.sub(lambda match: match["held"] or match["one"] or " ", _TRANSPOSED.sub("^T", text))
    plain = _NAMED.sub(lambda match: f" {match[1]} ", plain).replace("$", " ")
    plain = re.sub(r"\{(\w)\}", r"\1", re.sub(r" {2,}", " ", plain))
    return re.sub(r"(?<=[^\w ]) (?=\w)| (?=['’′^()])", "", plain).strip()


def in_characters(text: str) -> str:
    r"""Return a text with roots, fractions, powers and signs of formulas in one spelling: `\sqrt{2}`, `sqrt(2)` are √2.

    Only what holds one number or name is rewritten.
    """
    if _SPELLED.search(text) is None:
        return text
    plain = _TWICE.sub(r"\\", text)
    plain = _FRACTION.sub(lambda match: f"{match['above']}/{match['below']}", plain)
    plain = _ROOT.sub(lambda match: f"√{match['braced'] or match['held'] or match['one']}", plain)
    plain = _COMMAND.sub(lambda match: _TYPED[match[1]], plain)
    plain = _SUPERSCRIPT.sub(lambda match: f"^{match[0].translate(_RAISED)}", plain)
    return _POWER.sub(r"^\1", plain)


_SPELLED = re.compile(r"\\|√|sqrt|[²³¹⁰-⁹]|\^\{")
_TWICE = re.compile(r"\\\\(?=(?:[dt]?frac|sqrt)(?![A-Za-z]))")  # escaped twice
_ATOM = r"\d{1,9}(?:\.\d{1,9})?|[^\W\d_]"
_ROOT = re.compile(
    rf"(?:\\?\bsqrt|\\sqrt(?![A-Za-z])|√)\s?(?:\{{\s?(?P<braced>{_ATOM})\s?\}}|\(\s?(?P<held>{_ATOM})\s?\)|(?P<one>{_ATOM})(?!\w))"
)
_FRACTION = re.compile(rf"\\[dt]?frac\s?\{{\s?(?P<above>-?(?:{_ATOM}))\s?\}}\s?\{{\s?(?P<below>{_ATOM})\s?\}}")
_TYPED = {
    **{"le": "≤", "leq": "≤", "ge": "≥", "geq": "≥", "ne": "≠", "neq": "≠", "lt": "<", "gt": ">", "cdot": "·"},
    **{"times": "×", "pm": "±", "cap": "∩", "cup": "∪", "in": "∈", "infty": "∞", "subset": "⊂", "subseteq": "⊆"},
    **{"alpha": "α", "beta": "β", "lambda": "λ", "mu": "μ", "sigma": "σ", "pi": "π", "theta": "θ"},
}
_COMMAND = re.compile(rf"\\({'|'.join(sorted(_TYPED, key=len, reverse=True))})(?![A-Za-z])")
_SUPERSCRIPT = re.compile(r"(?<=[\w)])[²³¹⁰⁴-⁹]{1,4}")
_RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_POWER = re.compile(r"\^\s?\{\s?(-?\d{1,9}|[^\W\d_])\s?\}")
_TRANSPOSED = re.compile(r"\^\s*(?:\\(?:top|intercal)(?![A-Za-z])|\{\s*\\(?:top|intercal)\s*\})")
_SETTING = re.compile(
    r"\\(?:mathcal|mathrm|operatorname)\s*(?:\{\s*(?P<held>[A-Za-z]+)\s*\}|(?P<one>[A-Z])(?![A-Za-z]))"
    r"|\\(?:left|right|displaystyle|quad)(?![A-Za-z])|\\[,;:!() ]"
)
_NAMED = re.compile(
    r"\\(log|ln|exp|sin|cos|tan|cot|sinh|cosh|tanh|arcsin|arccos|arctan|max|min|det|dim|ker|gcd)(?![A-Za-z])"
)
