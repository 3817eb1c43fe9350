"""What stands at one place of a document, and how deep."""

from __future__ import annotations

from grader.records import dataclass, field
from grader.submissions.attribution.naming.numbering import Node, Target
from grader.submissions.attribution.naming.resolving import Naming
from grader.submissions.attribution.naming.runs import RunKey
from grader.submissions.forms.blocks import Block, Heading
from grader.submissions.forms.content import is_content

LINE_LEVEL = 10  # of a line that names a problem, deeper than every heading
PART_LEVEL = 11  # of a line that names a part; each step of its label is one deeper
LOCATED_LEVEL = 30  # of a line that `locate` lists, wherever it stands


@dataclass
class Section:
    """What stands at one place: written for the one of `targets`, for one of several, or for none that is known.

    `node`: the label below which it stands. `lead`: the word by which it was announced. `rest`: what stands
    behind its name in the heading, an answer only where nothing stands below. `shared`: it is written for all of its
    targets, as their `locate` says. `within`: the heads inside the one above that it stands below, `behind` how
    many blocks stand there before it. `doubts`: nobody knows where the answer above it ends. `refers`: it only says
    that the answer stands below. `second`: what a label right behind its own names. `written`: which of its blocks a
    student wrote, below which prompt, once known.
    """

    targets: tuple[Target, ...] = ()
    heading: Heading | None = None
    blocks: list[Block] = field(default_factory=list)
    node: Node | None = None
    naming: Naming | None = None
    lead: str = ""
    level: int = 0
    run: RunKey | None = None
    parent: Section | None = None
    rest: Heading | None = None
    shared: bool = False
    refers: bool = False
    within: tuple[Heading, ...] = ()
    behind: int = 0
    doubts: bool = False
    second: Naming | None = None
    written: tuple[tuple[Block, ...], str, tuple[Block, ...]] | None = field(default=None, compare=False)

    @property
    def target(self) -> Target | None:
        """What it is written for, where that is certain."""
        return self.targets[0] if len(self.targets) == 1 else None

    @property
    def is_located(self) -> bool:
        """Whether it stands under something that names a problem, several, or one that is not set."""
        return bool(self.targets) or self.node is not None or self.naming is not None

    @property
    def has_content(self) -> bool:
        """Whether anything stands in it."""
        return any(map(is_content, self.blocks))

    @property
    def bears_number(self) -> bool:
        """Whether the label that it begins with has a number, also where it is a part: `2a)` rather than `a)`."""
        return self.heading is not None and self.heading.title.lstrip(" *_(#")[:1].isdigit()
