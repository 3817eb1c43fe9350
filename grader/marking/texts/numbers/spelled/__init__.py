"""Numbers that words spell: whole ones in several languages, and shares of what is asked for, `3 out of 8`.

They are asked where nothing else reads a text. May use `said_in_words`. Another language is a row of their tables.
"""

from typing import TYPE_CHECKING

from grader.faces import files_of

if TYPE_CHECKING:
    from grader.marking.texts.numbers.spelled import shares, whole_numbers
else:
    __getattr__ = files_of(__name__)

__all__ = ["shares", "whole_numbers"]
