"""The labels of a sheet as a tree: problems by label, their parts below, as `4`, then `a`."""

from __future__ import annotations

from collections.abc import Iterable

from grader.problems.assignment import Sheet
from grader.problems.labels import Label, parts_of_label
from grader.problems.question import Problem, Question
from grader.records import dataclass, field
from grader.submissions.ledger.matching import Index
from grader.submissions.ledger.part_names import part_targets

Target = Question | Problem


@dataclass(eq=False)
class Node:
    """One step of a label: what it names, `targets` being several only where ids and places disagree, and its parts."""

    label: Label = ()
    targets: tuple[Target, ...] = ()
    below: dict[str, Node] = field(default_factory=dict)

    def find(self, path: Label) -> Node | None:
        """Return the node at the end of a path."""
        node: Node | None = self
        for step in path:
            node = node.below.get(step) if node else None
        return node

    def part(self, name: str) -> Node | None:
        """Return the part of a name, in the same letters, else letter case aside where that is one part."""
        name = "".join(name.split())
        if name in self.below:
            return self.below[name]
        folded = [node for one, node in self.below.items() if one.casefold() == name.casefold()]
        return folded[0] if len(folded) == 1 else None

    def every(self) -> list[Target]:
        """Return all that is named at this node or below it."""
        return [*self.targets, *(target for node in self.below.values() for target in node.every())]

    def add(self, path: Label, target: Target) -> Node:
        """Give a target a label below this node, and return its node."""
        node = self
        for step in path:
            node = node.below.setdefault(step, Node((*node.label, step)))
        if target not in node.targets:
            node.targets += (target,)
        return node


def scope_of(problem: Problem) -> Node:
    """Return a problem with its parts below it."""
    node = Node((), (problem,))
    for name, parts in part_targets(problem).items():
        node.below[name] = Node((name,), parts)
    return node


def numbering(index: Index, sheet: Sheet | None) -> Node:
    """Return the tree of labels; without a sheet nothing has a number."""
    root = Node()
    for id_, labels in sheet.labels.items() if sheet else ():
        target = index.in_parts.get(id_) or index.questions.get(id_)
        for label in labels if target else ():
            assert target
            node = root.add(parts_of_label(label), target)
            if isinstance(target, Problem):
                for name, parts in part_targets(target).items():
                    node.below.setdefault(name, Node((*node.label, name), parts))
    return root


def distinct(targets: Iterable[Target]) -> tuple[Target, ...]:
    """Return targets without repetition; a part beside its problem stands for both."""
    found: dict[str, Target] = {}
    for target in targets:
        found.setdefault(target.id, target)
    return tuple(found.values())
