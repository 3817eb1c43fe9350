"""Growth in words: `linear in n`, `quadratic in n and linear in d`, `exponential in l`."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from fractions import Fraction

from grader.errors import AnswerError
from grader.language.names import Names
from grader.language.reader.readings import folded, read
from grader.language.tree import Apply, Call, Mul, Node, Num, Pow, Sym

EXPONENTIAL = "exponential"  # a constant above 1 to the power of the order of its argument


def _power(exponent: int) -> Callable[[Node], Node]:
    return lambda size: Pow(size, Num(Fraction(exponent)))


def _log(size: Node) -> Node:
    return Call("log", (size,))


_ORDERS: Mapping[str, Callable[[Node], Node]] = {
    **dict.fromkeys(("logarithmic", "logarithmically"), _log),
    **dict.fromkeys(("linear", "linearly", "proportional"), lambda size: size),
    **dict.fromkeys(
        ("linearithmic", "quasilinear", "quasi-linear", "log-linear"), lambda size: Mul((size, _log(size)))
    ),
    **dict.fromkeys(("quadratic", "quadratically"), _power(2)),
    **dict.fromkeys(("cubic", "cubically"), _power(3)),
    **dict.fromkeys(("exponential", "exponentially"), lambda size: Apply(EXPONENTIAL, (size,))),
}
_SUBJECT = r"(?:(?:it|this|the (?:cost|time|space|number|growth|runtime|running time)) )?"
_HEAD = _SUBJECT + r"(?:(?:grows?|is|are|scales?|runs) )?(?:in )?"
_ONE = re.compile(
    _HEAD + rf"(?P<order>{'|'.join(_ORDERS)})(?: (?:time|space|growth|cost))?(?: (?:in|with|to) (?P<size>\S+))?"
)
_PARTS = re.compile(r"\s*,\s*(?:and\s+)?|\s+and\s+")
_CONSTANT = re.compile(_HEAD + r"(?:constant|bounded)(?: (?:time|space))?")
MAX_WORDS = 200  # characters of an answer in words


_CLASS = re.compile(r"\s*+(?:big|little|small)?[\s-]*+(?P<sign>theta|omega|o|Θ|Ω)\s+of\s+(?P<size>.+)", re.IGNORECASE)
_ORDER = re.compile(r"\s*(?:of\s+)?(?:the\s+)?order(?:\s+of)?\s+(?P<size>.+)", re.IGNORECASE)


def in_signs(text: str) -> str:
    """Return `Theta(n log n)` for `theta of n log n`, and `n log n` for `order n log n`; any other text itself."""
    if (found := _CLASS.fullmatch(text)) is not None:
        is_little = re.match(r"\s*(?:little|small)", text, re.IGNORECASE) is not None
        sign = found["sign"].lower()
        return text if is_little else f"{'O' if sign == 'o' else found['sign'].capitalize()}({found['size']})"
    return found["size"] if (found := _ORDER.fullmatch(text)) is not None else text


def in_words(text: str, names: Names) -> Node | None:
    """Return the growth that a text names in words, None where it is none; every declared size must be named.

    With one size, `linear` alone is linear in it.
    """
    said = re.sub(r"[$]", "", folded(text))
    if len(said) > MAX_WORDS:
        return None
    if _CONSTANT.fullmatch(said):
        return Num(Fraction(1))
    sizes = list(names.symbols)
    found: dict[str, Node] = {}
    original = " ".join(text.replace("$", "").strip(" \t\n.!;,").split())
    for part in _PARTS.split(original):
        match = _ONE.fullmatch(part) or _ONE.fullmatch(part[:1].lower() + part[1:])
        size = None if match is None else _size(match["size"], sizes, names)
        if match is None or size is None or size in found:
            return None
        found[size] = _ORDERS[match["order"]](Sym(size))
    if set(found) != set(sizes):
        return None
    orders = [found[size] for size in sizes]
    return orders[0] if len(orders) == 1 else Mul(tuple(orders))


def _size(text: str | None, sizes: list[str], names: Names) -> str | None:
    if text is None:
        return sizes[0] if len(sizes) == 1 else None
    try:
        tree = read(text, names)[0].tree
    except AnswerError:
        return None
    return tree.name if isinstance(tree, Sym) else None
