"""Programs: snippets of Python are read into Python's own tree, within named limits; nothing is ever executed.

`reader.read_code` is the way in, `program` the data. It uses errors and domains alone; what a program means is decided
above (`grader.evidence.families.code`). More of the language is a kind of node in `parts`. Few problems ask for code:
the files are loaded when they are named.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from grader.faces import files_of

if TYPE_CHECKING:
    from grader.language.code import names, program, reader
else:
    __getattr__ = files_of(__name__)

__all__ = ["names", "program", "reader"]
