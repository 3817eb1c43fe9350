"""What must hold, as plain data. A claim is a statement about trees, in a setting of symbols and conditions."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import TYPE_CHECKING, Final, Literal

from grader.claims.growth import SameGrowth
from grader.claims.solutions import SameFamily, SameSet, SameSolutions
from grader.language.domains import Variable
from grader.language.tree import Node
from grader.records import dataclass, field

if TYPE_CHECKING:  # comparing two expressions asks for no problem
    from grader.language.code.program import Frame, Program
    from grader.language.reader.typed_numbers import Typed
    from grader.problems.question import Form


@dataclass(slots=True, unsafe_hash=True)
class Equal:
    """`answer` equals `expected` as the contract's section 4 defines it.

    With D(e) the points of the domain where e is defined: D(expected) and D(answer) share a point, both agree on
    all that they share, and D(expected) without D(answer) has no interior in the domain (over integers and finite
    sets: is empty). `same_domain`: D(answer) = D(expected). Arrays and tuples are compared entry by entry.
    `per_piece`: with `up_to`, the constant may differ from one piece of a domain in several pieces to another.
    `both`: each side covers the other, as in a comparison. `letter`: with `up_to`, the arbitrary constant that
    the answer brought in: what it adds, or multiplies with, must be able to be any real number.
    """

    answer: Final[Node]
    expected: Final[Node]
    up_to: Final[Literal["constant", "factor", "sign"] | None] = None
    same_domain: Final[bool] = False
    per_piece: Final[bool] = False
    both: Final[bool] = False
    letter: Final[str] = ""


@dataclass(frozen=True, slots=True)
class Within:
    """|answer - expected| <= absolute or <= relative * |expected|, whichever is larger; `strict`: <."""

    answer: Node
    expected: Node
    absolute: Fraction | None = None
    relative: Fraction | None = None
    strict: bool = False


@dataclass(frozen=True, slots=True)
class Rounded:
    """Both sides, rounded to so many significant figures or decimal places, are equal; a tie is rounded either way."""

    answer: Node
    expected: Node
    significant_figures: int | None = None
    decimal_places: int | None = None


@dataclass(frozen=True, slots=True)
class Holds:
    """A condition (`Relation`, `Logic`) holds at every point of the domain, and is defined there."""

    condition: Node


@dataclass(frozen=True, slots=True)
class Member:
    """`value` lies in the domain of `variable`, for all values of the setting's symbols, and is defined there."""

    value: Node
    variable: Variable


@dataclass(frozen=True, slots=True)
class SameCode:
    """Two programs return and leave the same, whatever they are given in a frame."""

    answer: Program
    expected: Program
    frame: Frame


@dataclass(frozen=True, slots=True)
class Chosen:
    """The chosen options are the expected ones."""

    chosen: frozenset[str]
    expected: frozenset[str]


@dataclass(frozen=True, slots=True)
class Settled:
    """Decided while the claim was made: holds, with a `note` where more is to be said, or fails for a named reason."""

    holds: bool
    code: str
    text: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class ForPerson:
    """What only a person can decide, and why."""

    text: str


@dataclass(frozen=True, slots=True)
class AnyOf:
    """At least one of the statements holds. `lacking` is the reason that is given where none does, if there is one."""

    statements: tuple[Statement, ...]
    lacking: Settled | None = None


@dataclass(frozen=True, slots=True)
class HasForm:
    """A tree has a form as it is typed. `variables` are the quantified symbols, `declared` all that the problem names.

    `allow` are operators that may stand in it though it is to be evaluated. `typed` are the numbers of each of its
    entries as they were typed, for the forms that ask for digits; nothing where they are not seen.
    """

    answer: Node
    form: Form
    variables: frozenset[str]
    declared: frozenset[str]
    allow: frozenset[str] = frozenset()
    typed: tuple[Typed, ...] = ()


@dataclass(frozen=True, slots=True)
class AllOf:
    """All of the statements hold."""

    statements: tuple[Statement, ...]


@dataclass(frozen=True, slots=True)
class Unread:
    """A statement about fields whose text could not be read: it stays open."""

    fields: tuple[str, ...]


Statement = (
    Equal
    | Within
    | Rounded
    | Holds
    | HasForm
    | Member
    | SameSet
    | SameSolutions
    | SameFamily
    | SameCode
    | SameGrowth
    | Chosen
    | Settled
    | ForPerson
    | AnyOf
    | AllOf
    | Unread
)


@dataclass(frozen=True)
class Setting:
    """The symbols a claim speaks of, with their domains, conditions between them, and named conventions.

    `conventions` maps the convention's text (`H(0)`, `relu'(0)`, `0 log 0`, `sign(0)`) to its value.
    `functions` are unknown functions, smooth and defined everywhere (their number of arguments by name); those in
    `compact` are 0 outside of a bounded interval.
    `constants` names the variables that the constant of `up_to` may depend on: those of `given`.
    """

    variables: tuple[Variable, ...] = ()
    assume: tuple[Node, ...] = ()
    conventions: Mapping[str, Node] = field(default_factory=dict)
    functions: Mapping[str, int] = field(default_factory=dict)
    compact: frozenset[str] = frozenset()
    accept_error: Fraction | None = None
    constants: frozenset[str] = frozenset()

    def over(self, variables: tuple[Variable, ...], assume: tuple[Node, ...] | None = None) -> Setting:
        """Return the setting with other symbols, and with other conditions where they are given."""
        kept = self.conventions, self.functions, self.compact, self.accept_error, self.constants
        return Setting(variables, self.assume if assume is None else assume, *kept)


@dataclass(frozen=True)
class Claim:
    """One statement that must hold, with the credit it carries; a quiet one is listed only where it is not proved."""

    id: str
    text: str
    statement: Statement
    setting: Setting = Setting()
    points: Fraction | None = None
    feedback: str = ""
    is_quiet: bool = False
