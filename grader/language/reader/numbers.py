"""Long lists of plain numbers, such as the weights of a network: read at once, with limits of their own.

What is read here, the parser reads as the same tree; `read_numbers` only spares it lists that are too long for it.
"""

from __future__ import annotations

import re
from fractions import Fraction

from grader.language.tree import Array, Div, Neg, Node, Num

SHORTEST = 400  # characters; shorter texts are left to the parser
MAX_LIST_TEXT = 1_000_000  # characters
MAX_LIST_NESTING = 4  # brackets within each other
MAX_LIST_DIGITS = 400  # characters of one number
MAX_LIST_EXPONENT = 1_000  # of a number in scientific notation

_NUMBER = r"(?:\d+(?:\.\d*)?|\.\d+)(?:[eE](?P<{}>[+-]?\d{{1,4}}))?"
_PART = re.compile(
    rf"\s*(?:(?P<open>\[)|(?P<close>\])|(?P<comma>,)|(?P<sign>[+-]?)(?P<top>{_NUMBER.format('up')})"
    rf"(?:/(?P<bottom>{_NUMBER.format('down')}))?(?=\s*[,\]]))",
    re.ASCII,
)


def read_numbers(text: str) -> Node | None:
    """Return a list of numbers, or of such lists, as the parser would read it; None for short and for other texts."""
    text = text.strip()
    if not (SHORTEST <= len(text) <= MAX_LIST_TEXT and text[0] == "[" and text[-1] == "]"):
        return None
    return _Lists(text).read()


class _Lists:
    """Reads one text part by part, with the lists that are open kept on a stack."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.known: dict[str, Node] = {}
        self.open: list[list[Node]] = [[]]

    def read(self) -> Node | None:
        """Return the tree, None where the text is anything else than lists of numbers."""
        at, wants_item = 0, True
        while at < len(self.text):
            part = _PART.match(self.text, at)
            if part is None or (len(self.open) == 1 and at > 0):
                return None
            at = part.end()
            kind = part.lastgroup if part.lastgroup in {"open", "close", "comma"} else "number"
            if (kind in {"open", "number"}) != wants_item or not self.take(kind, part):
                return None
            wants_item = kind in {"open", "comma"}
        return self.open[0][0] if len(self.open) == 1 and len(self.open[0]) == 1 else None

    def take(self, kind: str, part: re.Match[str]) -> bool:
        """Take one part in; return whether it may stand there."""
        if kind == "open":
            self.open.append([])
            return len(self.open) <= MAX_LIST_NESTING + 1
        if kind == "close":
            items = self.open.pop()
            self.open[-1].append(Array(tuple(items)))
            return len(items) > 0
        if kind == "comma":
            return True
        number = self.number(part)
        if number is not None:
            self.open[-1].append(number)
        return number is not None and len(self.open) > 1

    def number(self, part: re.Match[str]) -> Node | None:
        """Return a number as a tree, None where it is too long."""
        word = part[0].strip()
        if word not in self.known:
            exponents = [abs(int(part[name])) for name in ("up", "down") if part[name]]
            if len(word) > MAX_LIST_DIGITS or max(exponents, default=0) > MAX_LIST_EXPONENT:
                return None
            number: Node = Num(Fraction(part["top"]))
            if part["bottom"] is not None:
                number = Div(number, Num(Fraction(part["bottom"])))
            self.known[word] = Neg(number) if part["sign"] == "-" else number
        return self.known[word]
