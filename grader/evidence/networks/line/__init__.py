"""Functions of one real input, decided exactly by their pieces.

decide_on_line(statement, setting, budget) -> Evidence | None
"""

from __future__ import annotations

from grader.evidence.networks.line.decide import decide_on_line

__all__ = ["decide_on_line"]
