"""A question ready to be marked: everything an author wrote, read and checked. Plain data."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from functools import cached_property
from typing import TYPE_CHECKING, Literal

from grader.language.code.program import Frame, Program
from grader.language.domains import Domain, Variable
from grader.language.names import Names
from grader.language.tree import Node
from grader.problems.judging import RubricItem, TextTest
from grader.problems.kinds import KINDS, AnswerType, Kind
from grader.problems.layers import Layers
from grader.records import dataclass, field, replace

if TYPE_CHECKING:  # few problems ask for units
    from grader.language.units.reading import Unit


@dataclass(frozen=True)
class Field:
    """A field that a student fills in. `names`: what may be written there. `default`: may be left out.

    `symbol` is its name in formulas, where that is not `name` (a single field `answer` with `symbol: y`). `arguments`:
    the quantified symbols that may stand in it; in conditions `f(2)` is its value where the only one of them is 2.
    One that is `free` may be left open. `size`: a field that says how many entries this one has, so that these may
    be told by a formula for all of them; `is_size`: it says so of another field. `authored_symbol` is the symbol as the
    author wrote it, with its marks: `v^*`.
    """

    name: str
    domain: Domain
    names: Names
    default: Node | None = None
    spellings: tuple[str, ...] = ()
    symbol: str = ""
    forms: tuple[FormClaim, ...] = ()
    arguments: tuple[str, ...] = ()
    free: bool = False
    size: str = ""
    is_size: bool = False
    authored_symbol: str = ""

    @property
    def is_chosen_with_others(self) -> bool:
        """Whether other fields may speak of it, or it of them."""
        return self.free or self.is_size or bool(self.size)


@dataclass(frozen=True)
class Tolerance:
    """How far an answer may be off; see the contract's section 4."""

    absolute: Fraction | None = None
    relative: Fraction | None = None
    significant_figures: int | None = None
    decimal_places: int | None = None
    strict: bool = False
    written: bool = False
    of_coefficients: bool = False


@dataclass(frozen=True)
class Requirement:
    """What must hold of the fields: all conditions of one of several lists."""

    text: str
    alternatives: tuple[tuple[Node, ...], ...]
    points: Fraction | None = None
    feedback: str = ""

    @property
    def condition(self) -> Node | None:
        """Return the condition where there is only one."""
        first = self.alternatives[0]
        return first[0] if len(self.alternatives) == len(first) == 1 else None


@dataclass(frozen=True)
class Approach:
    """The limit in which claims hold: the parameter `name` tends to a point, from one side where `kind` says so."""

    name: str
    point: Node
    kind: Literal["lim", "lim+", "lim-"] = "lim"


@dataclass(frozen=True)
class Waypoint:
    """A line that a derivation passes, in any of its forms."""

    text: str
    lines: tuple[Node, ...]
    points: Fraction | None = None
    feedback: str = ""


@dataclass(frozen=True)
class Form:
    """One form: its `kind` as the author wrote it, without what stands behind: names or signs, or a `template`.

    `digits` are the least and the greatest number of digits asked for.
    """

    kind: str
    text: str
    names: tuple[str, ...] = ()
    template: Node | None = None
    digits: tuple[int, int | None] = (0, None)


@dataclass(frozen=True)
class FormClaim:
    """A form that an answer must have as it is typed, with the credit it carries and what to say where it has not."""

    form: Form
    points: Fraction | None = None
    feedback: str = ""


@dataclass(frozen=True)
class UnitAsked:
    """The unit of the expected value; `fixed`: no other unit of its dimension is right."""

    unit: Unit
    points: Fraction | None = None
    fixed: bool = False


@dataclass(frozen=True)
class Definition:
    """`define: {name: …}` or `'f(x, y)': …`; `parameters` is empty for a named expression."""

    parameters: tuple[str, ...]
    body: Node


@dataclass(frozen=True)
class Mistake:
    """A recognised mistake: `when` holds texts by field; other fields are free."""

    when: Mapping[str, str]
    score: Fraction
    feedback: str = ""


@dataclass(frozen=True)
class Example:
    """An answer with the outcome it must get. `fields` holds texts; a single field is `answer`.

    `whole` is the bare text given to a problem with several fields (`none`). `line` is where it stands.
    """

    outcome: str
    fields: Mapping[str, str]
    whole: str | None = None
    line: int = 0


@dataclass(frozen=True)
class Question:
    """A problem without parts. `id` is complete (`tent.a` for a part); `points` is what it is worth.

    `accepted` are the trees of `expected` or `accept`, any one suffices; `accepted_texts` the same for `choice`
    (option keys; several where several must be chosen) and `text`. `text_test` is what a text must say, where up to
    `max_edits` typing errors do not count. `bound_is_strict`: the letter of a class of growth
    counts; `takes_words`: such a class may be said in words. `options` maps a choice's keys to their texts, empty for
    yes or no, `spellings` to other words for them; `several`: a set of options must be chosen.
    `names` is what the expected side may use.
    `limit`: a parameter of which only the limit counts. `compact` names those among `functions` that are 0 outside of a
    bounded interval. `different` are fields no two of which may be written alike.
    `output`, with its text, is a network's output in its fields and the quantified symbols; `layers` stands in its
    place where the student chooses the layers. `start`, `end`, `show` and `through` are what a derivation begins and
    ends with, shows, and passes, with their texts; `identities` are what it may use, `called` formulas by texts
    without blanks that name them. `exists`: False where "there are none" is the right answer.
    `programs` are the right ones of a question about code, any one suffices; `frame` is what they are run in.
    `units` are what symbols are measured in. `constants` are arbitrary in the expected answer, where any others may
    stand for them.
    `forms`: what the answer must look like as it is typed; `allow`: operators that it may hold though it is to be
    evaluated. `locate`: other headings under which a document may hold the answer. `limits`: limits of deciding by name
    (`max_steps`), where the problem sets its own. `lead` is the prompt of the problem that it is a part of.
    """

    id: str
    type: AnswerType
    points: Fraction
    fields: Mapping[str, Field]
    names: Names
    title: str = ""
    prompt: str = ""
    lead: str = ""
    given: tuple[Variable, ...] = ()
    for_all: tuple[Variable, ...] = ()
    assume: tuple[Node, ...] = ()
    define: Mapping[str, Definition] = field(default_factory=dict)
    functions: Mapping[str, int] = field(default_factory=dict)
    compact: tuple[str, ...] = ()
    conventions: Mapping[str, Node] = field(default_factory=dict)
    limit: Approach | None = None
    tolerance: Tolerance | None = None
    up_to: Literal["constant", "factor", "sign"] | None = None
    constants: tuple[str, ...] = ()
    per_piece: bool = False
    same_domain: bool = False
    accept_error: Fraction | None = None
    credit: Literal["all", "per entry", "per member"] = "all"
    forms: tuple[FormClaim, ...] = ()
    allow: tuple[str, ...] = ()
    unit: UnitAsked | None = None
    units: Mapping[str, Unit] = field(default_factory=dict)
    accepted: tuple[Node, ...] = ()
    accepted_texts: tuple[str, ...] = ()
    text_test: TextTest | None = None
    max_edits: int = 0
    unmatched_is_open: bool = False
    bound_is_strict: bool = False
    takes_words: bool = False
    options: Mapping[str, str] = field(default_factory=dict)
    spellings: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    several: bool = False
    require: tuple[Requirement, ...] = ()
    different: tuple[str, ...] = ()
    start: Node | None = None
    start_text: str = ""
    end: Node | None = None
    end_text: str = ""
    show: Node | None = None
    show_text: str = ""
    through: tuple[Waypoint, ...] = ()
    identities: tuple[Node, ...] = ()
    called: Mapping[str, Node] = field(default_factory=dict)
    output: Node | None = None
    output_text: str = ""
    layers: Layers | None = None
    exists: bool = True
    frame: Frame | None = None
    programs: tuple[Program, ...] = ()
    rubric: tuple[RubricItem, ...] = ()
    mistakes: tuple[Mistake, ...] = ()
    examples: tuple[Example, ...] = ()
    reveal: Literal["verdict", "counterexample", "answer"] = "counterexample"
    plot: Literal["own", "target"] = "own"
    tags: tuple[str, ...] = ()
    locate: tuple[str, ...] = ()
    limits: Mapping[str, int] = field(default_factory=dict)
    file: str = ""
    line: int = 0

    @cached_property
    def kind(self) -> Kind:
        """Return what is asked of its type."""
        return KINDS[self.type]

    @property
    def may_be_none(self) -> bool:
        """Whether `none` is an answer: values are asked for that need not exist, or that is expected."""
        return self.kind.may_be_none or not self.exists


def is_curve(question: Question) -> bool:
    """Whether an answer is a function of one real symbol, which can be drawn as a curve."""
    match question.for_all:
        case (Variable(domain=domain),):
            is_function = question.kind.has_weights or question.kind.has_expected_value
            return is_function and domain.base == "real" and not domain.shape
        case _:
            return False


@dataclass(frozen=True)
class Problem:
    """What one YAML file holds: one question, or several parts in order (each a Question with its own id)."""

    id: str
    title: str
    prompt: str
    points: Fraction
    questions: tuple[Question, ...]
    has_parts: bool
    file: str = ""
    tags: tuple[str, ...] = ()


Problems = Mapping[str, Problem]


def alone(problem: Problem, question: Question) -> Problem:
    """Return a part as a problem of its own; the one question of a problem without parts is that problem."""
    if not problem.has_parts:
        return problem
    return replace(problem, id=question.id, points=question.points, questions=(question,), has_parts=False)
