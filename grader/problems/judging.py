"""How texts and essays are judged, as data: what a text must say, and what earns an essay's points."""

from __future__ import annotations

from fractions import Fraction
from typing import Literal

from grader.records import dataclass


@dataclass(frozen=True)
class TextTest:
    """What a text must say: be one of `texts`, contain one, match one as a pattern, or pass some or all of `tests`."""

    kind: Literal["accept", "contains", "pattern", "any_of", "all_of"]
    texts: tuple[str, ...] = ()
    tests: tuple[TextTest, ...] = ()

    def __str__(self) -> str:
        """Return the test in words."""
        match self.kind:
            case "accept":
                return " or ".join(self.texts)
            case "contains":
                return f"contains `{self.texts[0]}`"
            case "pattern":
                return f"matches `{self.texts[0]}`"
            case "any_of" | "all_of":
                joined = (" or " if self.kind == "any_of" else " and ").join(map(str, self.tests))
                return f"({joined})" if len(self.tests) > 1 else joined


@dataclass(frozen=True)
class RubricItem:
    """What earns some of an essay's points, in words for the person who marks it."""

    text: str
    points: Fraction
