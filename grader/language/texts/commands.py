"""Commands of TeX as plain characters say them: `\\to` as →, `\\frac{dp}{dt}` as dp/dt, `G\\"{o}del` as Gödel."""

from __future__ import annotations

import re
import unicodedata


def without_commands(text: str) -> str:
    """Return a text without commands of TeX: signs, letters with marks and fractions are written as they are typed."""
    text = _ACCENTED.sub(_marked, text)
    text = _FRACTION.sub(_divided, _DRESSED.sub(r"\1", text))
    return _COMMAND.sub(r" \1 ", _NAMED.sub(_sign, _BLANK.sub(" ", text)))


def _sign(match: re.Match[str]) -> str:
    return _SIGNS[match[1]]


def _marked(match: re.Match[str]) -> str:
    return unicodedata.normalize("NFC", f"{match[2] or match[3]}{_MARKS[match[1]]}")


def _divided(match: re.Match[str]) -> str:
    return "/".join(one if _PLAIN.fullmatch(one) else f"({one})" for one in (match[1].strip(), match[2].strip()))


_MARKS = {'"': "\u0308", "'": "\u0301", "`": "\u0300", "^": "\u0302", "~": "\u0303", "c": "\u0327", "v": "\u030c"}
_ACCENTED = re.compile(r"""\\(?:(["'`^~]|[cv](?=\{))\s?(?:\{\\?([A-Za-z])\}|([AEIOUYaeiouy])))""")
_FRACTION = re.compile(r"\\[dt]?frac\s*\{([^{}]{1,60})\}\s*\{([^{}]{1,60})\}")
_PLAIN = re.compile(r"\w+|\w?\\[A-Za-z]+")
_DRESSED = re.compile(
    r"\\(?:math(?:rm|sf|it|bf|bb|cal)|text(?:rm|it|bf|sf|tt)?|operatorname|mbox|ce)\s*\{((?:[^{}]|\{[^{}]*\})*)\}"
)
_BLANK = re.compile(r"\\(?:left|right|quad|qquad|displaystyle)(?![A-Za-z])|\\[,;:! ]|~")
_SIGNS = {
    **dict.fromkeys(("to", "rightarrow", "longrightarrow", "Rightarrow", "Longrightarrow", "implies", "mapsto"), "→"),
    **dict.fromkeys(("leftrightarrow", "Leftrightarrow", "iff", "rightleftharpoons"), "↔"),
    **{"cdot": "·", "times": "·", "le": "≤", "leq": "≤", "ge": "≥", "geq": "≥", "ne": "≠", "neq": "≠"},
    **{"leqslant": "≤", "geqslant": "≥", "ast": "*", "smallsetminus": "\\", "bowtie": "⋈", "Join": "⋈", "colon": ":"},
    **{"oplus": "⊕", "otimes": "⊗", "prod": "∏", "partial": "∂", "nabla": "∇", "parallel": "∥"},
    **{"varepsilon": "ε", "varphi": "φ", "vartheta": "θ", "varrho": "ρ"},
    **{"perp": "⊥", "angle": "∠", "equiv": "≡", "approx": "≈", "propto": "∝", "div": "÷"},
    **{
        "mid": "|",
        "circ": "°",
        "neg": "¬",
        "lnot": "¬",
        "lor": "∨",
        "vee": "∨",
        "land": "∧",
        "wedge": "∧",
        "infty": "∞",
        "pm": "±",
        "cup": "∪",
        "cap": "∩",
        "forall": "∀",
        "exists": "∃",
        "setminus": "\\",
        "in": "∈",
        "notin": "∉",
        "subset": "⊂",
        "subseteq": "⊆",
        "emptyset": "∅",
        "varnothing": "∅",
    },
}
_NAMED = re.compile(rf"\\({'|'.join(sorted(_SIGNS, key=len, reverse=True))})(?![A-Za-z])")
_COMMAND = re.compile(r"\\([A-Za-z]+|[{}%#_])")
