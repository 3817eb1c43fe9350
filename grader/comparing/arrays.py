r"""Letters that nothing declares and that are written as arrays: `x^\\top`, `\\mathbf{A}`, `\\vec{a}`.

Where nothing is declared letters are numbers. Of letters that are written so it is asked, too, what holds of vectors
(small letters) and of square matrices (large ones): a status is given where both lead to it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from grader.evidence.trees.features import facts_of
from grader.language.spelling import canonical_name
from grader.language.spelling.greek import GREEK_NAMES
from grader.language.tree import Array, Node, Transpose, Tup, symbols, walk

_BOLD = re.compile(r"\\(mathbf|boldsymbol|bm|pmb|vec)\s{0,9}(?:\{\s{0,9})?(\\?[A-Za-z]{1,20})")
_WRITTEN_OUT = frozenset({Array, Tup})
_SIZES = ("n", "m", "d", "p", "q")


def written_arrays(texts: Iterable[str], trees: Iterable[Node]) -> tuple[dict[str, str] | None, bool]:
    """Return domains for the letters that are written as arrays, and whether all of them are only transposed.

    No domains where there are no such letters; None where nothing is known of one, as of `A_{ij}^\\top`.
    """
    texts, trees = tuple(texts), tuple(trees)
    names, used = _transposed(trees), frozenset[str]().union(*map(symbols, trees))
    bold = {name for text in texts for _, letter in _BOLD.findall(text) if (name := canonical_name(letter)) in used}
    if not names | bold:
        return {}, True
    size = next((one for one in _SIZES if one not in used), "")
    if not size or not all(map(_is_name, names | bold)):
        return None, False
    size = "3" if any("times" in text or "×" in text for text in texts) else size
    large = {name for name in used if name[0].isupper() and _is_name(name)}
    domains = dict.fromkeys(sorted(large), f"real^{{{size} x {size}}}")
    return domains | dict.fromkeys(sorted((names | bold) - large), f"real^{size}"), not bold


def _transposed(trees: Iterable[Node]) -> set[str]:
    """Return the names that stand below a transpose, and not as entries of an array that is written out."""
    parts = (part for tree in trees if Transpose in facts_of(tree).kinds for part in walk(tree))
    turned = (part.arg for part in parts if isinstance(part, Transpose))
    return {name for arg in turned if facts_of(arg).kinds.isdisjoint(_WRITTEN_OUT) for name in symbols(arg)}


def _is_name(name: str) -> bool:
    """Whether a name is a letter, perhaps with one sign below, and no entry: `x`, `x_1`, `Sigma`, not `A_{ij}`."""
    base, _, sub = name.partition("_")
    return (len(base) == 1 or base in GREEK_NAMES) and len(sub) <= 1
