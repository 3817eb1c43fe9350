"""Units of measurement: a table with exact factors, how a unit is written, where a value ends and its unit begins.

Plain rational arithmetic; knows no trees. A new unit is one row of `table.UNITS`. Few problems ask for a unit: the
table is loaded when `units.reading` is named.
"""

from typing import TYPE_CHECKING

from grader.faces import files_of

if TYPE_CHECKING:
    from grader.language.units import reading
else:
    __getattr__ = files_of(__name__)

__all__ = ["reading"]
