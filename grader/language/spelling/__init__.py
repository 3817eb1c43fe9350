"""How names are spelled: Greek letters (`greek`), other letters and signs (`letters`), canonical names (`names`).

It uses nothing else of this room. Another spelling of a Greek letter has one entry in `greek`, a letter or sign of
Unicode that stands for another one in `letters`; an accent or a style of letters has one in `names`, and an accent
that is written in words as well in `marks`.
"""

from grader.language.spelling.names import ACCENTS, STYLES, WORDS, canonical_name, name_of, subscript

__all__ = ["ACCENTS", "STYLES", "WORDS", "canonical_name", "name_of", "subscript"]
