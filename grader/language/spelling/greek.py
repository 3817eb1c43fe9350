"""The Greek letters: their names, all spellings of each, and how they are printed."""

from __future__ import annotations

from collections.abc import Mapping

PRINTED: Mapping[str, str] = {  # pi is a number, and printed as one
    "alpha": "α",
    "beta": "β",
    "gamma": "γ",
    "delta": "δ",
    "epsilon": "ε",
    "zeta": "ζ",
    "eta": "η",
    "theta": "θ",
    "iota": "ι",
    "kappa": "κ",
    "lambda": "λ",
    "mu": "μ",
    "nu": "ν",
    "xi": "ξ",
    "rho": "ρ",
    "sigma": "σ",
    "tau": "τ",
    "upsilon": "υ",
    "phi": "φ",
    "chi": "χ",
    "psi": "ψ",
    "omega": "ω",
    "Gamma": "Γ",
    "Delta": "Δ",
    "Theta": "Θ",
    "Lambda": "Λ",
    "Xi": "Ξ",
    "Pi": "Π",
    "Sigma": "Σ",
    "Upsilon": "Υ",
    "Phi": "Φ",
    "Psi": "Ψ",
    "Omega": "Ω",
}

GREEK = frozenset({*PRINTED, "omicron", "pi"})
GREEK_NAMES = GREEK | {"ell", "hbar"}  # words that stand for one letter

# Commands for other shapes of a letter.
GREEK_VARIANTS = {
    "varepsilon": "epsilon",
    "vartheta": "theta",
    "varphi": "phi",
    "varrho": "rho",
    "varsigma": "sigma",
    "varkappa": "kappa",
    "varpi": "pi",
}
# Letters of Unicode, other shapes of them, and signs that look like them.
GREEK_LETTERS: Mapping[str, str] = {
    **{letter: name for name, letter in PRINTED.items()},
    **{"ο": "omicron", "π": "pi"},
    **{"ς": "sigma", "ϵ": "epsilon", "ϑ": "theta", "ϕ": "phi", "ϱ": "rho", "ϖ": "pi", "ϰ": "kappa"},
    **{"µ": "mu", "ϴ": "Theta", "∆": "Delta"},
}
# Capitals that no font tells from Latin ones.
LOOKALIKES = dict(zip("ΑΒΕΖΗΙΚΜΝΟΡΤΧ", "ABEZHIKMNOPTX", strict=True))
