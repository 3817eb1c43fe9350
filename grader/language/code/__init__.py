"""Programs: snippets of Python are read into Python's own tree, within named limits; nothing is ever executed.

It uses errors alone. What a program means is decided above (`grader.evidence.families.code`). More of the language is
a kind of node in `grader.language.code.parts`.
"""

from grader.language.code.program import Frame, Input, Program
from grader.language.code.reader import read_code

__all__ = ["Frame", "Input", "Program", "read_code"]
