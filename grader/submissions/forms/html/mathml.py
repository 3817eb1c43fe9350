"""MathML as LaTeX: the elements that lay out a formula, in a closed table; any other makes it unreadable."""

from __future__ import annotations

from grader.records import dataclass, field

GROUPS = frozenset({"math", "mrow", "mstyle", "mpadded", "semantics"})
TOKENS = frozenset({"mi", "mn", "mo", "mtext", "ms"})
SILENT = frozenset({"annotation", "annotation-xml", "mspace"})
_PLACES = {  # by the number of what stands inside
    "msup": (2, "{0}^{{{1}}}"),
    "msub": (2, "{0}_{{{1}}}"),
    "munder": (2, "{0}_{{{1}}}"),
    "msubsup": (3, "{0}_{{{1}}}^{{{2}}}"),
    "munderover": (3, "{0}_{{{1}}}^{{{2}}}"),
    "mfrac": (2, "\\frac{{{0}}}{{{1}}}"),
    "mroot": (2, "\\sqrt[{1}]{{{0}}}"),
}
_SCRIPTS = frozenset({"msup", "msub", "munder", "msubsup", "munderover"})
_SIGNS = {"\u2061": "", "\u2062": " ", "\u2063": ",", "\u2212": "-", "\u2064": "+"}


@dataclass
class MathML:
    """A formula while its elements are read; `failed`: something stands in it that is not in the table."""

    open: list[tuple[str, list[str]]] = field(default_factory=list)
    failed: bool = False

    def begin(self, tag: str) -> None:
        """Begin an element."""
        self.open.append((tag, []))

    def text(self, text: str) -> None:
        """Take the text of an element."""
        tag = self.open[-1][0] if self.open else ""
        if tag in TOKENS:
            self.open[-1][1].append("".join(_SIGNS.get(sign, sign) for sign in text.strip()))
        elif text.strip() and tag not in SILENT:
            self.failed = True

    def end(self, tag: str) -> str | None:
        """End an element; return the formula where it was the last one, None where more follows."""
        if not self.open or self.open[-1][0] != tag:
            self.failed = True
            return None
        _, inner = self.open.pop()
        written = self._written(tag, inner)
        if not self.open:
            return written
        if tag not in SILENT:
            self.open[-1][1].append(written)
        return None

    def _written(self, tag: str, inner: list[str]) -> str:
        if tag in TOKENS:
            text = "".join(inner)
            return f" {text} " if len(text) > 1 and text.isalpha() else text
        if tag in GROUPS:
            return " ".join(inner)
        if tag == "msqrt":
            return f"\\sqrt{{{' '.join(inner)}}}"
        if tag in {"mtd", "mtr", "mtable"}:
            joint = {"mtd": " ", "mtr": " & ", "mtable": " \\\\ "}[tag]
            rows = joint.join(inner)
            return f"\\begin{{matrix}} {rows} \\end{{matrix}}" if tag == "mtable" else rows
        count, pattern = _PLACES.get(tag, (0, ""))
        if tag not in SILENT and (len(inner) != count or not count or (tag in _SCRIPTS and not _is_one(inner[0]))):
            self.failed = True
            return ""
        return pattern.format(*inner)


def _is_one(base: str) -> bool:
    """Whether what an exponent or index stands at is one sign, one name, or closed in brackets."""
    base = base.strip()
    return bool(base) and (" " not in base or (base[0] in "([|" and base[-1] in ")]|"))
