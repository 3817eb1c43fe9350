"""Units of measurement: a table with exact factors, how a unit is written, where a value ends and its unit begins.

Plain rational arithmetic; knows no trees. A new unit is one row of `table.UNITS`. Few problems ask for units: the files
are loaded when they are named.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from grader.faces import files_of

if TYPE_CHECKING:
    from grader.language.units import loose, reading, table
else:
    __getattr__ = files_of(__name__)

__all__ = ["loose", "reading", "table"]
