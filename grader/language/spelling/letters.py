"""What signs and letters of Unicode stand for: letters by name, digits above and below, fractions, operators."""

from __future__ import annotations

import unicodedata

from grader.language.spelling.greek import GREEK_LETTERS, GREEK_VARIANTS, LOOKALIKES

LETTERS: dict[str, str] = {
    **GREEK_LETTERS,
    "ℓ": "ell",
    "ħ": "hbar",
    "ℏ": "hbar",
    "∇": "nabla",
    "ℯ": "e",
    "ⅇ": "e",
    "ⅈ": "i",
}
VARIANTS = {"overline": "bar", "widehat": "hat", "widetilde": "tilde", **GREEK_VARIANTS}  # of one letter or accent

SUPERSCRIPTS = dict(zip("⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿⁱᵀᵏᵐᵈᵗˣʸᵃᵇᶜ", "0123456789+-=()niTkmdtxyabc", strict=True))
SUBSCRIPTS = dict(zip("₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓ", "0123456789+-=()aehijklmnoprstuvx", strict=True))
FRACTIONS = {
    "½": (1, 2),
    "⅓": (1, 3),
    "⅔": (2, 3),
    "¼": (1, 4),
    "¾": (3, 4),
    "⅕": (1, 5),
    "⅖": (2, 5),
    "⅗": (3, 5),
    "⅘": (4, 5),
    "⅙": (1, 6),
    "⅚": (5, 6),
    "⅛": (1, 8),
    "⅜": (3, 8),
    "⅝": (5, 8),
    "⅞": (7, 8),
    "⅐": (1, 7),
    "⅑": (1, 9),
    "⅒": (1, 10),
}

# Signs of one meaning, as the parser knows them.
SIGNS = {
    "−": "-",
    "‐": "-",
    "‑": "-",
    "–": "-",
    "—": "-",
    "﹣": "-",
    "·": "·",
    "⋅": "·",
    "•": "·",
    "∙": "·",
    "×": "×",
    "✕": "×",
    "∗": "*",
    "÷": "/",
    "∕": "/",
    "⁄": "/",
    "≤": "<=",
    "≦": "<=",
    "⩽": "<=",
    "≥": ">=",
    "≧": ">=",
    "⩾": ">=",
    "≠": "!=",
    "≈": "~",
    "≃": "~",
    "≅": "~",
    "≡": "=",
    "≫": ">>",
    "»": ">>",
    "≪": "<<",
    "«": "<<",
    "∈": "in",
    "∉": "notin",
    "→": "->",
    "←": "<-",
    "⟶": "->",
    "∪": "union",
    "∩": "intersection",
    "∖": "difference",
    "∧": "and",
    "∨": "or",
    "¬": "not",
    "⇒": "implies",
    "⟹": "implies",
    "⇔": "iff",
    "⟺": "iff",
    "⊙": "hadamard",
    "∘": "hadamard",
    "°": "degree",
    "⊗": "outer",
    "′": "'",
    "’": "'",
    "″": "''",
    "⟨": "(",
    "⟩": ")",
    "〈": "(",
    "〉": ")",
    "‖": "||",
    "∥": "||",
    "∣": "|",
    "⌊": "lfloor",
    "⌋": "rfloor",
    "⌈": "lceil",
    "⌉": "rceil",
    "√": "sqrt",
    "∛": "cbrt",
    "∑": "sum",
    "∏": "prod",
    "∫": "int",
    "∮": "oint",
    "∂": "partial",
    "∞": "oo",
    "∅": "emptyset",
    "…": "...",
    "⋯": "...",
    "⊤": "top",
    "ℝ": "bbR",
    "ℕ": "bbN",
    "ℤ": "bbZ",
    "ℚ": "bbQ",
    "ℂ": "bbC",
}


def fold(char: str) -> str:
    """Return a letter or digit of a mathematical or full-width alphabet as the plain one; others unchanged."""
    if ord(char) < 128:
        return char
    if char in LOOKALIKES:
        return LOOKALIKES[char]
    code = ord(char)
    if 0x1D400 <= code <= 0x1D7FF or 0xFF01 <= code <= 0xFF5E or 0x2100 <= code <= 0x214F:
        return unicodedata.normalize("NFKC", char)
    return char
