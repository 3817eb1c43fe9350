"""How single names are spelled: letters and signs of all alphabets (`letters`, `greek`), canonical names (`names`).

It uses nothing else of this room. A letter or sign of Unicode that stands for another has one entry in `letters`; an
accent or a style of letters has one in `names`.
"""

from grader.language.spelling.names import ACCENTS, STYLES, WORDS, canonical_name, name_of, subscript

__all__ = ["ACCENTS", "STYLES", "WORDS", "canonical_name", "name_of", "subscript"]
