"""Words compared: regular expressions in linear time, typing errors, negations and opposites.

It uses nothing of this room, and knows no trees and no problems. RE2 is loaded with the first pattern. A new pair of
opposites, or of words that are taken for each other, is one entry in `near`.
"""

from typing import TYPE_CHECKING

from grader.faces import files_of

if TYPE_CHECKING:
    from grader.language.texts import near, patterns
else:
    __getattr__ = files_of(__name__)

__all__ = ["near", "patterns"]
