"""Words compared: regular expressions in linear time, typing errors, negations, opposites, other spellings.

It uses nothing of this room but names of letters, and knows no trees and no problems. RE2 is loaded with the first
pattern. A new pair of opposites, or of words that are taken for each other, is one entry in `near`; what is folded so
that a text may be another one in another spelling stands in `folded`, the forms of words in `akin`.
that a text may be another one in another spelling stands in `folded`, the forms of words in `akin`, what turns a text
round in `turning`.
"""

from typing import TYPE_CHECKING

from grader.faces import files_of

if TYPE_CHECKING:
    from grader.language.texts import akin, folded, near, patterns, rewritten, turning
else:
    __getattr__ = files_of(__name__)

__all__ = ["akin", "folded", "near", "patterns", "rewritten", "turning"]
