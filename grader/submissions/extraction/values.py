"""A value without what goes on after it, and formulas without boxes."""

from __future__ import annotations

import re
from collections.abc import Iterator

from grader.submissions.extraction import formulas
from grader.submissions.extraction.vocabulary import CUT
from grader.submissions.forms.spans import masked, pieces

_BOX = re.compile(r"\\(?:boxed|fbox|framebox)\s*\{")


def unboxed(text: str) -> tuple[str, str]:
    r"""Return a formula without `\boxed{…}`, and what stood in the last box, empty where there is none."""
    opened = {match.end() - 1: match.start() for match in _BOX.finditer(text)}
    if not opened:
        return text, ""
    cuts: list[tuple[int, int]] = []
    boxed, last = "", -1
    for start, stop in _groups(text):
        if start in opened:
            cuts += [(opened[start], start + 1), (stop, stop + 1)]
            boxed, last = (text[start + 1 : stop].strip(), start) if start > last else (boxed, last)
    parts, place = [], 0
    for start, stop in sorted(cuts):
        parts.append(text[place:start])
        place = stop
    return " ".join((*parts, text[place:])).strip(), boxed


_BRACE = re.compile(r"\\.|[{}]", re.DOTALL)


def _groups(text: str) -> Iterator[tuple[int, int]]:
    """Yield where braces open and close, innermost first."""
    begun: list[int] = []
    for match in _BRACE.finditer(text):
        if match[0] == "{":
            begun.append(match.start())
        elif match[0] == "}" and begun:
            yield begun.pop(), match.start()


def value(text: str) -> str:
    """Return a value without the words that go on after it, and without the sign that ends a sentence."""
    mask = masked(text, pieces(text))
    cut = CUT.match(mask, len(mask) - len(mask.lstrip())) or CUT.search(mask, len(mask) - len(mask.lstrip()))
    text = unboxed(text[: cut.start()] if cut else text)[0].strip()
    while text and text[-1] in ".,;:" and not text.endswith("\\,"):
        text = text[:-1].rstrip()
    return re.sub(r"^(?:is|are)\s+", "", text)


_SPACING = re.compile(
    r"\\(?:hspace|vspace|hskip)\*?\s*(?:\{[^{}]*\})?|\\(?:hfill|hfil|quad|qquad|enspace|thinspace)(?![A-Za-z])"
)
PROOF_END = re.compile(r"\\(?:qed|qedhere|square|blacksquare|Box|qedsymbol)(?![A-Za-z])|[□∎■]")


def cleaned(text: str) -> str:
    r"""Return a formula without what only sets it (`\hspace{1em}`, `\quad`), boxes, and the end of a proof (`\qed`)."""
    text = unboxed(text)[0]
    if "\\" in text:
        text = _SPACING.sub(" ", text)
    return formulas.trimmed(PROOF_END.sub(" ", text)).lstrip("= \t\n") if text.strip("= \t\n") else text


_DECIMAL = re.compile(r"(?<![\d.,}])(\d+(?:\{,\}\d+)+)(?!\d|\{,\}|\.\d)")
_GROUPS = re.compile(r"[1-9]\d{0,2}(?:,\d{3})+")


def comma_readings(text: str) -> tuple[str, str]:
    r"""Return a formula with `{,}` in its numbers as decimal signs, and as marks of thousands where it may be these."""
    if "{,}" not in text:
        return text, ""
    numbers = [number.replace("{,}", ",") for number in _DECIMAL.findall(text)]
    groups = all(_GROUPS.fullmatch(number) for number in numbers)
    plain = _DECIMAL.sub(lambda match: match[1].replace("{,}", ""), text)
    several = any(number.count(",") > 1 for number in numbers)
    if several:
        return (plain, "") if groups else (text, "")
    decimal = _DECIMAL.sub(lambda match: match[1].replace("{,}", "."), text)
    return decimal, plain if groups and numbers else ""
