"""How symbols are spelled: every spelling of one symbol has one canonical plain name.

A name has a base (a letter, a Greek letter by its English name, a word), perhaps an accent, a subscript, a layer
superscript in brackets, and primes: `w_0`, `delta_ij`, `x_{i+1}`, `tilde_w_0`, `W^{(1)}`, `omega_kj^{(2)}`, `k'`.
"""

from __future__ import annotations

import re
from functools import lru_cache

from grader.language.spelling.letters import LETTERS, SUBSCRIPTS, SUPERSCRIPTS, VARIANTS, fold

ACCENTS = ("tilde", "hat", "bar", "dot", "ddot", "check", "breve", "acute", "grave")
STYLES = frozenset(
    [
        "mathbf",
        "boldsymbol",
        "bm",
        "mathit",
        "mathsf",
        "mathtt",
        "mathcal",
        "mathscr",
        "mathfrak",
        "underline",
        "vec",
        "pmb",
        "bold",
        "symbf",
        "overrightarrow",
    ]
)
WORDS = frozenset(
    [
        "mathrm",
        "text",
        "operatorname",
        "textrm",
        "textbf",
        "textit",
        "mathop",
        "mbox",
        "rm",
        "textnormal",
        "textsf",
        "texttt",
    ]
)


def name_of(base: str, sub: str = "", layer: str = "", primes: int = 0, accent: str = "") -> str:
    """Return the canonical name of a symbol from its pieces."""
    name = f"{accent}_{base}" if accent else base
    if sub:
        name += f"_{sub}" if sub.isalnum() else f"_{{{sub}}}"
    if layer:
        name += f"^{{({layer})}}"
    return name + "'" * primes


def subscript(text: str) -> str:
    """Return a subscript without its commas, `i,j` as `ij`, where that is clear: `1,12` keeps its comma."""
    parts = text.split(",")
    return "".join(parts) if all(len(part) == 1 for part in parts) else text


_PARTS = re.compile(
    r"(?:(?P<accent>tilde|hat|bar|dot|ddot|check|breve)_)?(?P<base>[^\W\d_]+(?:\d+[^\W\d_]+)*)(?P<digits>\d*)"
    r"(?P<rest>(?:_(?:\{[^{}]*\}|[^\W_]+)|\^\{?\([^()]*\)\}?|\(\d+\))*)(?P<primes>'*)(?P<late>(?:_(?:\{[^{}]*\}|[^\W_]+))?)$"
)


@lru_cache(maxsize=4096)
def canonical_name(text: str) -> str:
    r"""Return the canonical name of a symbol that an author wrote, in any notation: `w0`, `\mathbf{w}_0`, `w₀`.

    Raises ValueError where the text is no name.
    """
    plain = _plain(text.strip().strip("$").strip())
    match = _PARTS.match(plain)
    if not match:
        raise ValueError(f"{text!r} is not a name")
    sub, layer = match["late"].lstrip("_").strip("{}"), ""
    for piece in re.findall(r"_(?:\{[^{}]*\}|[^\W_]+)|\^\{?\([^()]*\)\}?", match["rest"]):
        if piece.startswith("_") and sub:
            raise ValueError(f"{text!r} has two subscripts")  # one of them would be lost, and other names with it
        if piece.startswith("_"):
            sub = piece[1:].strip("{}")
        else:
            layer = piece.strip("^{}()")
    base, digits = match["base"], match["digits"]
    if digits and not sub:
        sub, digits = digits, ""
    return name_of(base + digits, subscript(re.sub(r"\s", "", sub)), layer, len(match["primes"]), match["accent"] or "")


def _plain(text: str) -> str:
    if text.isascii() and "\\" not in text:
        return text.replace(" ", "")
    text = "".join(LETTERS.get(fold(char), fold(char)) if ord(char) > 127 else char for char in text)
    text = re.sub(f"[{''.join(map(re.escape, SUBSCRIPTS))}]+", lambda run: "_" + _of(run[0], SUBSCRIPTS), text)
    text = re.sub(
        f"[{''.join(map(re.escape, SUPERSCRIPTS))}]+", lambda run: "^{" + _of(run[0], SUPERSCRIPTS) + "}", text
    )
    text = text.replace("′", "'").replace("’", "'").replace("^{\\prime}", "'").replace("^\\prime", "'")
    for wide in ("overline", "widehat", "widetilde"):
        text = text.replace(f"\\{wide}", f"\\{VARIANTS[wide]}")
    text = re.sub(r"\\(" + "|".join(ACCENTS) + r")\s*\{?\s*(\\?[A-Za-z]+)\s*\}?", r"\1_\2", text)
    wrapped = "|".join(sorted(STYLES | WORDS))
    for _ in range(4):
        text = re.sub(rf"\\(?:{wrapped})\s*\{{([^{{}}]*)\}}", r"\1", text)
        text = re.sub(rf"\\(?:{wrapped})(?![A-Za-z])\s*", "", text)
    text = re.sub(r"\\([A-Za-z]+)\s*", lambda command: VARIANTS.get(command[1], command[1]), text)
    return text.replace(" ", "")


def _of(run: str, table: dict[str, str]) -> str:
    return "".join(table[char] for char in run)
