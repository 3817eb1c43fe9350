"""The ways in: a text becomes readings (`readings`), a domain (`domains`), a long list of numbers (`numbers`).

It may use every other folder of this room; nothing in this room may use it. Another kind of text that a problem, a
field or an option may hold has its own file here, which cuts the text and has the grammar read its expressions.
"""

from grader.language.grammar.state import Expect
from grader.language.reader.readings import Reading, read, refuse_doubtful_moduli
from grader.language.spelling import canonical_name

__all__ = ["Expect", "Reading", "canonical_name", "read", "refuse_doubtful_moduli"]
