"""What is found in a derivation: its chains of formulas, and what is left aside."""

from __future__ import annotations

from grader.language.tree import Node
from grader.records import dataclass


@dataclass(frozen=True, slots=True)
class Member:
    """A formula of a chain with the sign before it; `tree` is None where it could not be read, and `error` says why.

    `line` is 0 for the beginning that is asked for and not written.
    """

    sign: str
    text: str
    line: int
    tree: Node | None = None
    error: str = ""


@dataclass(frozen=True, slots=True)
class Statement:
    """A chain of formulas, with the sign of logic before it; `whole` is the condition that it is."""

    logic: str
    members: tuple[Member, ...]
    whole: Member
    joined: bool = False  # by a sign of logic to the one before or behind it
    case: Node | None = None  # the condition under which it is claimed
    concludes: bool = False  # a word such as `hence` stands before it

    @property
    def line(self) -> int:
        """Return the line in which it begins."""
        return next((one.line for one in self.members if one.line), 0)


@dataclass(frozen=True, slots=True)
class Left:
    """What is left aside: words that `bind` where they may hold a condition, `holds` where they say that some do.

    `is_reason`: they stand beside a formula that was read; else the line as a whole was not read. `case` is the
    condition under which its line is claimed; `may_be_formula`: one that is asked for may stand in it. `has_unread`: a
    relation of the problem's own letters in it could not be read.
    """

    text: str
    line: int
    binds: bool
    is_reason: bool = False
    holds: tuple[Node, ...] = ()
    case: Node | None = None
    may_be_formula: bool = False
    has_unread: bool = False


@dataclass(frozen=True)
class Derivation:
    """What was read: statements in order, and what was not read.

    `manner` names the manner of reading its rows and words where all that is right when it is read so is right.
    """

    statements: tuple[Statement, ...] = ()
    skipped: tuple[Left, ...] = ()
    manner: str = ""
