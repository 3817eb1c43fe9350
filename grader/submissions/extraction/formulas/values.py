"""A value without what goes on after it, and formulas without boxes."""

from __future__ import annotations

import re
from functools import lru_cache

from grader.submissions.extraction.formulas import formulas
from grader.submissions.extraction.words.vocabulary import CUT
from grader.submissions.forms.spans import prose_of

_BRACE = re.compile(r"(?P<box>\\(?:boxed|fbox|framebox)\s*\{)|\\.|(?P<begin>\{)|(?P<end>\})", re.DOTALL)


def unboxed(text: str) -> tuple[str, str]:
    r"""Return a formula without `\boxed{…}`, and what stood in the last box, empty where there is none.

    Behind a box that nothing closes all stays as it is, and so do boxes right behind each other.
    """
    if "box" not in text:
        return text, ""
    boxed, cut = "", []
    behind = -1
    for start, inside, end in boxes(text):
        if 0 <= behind <= start and not text[behind:start].strip():
            return text, ""
        boxed, behind = text[inside:end].strip(), end + 1
        cut += [(start, inside), (end, end + 1)]
    if not cut:
        return text, ""
    stops = [0, *(stop for pair in sorted(cut) for stop in pair), len(text)]
    pieces_left = [text[start:stop] for start, stop in zip(stops[::2], stops[1::2], strict=True)]
    return " ".join(piece.strip() for piece in pieces_left).strip(), boxed


def boxes(text: str) -> list[tuple[int, int, int]]:
    """Return where each box begins, where its inside does, and where that ends: in order, up to one not closed."""
    begun: list[tuple[int, int] | None] = []
    found: list[tuple[int, int, int]] = []
    for sign in _BRACE.finditer(text):
        if sign["end"]:
            box = begun.pop() if begun else None
            found += [(*box, sign.start())] if box else []
        elif sign["box"] or sign["begin"]:
            begun.append(sign.span() if sign["box"] else None)
    first = min((box[0] for box in begun if box), default=len(text))
    return sorted(box for box in found if box[0] < first)


def value(text: str) -> str:
    """Return a value without the words that go on after it, and without the sign that ends a sentence."""
    mask = prose_of(text)
    cut = CUT.match(mask, len(mask) - len(mask.lstrip())) or CUT.search(mask, len(mask) - len(mask.lstrip()))
    text = unboxed(text[: cut.start()] if cut else text)[0].strip()
    stop = len(text)
    while stop and (text[stop - 1] in ".,;:" or text[stop - 1].isspace()) and text[stop - 2 : stop] != "\\,":
        stop -= 1
    return re.sub(r"^(?:is|are)\s+", "", text[:stop])


_SPACING = re.compile(
    r"\\(?:hspace|vspace|hskip)\*?(?!\s*\{?\s*-\s*\d\d)\s*(?:\{[^{}]*\})?|\\(?:hfill|hfil|quad|qquad|enspace|thinspace)(?![A-Za-z])"
)
PROOF_END = re.compile(r"\\(?:qed|qedhere|square|blacksquare|Box|qedsymbol)(?![A-Za-z])|[□∎■]")


@lru_cache(maxsize=formulas.KEPT)
def cleaned(text: str) -> str:
    r"""Return a formula without what only sets it (`\hspace{1em}`, `\quad`), boxes, and the end of a proof (`\qed`)."""
    text = unboxed(text)[0]
    if "\\" in text:
        text = _SPACING.sub(" ", text)
    return formulas.trimmed(PROOF_END.sub(" ", text)).lstrip("= \t\n") if text.strip("= \t\n") else text
