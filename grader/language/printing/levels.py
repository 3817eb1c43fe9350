"""How tightly a printed text holds together, from loose to tight: what is looser than its place gets brackets."""

from __future__ import annotations

from typing import Final

LOGIC: Final = 0  # iff, implies
OR: Final = 1
AND: Final = 2
NOT: Final = 3
RELATION: Final = 4
SETS: Final = 5
SUM: Final = 6
ARRAY_PRODUCT: Final = 7
NEGATION: Final = 8
PRODUCT: Final = 9
FACTOR: Final = 10
POWER: Final = 11
ATOM: Final = 12

CONNECTIVES: Final = {"iff": LOGIC, "implies": LOGIC, "or": OR, "and": AND, "not": NOT}
