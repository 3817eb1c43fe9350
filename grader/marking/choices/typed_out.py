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


_TRANSPOSED = re.compile(r"\^\s*(?:\\(?:top|intercal)(?![A-Za-z])|\{\s*\\(?:top|intercal)\s*\})")
_SETTING = re.compile(
    r"\\(?:mathcal|mathrm|operatorname)\s*(?:\{\s*(?P<held>[A-Za-z]+)\s*\}|(?P<one>[A-Z])(?![A-Za-z]))"
    r"|\\(?:left|right|displaystyle|quad)(?![A-Za-z])|\\[,;:!() ]"
)
_NAMED = re.compile(
    r"\\(log|ln|exp|sin|cos|tan|cot|sinh|cosh|tanh|arcsin|arccos|arctan|max|min|det|dim|ker|gcd)(?![A-Za-z])"
)
