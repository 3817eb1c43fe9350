"""Marks and names that are spoken of rather than labels: `(a)² = 1/4`, `(a) gives 1/4`, `Exercise 3: same as here`."""

from __future__ import annotations

import re

# A power, an operation or a verb behind a mark: `(a)² = 1/4`, `(a) gives 1/4`, `Problem 1 gives 1608`.
_ITALICS = r"\S(?:[^*\n]{0,80}[^*\s])?\*(?!\w)"  # behind the star that begins them
_SIGNS = rf"[*_)\].]*\s*(?:[\^²³·×⋅]|\\(?:cdot|times)(?![a-z])|(?<!\*)\*(?!\*|{_ITALICS})\s*[\d(]|/\s*\d)"
_VERBS = (
    r"(?:also\s+|now\s+|then\s+|directly\s+)?(?:gives?|yields?|implies|shows|tells|refers|squared|cubed|times|multiplied|divided|doubled|halved)"
    r"|ergibt|liefert|zeigt|impliziert|besagt|quadriert|verdoppelt|halbiert|mal|geteilt|zum\s+quadrat"
    r"|donne|implique|montre|fournit|fois|au\s+carré|divisé|multiplié"
    r"|implica|muestra|al\s+cuadrado|multiplicado|dividido|veces"
    r"|mostra|al\s+quadrato|moltiplicato|diviso|ao\s+quadrado|geeft|kwadraat|gedeeld"
)
# `**Problem 1.** Give the derivative` is the sheet's text, which asks.
_REFERS = re.compile(rf"{_SIGNS}|[*_\s$]*(?-i:(?![A-Z]))(?:{_VERBS})(?!\w)", re.IGNORECASE)
_ALIKE = re.compile(
    r"[\s:.,–—-]*(?:(?:is|was|ist|est|es)\s+)?(?:similar(?:ly)?|the\s+same|same|alike|analogous(?:ly)?|analog|ähnlich|genauso|gleich|pareil|semblable|parecid[oa])(?!\w)",
    re.IGNORECASE,
)


def refers(behind: str) -> bool:
    """Whether what stands behind a mark makes it one that is spoken of, rather than the label of an answer."""
    return _REFERS.match(behind) is not None


def compares(behind: str) -> bool:
    """Whether what stands behind a name only says that it is like something else: `Exercise 3: same as here`."""
    return _ALIKE.match(behind) is not None
