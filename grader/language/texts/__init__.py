"""Words compared: regular expressions in linear time, typing errors, negations, opposites, other spellings.

It uses nothing of this room but names of letters, and knows no trees and no problems. RE2 is loaded with the first
pattern, from `patterns`. A new pair of opposites is one line of `opposites.txt`, of words that are taken for each other
one entry in `near`; what is folded so that a text may be another one in another spelling stands in `folded` (with the
words for numbers of `counted`), the same in other signs in `rewritten`, in other notations of a field in `notations`,
the forms of words in `akin`, what turns a text round by where it stands in `turning`, of what a word is said in
`subjects`, and how often in `multiples`.
"""

from typing import TYPE_CHECKING

from grader.faces import files_of

if TYPE_CHECKING:
    from grader.language.texts import (
        akin,
        folded,
        multiples,
        near,
        notations,
        opposites,
        patterns,
        rewritten,
        subjects,
        turning,
    )
else:
    __getattr__ = files_of(__name__)

__all__ = [
    "akin",
    "folded",
    "multiples",
    "near",
    "notations",
    "opposites",
    "patterns",
    "rewritten",
    "subjects",
    "turning",
]
