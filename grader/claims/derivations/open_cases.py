"""Which case of a proof by cases a line stands in, while its lines are read one after the other."""

from __future__ import annotations

from grader.claims.derivations.lines import Case
from grader.language.tree import Logic, Node, symbols
from grader.records import dataclass, field


@dataclass
class Cases:
    """The case that is open, and those before it; one that stands within another one is not followed."""

    current: Node | None = None
    before: list[Node] = field(default_factory=list)
    _outer: Node | None = None
    _is_line: bool = False
    _is_empty: bool = False

    def enter(self, line: Case, condition: Node | None) -> bool:
        """Open a case, or end them all; return whether it is clear which one is meant."""
        was_empty, self._is_empty = self._is_empty, False
        if line.ends:
            self.current = None
            return True
        if not line.condition and self.before:
            others = self.before[0] if len(self.before) == 1 else Logic("or", tuple(self.before))
            condition = Logic("not", (others,))
        if line.is_line:
            self._outer, self._is_line = self.current, True
            is_clear = self.current is None
        else:
            is_clear, self._is_empty = not was_empty, True
        if condition is None or any(symbols(condition) != symbols(one) for one in self.before):
            is_clear = False
        self.current = condition
        if condition is not None:
            self.before.append(condition)
        return is_clear

    def after_line(self) -> None:
        """Close a case that is that of one line."""
        self._is_empty = False
        if self._is_line:
            self.current, self._is_line = self._outer, False
