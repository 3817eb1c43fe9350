r"""Probabilities and moments in a text, `P(A \mid B)`, `\mathbb{E}[X^2]`: a letter is put in place of each."""

from __future__ import annotations

import re

from grader.errors import AnswerError
from grader.language.names import Names
from grader.language.reader import read
from grader.language.tree import Node
from grader.records import dataclass, field

MAX_CALLS = 24  # probabilities and moments in two texts
MAX_TEXT = 600  # characters of a text
PLACE = "upsilon"  # the letter with a number that stands for one of them
_CALL = re.compile(
    r"(?:\\(?:operatorname|mathrm|mathbb|mathbf|mathsf|text|mathcal)\*?\s{0,9}\{\s{0,9}"
    r"(?P<styled>Pr|P|E|Var|V|Cov)\s{0,9}\}|\\(?P<command>Pr|Var|Cov|E)(?![A-Za-z])"
    r"|(?<![A-Z\\_])(?<![A-Za-z\\][a-z])(?P<plain>Pr|P|E|Var|V|Cov)(?![A-Za-z_^]))"
    r"\s{0,9}(?:\\left\s{0,9}|\\[Bb]igg?l?\s{0,9})?(?P<open>\(|\[|\\\{)"
)
_NAMES = {"Pr": "P", "V": "Var"}
_BRACKET = re.compile(r"\\[{}]|[()\[\]{}]")
_CLOSING = re.compile(r"(?:\\right\s{0,9}|\\[Bb]igg?r?\s{0,9})\Z")
_BAR = re.compile(r"\\mid(?![A-Za-z])|\\middle\s{0,9}\||\\vert(?![A-Za-z])|\|")


@dataclass(frozen=True)
class Called:
    """What stands in one place: an operator with the texts of its arguments, and of what it is given."""

    kind: str
    arguments: tuple[str, ...]
    given: str = ""

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
        if len(text) > MAX_TEXT or PLACE in text or depth > 6:
            return None
        parts = list[str]()
        start = 0
        while (match := _CALL.search(text, start)) is not None:
            stop = _end(text, match.start("open"))
            inner = _CLOSING.sub("", text[match.end() : stop - (2 if match["open"] == "\\{" else 1)]) if stop else ""
            place = self._place(match["styled"] or match["command"] or match["plain"], inner, depth) if inner else None
            if place is None:
                return None
            parts += [text[start : match.start()], place]
            start = stop
        return "".join((*parts, text[start:]))

    def _place(self, name: str, inner: str, depth: int) -> str | None:
        kind = _NAMES.get(name, name)
        parted = _parted(inner, _BAR)
        if len(parted) > 2 or (len(parted) == 2 and kind != "P"):
            return None
        pieces = _parted(parted[0], re.compile(","))
        if kind in {"E", "Var", "Cov"}:
            read_pieces = [self._inner(piece, depth) for piece in pieces]
            if any(piece is None for piece in read_pieces) or len(pieces) != (2 if kind == "Cov" else 1):
                return None
            pieces = [piece for piece in read_pieces if piece is not None]
        if len(self.found) >= MAX_CALLS:
            return None
        called = Called(kind, tuple(pieces), parted[1] if len(parted) == 2 else "")
        name = f"{PLACE}_{len(self.found) + 1}"
        self.found[name] = called
        return rf" (\{PLACE}_{{{len(self.found)}}}) "

    def _inner(self, text: str, depth: int) -> str | None:
        """Return an argument with letters in place of what is called in it."""
        if PLACE in text:
            return None
        return self.without(text, depth + 1)


def tree_of(text: str) -> Node | None:
    """Return the one reading of a text as an expression in letters; None for others."""
    try:
        readings = read(text, Names(free=True), "expression")
    except AnswerError:
        return None
    return readings[0].tree if len(readings) == 1 else None


def _end(text: str, start: int) -> int:
    """Return the place behind the bracket that closes the one at a place; 0 where none does."""
    depth = 0
    for match in _BRACKET.finditer(text, start):
        depth += 1 if match[0][-1] in "([{" else -1
        if depth == 0:
            return match.end()
    return 0


def _parted(text: str, sign: re.Pattern[str]) -> list[str]:
    """Return the parts of a text between signs that stand in no brackets."""
    found = list[str]()
    start = 0
    for match in sign.finditer(text):
        before = [one[0][-1] for one in _BRACKET.finditer(text, 0, match.start())]
        if sum(one in "([{" for one in before) == sum(one in ")]}" for one in before):
            found.append(text[start : match.start()])
            start = match.end()
    return [*found, text[start:]]
