"""Whether what stands beside a part of a text makes something longer of it: `2.5` of 5, `n^2 log n` of n^2."""

from __future__ import annotations

import re

_FUNCTION = r"(?:log|ln|lg|exp|sqrt|a?(?:rc)?(?:sin|cos|tan)h?|lim|det)"
_FORMULA = re.compile(rf"[=<>≤≥^+*/|()°∩∪]|\d|(?<![^\W\d_]){_FUNCTION} ?\(?[^\W\d_](?![^\W\d_])")
_WORD_AHEAD = re.compile(
    r"\w[-‐‑]\Z|\w\((?<!(?<!\w)[oθω]\()(?<!theta\()(?<!omega\()\Z"
)  # `non-linear`, `f(0)`; no `O(n)`
_WORD_BEHIND = re.compile(r"[-‐‑]\w")
# Before a number or a formula: digits of it, a sign, a function of it, a base, a factor, `m n^2`.
_GOES_BEFORE = re.compile(
    rf"(?:\d[.,]|\^\s?[({{]|(?<![\w'’.])[b-hj-z] |(?:\A|[\s\w)=(])[-−–]\s?|(?<!\w){_FUNCTION}\s?\(?)\Z"
)
_GOES_BEHIND = re.compile(
    rf"[.,]\d|!|\(|(?<=\))\w|\s?[-−–]\s?(?:\d|\(|[^\W\d_](?![^\W\d_])|{_FUNCTION})| ?{_FUNCTION}(?!\w)|"
    rf" (?:[b-hj-z](?![\w.'’]))"
)


def goes_on(before: str, part: str, behind: str) -> bool:
    """Whether a part of a folded text goes on before or behind it."""
    if _WORD_AHEAD.search(before) is not None or _WORD_BEHIND.match(behind) is not None:
        return True
    if _FORMULA.search(part) is None:
        return False
    is_ahead = _GOES_BEFORE.search(before) is not None and part[:1].isalnum()
    return is_ahead or _GOES_BEHIND.match(part[-1:] + behind, 1) is not None
