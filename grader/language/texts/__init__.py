"""Words compared: regular expressions in linear time, typing errors, negations and opposites.

Knows no trees and no problems. RE2 is loaded with the first pattern.
"""

from typing import TYPE_CHECKING

from grader.faces import files_of

if TYPE_CHECKING:
    from grader.language.texts import near, patterns
else:
    __getattr__ = files_of(__name__)

__all__ = ["near", "patterns"]
