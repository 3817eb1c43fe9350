"""Both sides of a question of definedness, made ready: formulas over a region and what is left of them."""

from __future__ import annotations

from collections.abc import Iterator

from grader.evidence.definedness.covering.survey import Survey
from grader.evidence.definedness.formulas import TRUE, Formula, Role, conjunction, mentioned, parts_of
from grader.evidence.definedness.gaps import gap_texts
from grader.evidence.definedness.points import Here
from grader.evidence.definedness.region import Region
from grader.evidence.definedness.residue import assuming, generically, is_thin, residue, with_failures
from grader.evidence.signs import Facts
from grader.evidence.trees.build import number_tree
from grader.language.tree import Node, symbols
from grader.records import dataclass

UNDEFINED = frozenset({Role.UNDEFINED})
LEFT_OUT = frozenset({Role.LEFT_OUT})
OPEN = frozenset({Role.LEFT_OUT, Role.UNCLEAR})


@dataclass(frozen=True)
class Sides:
    """Both formulas, and their residues: the answer's holds only where the expected side is defined.

    `facts` are those of the points where the expected side is defined; `left_out` fails where a convention decides,
    in the whole region; `names` are the symbols of the two trees.
    """

    region: Region
    expected: Formula
    answer: Formula
    expected_rest: Formula
    answer_rest: Formula
    left_out: Formula
    facts: Facts
    names: frozenset[str]

    @property
    def mentioned(self) -> frozenset[str]:
        """Return the symbols on which something is still open."""
        return mentioned(self.expected_rest) | mentioned(self.answer_rest) | mentioned(self.left_out)

    def is_thin(self, rest: Formula, facts: Facts) -> bool:
        """Whether a residue surely fails on a set without interior only."""
        return rest == TRUE or (self.region.is_regular and is_thin(rest, facts, self.region.discrete))

    def gap_is_thin(self) -> bool:
        """Whether the answer surely is undefined on a set without interior only, where the expected side is defined."""
        if self.is_thin(with_failures(self.answer_rest, UNDEFINED), self.facts):
            return True
        facts = generically(self.expected, self.region.facts, self.region.discrete)
        return self.region.is_regular and self.is_thin(residue(with_failures(self.answer, UNDEFINED), facts), facts)

    def points(self) -> Iterator[Here]:
        """Yield points of the region with values for all symbols of the trees."""
        return self.region.points(self.names | mentioned(self.expected) | mentioned(self.answer))

    def gaps(self) -> tuple[str, ...]:
        """Return in words where the answer alone may be undefined, and where a convention decides."""
        answer = gap_texts(self.answer_rest, self.facts)
        return tuple(dict.fromkeys((*answer, *gap_texts(self.left_out, self.region.facts))))

    def outside(self) -> tuple[str, ...]:
        """Return in words where the expected side may be undefined."""
        return gap_texts(with_failures(self.expected_rest, UNDEFINED), self.region.facts)


def sides_of(expected: Node, answer: Node, survey: Survey) -> Sides:
    """Return both sides of a question. Raises DeclinedError where a rule is missing."""
    region = survey.region
    (tree, wanted, rest), (other, given, _) = survey.reduced(expected), survey.reduced(answer)
    facts = assuming(wanted, assuming(rest, region.facts))
    left_out = conjunction([with_failures(formula, LEFT_OUT) for formula in (wanted, given)])
    shared = frozenset(parts_of(wanted))
    own = conjunction([part for part in parts_of(given) if part not in shared])
    names = symbols(tree) | symbols(other)
    return Sides(region, wanted, given, rest, residue(own, facts), residue(left_out, region.facts), facts, names)


def witness(here: Here, region: Region) -> dict[str, Node]:
    """Return a point's coordinates as trees, those of the symbols fixed by equalities included."""
    values = {name: value if isinstance(value, Node) else number_tree(value) for name, value in here.env.items()}
    for name, tree in region.solved.items():
        exact = here.exactly(tree)
        if exact is not None:
            values[name] = number_tree(exact)
    return values
