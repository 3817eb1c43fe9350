"""Arrays, told before anything is computed: their shapes, entries, transposes, ones and identities, `*` by entries.

`arrays` says what a text shows of shapes. May use `ahead`. Another sign for an array is a file here.
"""

from typing import TYPE_CHECKING

from grader.faces import files_of

if TYPE_CHECKING:
    from grader.language.grammar.arrays import broadcast, conjugates, entrywise, program_rows, scripted
else:
    __getattr__ = files_of(__name__)

__all__ = ["broadcast", "conjugates", "entrywise", "program_rows", "scripted"]
