r"""Probabilities and moments in a text, `P(A \mid B)`, `\mathbb{E}[X^2]`: a letter is put in place of each."""

from __future__ import annotations

import re

from grader.comparing.pieces import end_of, parted, within
from grader.records import dataclass, field

MAX_CALLS = 24  # probabilities and moments in two texts
MAX_TEXT = 600  # characters of a text
MAX_DEPTH = 6  # moments within each other
PLACE = "upsilon"  # the letter with a number that stands for one of them
_CALL = re.compile(
    r"(?:\\(?:operatorname|mathrm|mathbb|mathbf|mathsf|text|mathcal)\*?\s{0,9}\{\s{0,9}"
    r"(?P<styled>Pr|P|E|Var|V|Cov)\s{0,9}\}|\\(?P<command>Pr|Var|Cov|E)(?![A-Za-z])"
    r"|(?<![A-Z\\_])(?<![A-Za-z\\][a-z])(?P<plain>Pr|P|E|Var|V|Cov)(?![A-Za-z_^]))"
    r"\s{0,9}(?:\\left\s{0,9}|\\[Bb]igg?l?\s{0,9})?(?P<open>\(|\[|\\\{)"
)
_NAMES = {"Pr": "P", "V": "Var"}
_COMMA = re.compile(",")
_BAR = re.compile(r"\\mid(?![A-Za-z])|\\middle\s{0,9}\||\\vert(?![A-Za-z])|\|")


@dataclass(frozen=True)
class Called:
    """What stands in one place: an operator with the texts of its arguments, and of what it is given.

    `letter` is what is written before the brackets, where it may be the letter of a function.
    """

    kind: str
    arguments: tuple[str, ...]
    given: str = ""
    letter: str = ""

    @property
    def text(self) -> str:
        """What is written."""
        said = ", ".join(one.strip() for one in self.arguments)
        return f"{self.kind}({said} | {self.given.strip()})" if self.given else f"{self.kind}({said})"


@dataclass
class Calls:
    """The probabilities and moments of several texts, by the letters in place of them."""

    found: dict[str, Called] = field(default_factory=dict)

    def without(self, text: str, depth: int = 0) -> str | None:
        """Return a text with a letter in place of each probability and moment; None where one cannot be read."""
        if len(text) > MAX_TEXT or PLACE in text or depth > MAX_DEPTH:
            return None
        parts = list[str]()
        start = 0
        while (match := _CALL.search(text, start)) is not None:
            stop = end_of(text, match.start("open"))
            inner = within(text, match.start("open"), stop) if stop else ""
            place = self._place(match, inner, depth) if inner else None
            if place is None:
                return None
            parts += [text[start : match.start()], place]
            start = stop
        return "".join((*parts, text[start:]))

    def _place(self, match: re.Match[str], inner: str, depth: int) -> str | None:
        name = match["styled"] or match["command"] or match["plain"]
        kind = _NAMES.get(name, name)
        halves = parted(inner, _BAR)
        if len(halves) > 2 or (len(halves) == 2 and kind != "P"):
            return None
        pieces = parted(halves[0], _COMMA)
        if kind in {"E", "Var", "Cov"}:
            read_pieces = [self._inner(piece, depth) for piece in pieces]
            if any(piece is None for piece in read_pieces) or len(pieces) != (2 if kind == "Cov" else 1):
                return None
            pieces = [piece for piece in read_pieces if piece is not None]
        if len(self.found) >= MAX_CALLS:
            return None
        may_be_function = match["plain"] in {"P", "E", "V"} and (match["open"] == "(" or name == "V")
        given = halves[1] if len(halves) == 2 else ""
        is_joint = kind == "P" and len(pieces) > 1  # perhaps a density, of which the places count
        called = Called(kind, tuple(pieces), given, name if may_be_function or is_joint else "")
        name = f"{PLACE}_{len(self.found) + 1}"
        self.found[name] = called
        return rf" {{\{PLACE}_{{{len(self.found)}}}}} "

    def _inner(self, text: str, depth: int) -> str | None:
        """Return an argument with letters in place of what is called in it."""
        if PLACE in text:
            return None
        return self.without(text, depth + 1)
