"""The notations in which a field writes one thing: its dates, formulas of logic, names, numerals and abbreviations.

Each file knows one kind and tells whether two texts are one thing of it, or writes a text in the one way in which it is
compared. It uses `folded`, `opposites` and the words for numbers of `counted` beside it. A new kind is a file by
itself, which is asked where accepted texts are looked for in other spellings.
"""

from typing import TYPE_CHECKING

from grader.faces import files_of

if TYPE_CHECKING:
    from grader.language.texts.notations import dates, initials, logic, numerals, persons, quantifiers, ratios
else:
    __getattr__ = files_of(__name__)

__all__ = ["dates", "initials", "logic", "numerals", "persons", "quantifiers", "ratios"]
