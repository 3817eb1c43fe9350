"""Units of measurement: a table with exact factors, how a unit is written, where a value ends and its unit begins.

Plain rational arithmetic; knows no trees. A new unit is one row of `table.UNITS`.
"""

from grader.language.units.reading import NoUnitError, Unit, read_unit, splits, unit_fault
from grader.language.units.table import BASE

__all__ = ["BASE", "NoUnitError", "Unit", "read_unit", "splits", "unit_fault"]
