"""Units of measurement: a table with exact factors, how a unit is written, where a value ends and its unit begins.

Plain rational arithmetic; knows no trees. `reading` is the way in: it reads products and powers of what `named` finds
in the `table` (in the `bases` of all units), with `rates` in words and the `articles` of `half a mole` before units;
`loose` and `loose_names` know other spellings where a unit of a kind is asked for. A new unit is one row of
`table.UNITS`. Few problems ask for units: the files are loaded when they are named.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from grader.faces import files_of

if TYPE_CHECKING:
    from grader.language.units import loose, reading, table
else:
    __getattr__ = files_of(__name__)

__all__ = ["loose", "reading", "table"]
