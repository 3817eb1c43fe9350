r"""Letters that are written as complex numbers, though nothing says so: `z \bar z`, `\overline{zw}`, `\Re z`.

A letter under a bar is a symbol of its own, or the conjugate of the letter. A status is given where both lead to it;
of z and w, which are complex numbers by themselves, a proof with the conjugate is one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping

from grader.comparing.said_letters import COMPLEX
from grader.evidence.trees.features import facts_of
from grader.language.tree import Call, Index, Node, Sym, symbols, walk
from grader.records import replace
from grader.verdict import Comparison, Proof, Unknown
from grader.wording import open_reasons

Compare = Callable[[str, str, Mapping[str, str]], Comparison]
_BARRED = re.compile(r"\\(?:bar|overline)(?![A-Za-z])\s{0,9}(?:\{\s{0,9}([A-Za-z])\s{0,9}\}|([A-Za-z])(?![A-Za-z]))")
_PARTS = frozenset({"re", "im"})


def beside_conjugates(
    texts: tuple[str, str], variables: Mapping[str, str], trees: Iterable[Node], found: Comparison, compare: Compare
) -> Comparison:
    """Return what was found, or what two texts are with complex letters, or that it is open.

    `trees`: the readings of both texts with conjugates in place of bars.
    """
    written = tuple(trees)
    letters = sorted(_complex_letters(written) - variables.keys())
    if not letters:
        return found
    if found.status == "different" and not _indexed(written).isdisjoint(letters):
        return _open(found, letters[0], "undecided")  # of the conjugates of all entries nothing is known
    other = compare(*texts, {**variables, **dict.fromkeys(letters, "complex")})
    if other.status in (found.status, "unreadable"):
        return found
    is_usual = all(letter.partition("_")[0] in COMPLEX for letter in letters)
    if is_usual and isinstance(other.evidence, Proof):
        note = open_reasons.LETTERS_COMPLEX.format(letters=", ".join(letters))
        return replace(other, evidence=replace(other.evidence, notes=(*other.evidence.notes, note)))
    if found.status == "unreadable":
        return other if is_usual else found
    return _open(found, letters[0], other.status)


def beside_complements(
    texts: tuple[str, str], found: Comparison, compare: Callable[[str, str], Comparison]
) -> Comparison:
    r"""Return a difference, or that it is open where `\bar p` may be `1 - p`, which is the other side."""
    one, other = (_BARRED.sub(lambda match: rf" \left(1 - {match[1] or match[2]}\right) ", text) for text in texts)
    if found.status != "different" or (one, other) == texts or compare(one, other).status != "equal":
        return found
    return replace(found, status="undecided", evidence=Unknown(open_reasons.BAR_OF_COMPLEMENT))


def _open(found: Comparison, letter: str, status: str) -> Comparison:
    why = open_reasons.LETTER_MAY_BE_COMPLEX.format(letter=letter, status=found.status, status_2=status)
    return replace(found, status="undecided", evidence=Unknown(why))


def _indexed(trees: tuple[Node, ...]) -> set[str]:
    """Return the letters with an index that is bound or a letter."""
    parts = (part for tree in trees if Index in facts_of(tree).kinds for part in walk(tree))
    return {part.base.name for part in parts if isinstance(part, Index) and isinstance(part.base, Sym)}


def _complex_letters(trees: tuple[Node, ...]) -> frozenset[str]:
    """Return the letters whose conjugate, or of the usual ones a part, is taken; none that have a mean."""
    nodes = [node for tree in trees if "conj" in facts_of(tree).calls or _has_parts(tree) for node in walk(tree)]
    indexed = _indexed(trees)
    found = frozenset[str]()
    for node in nodes:
        match node:
            case Call("conj", (Sym(name),)) if name in indexed:
                continue  # a letter under a bar beside its values is their mean
            case Call("conj", (arg,)):
                found |= symbols(arg)
            case Call(name, (arg,)) if name in _PARTS:
                found |= {letter for letter in symbols(arg) if letter.partition("_")[0] in COMPLEX}
            case _:
                pass
    return found & frozenset[str]().union(*map(symbols, trees))


def _has_parts(tree: Node) -> bool:
    return not _PARTS.isdisjoint(facts_of(tree).calls)
