"""The ways of marking, one a file: by values, words, code, derivations, essays, candidates.

Each takes a question and the texts of its fields, reads them in every honest way, has each reading judged, and says
what they come to together. `chains` looks at the members of chains, `within` at texts in the text of a value, and at
one text for several fields, `before_zero` once more at what would get nothing, `before_credit` at what would get
points. May use `texts`, `choices`, `asked`, `judging` and `facts`. `mark` chooses between them; another way is a file
here.
"""

from typing import TYPE_CHECKING

from grader.faces import files_of

if TYPE_CHECKING:
    from grader.marking.ways import (
        all_refuted,
        before_credit,
        before_zero,
        chains,
        code,
        derivation,
        essay,
        within,
        words,
    )
else:
    __getattr__ = files_of(__name__)

__all__ = [
    "all_refuted",
    "before_credit",
    "before_zero",
    "chains",
    "code",
    "derivation",
    "essay",
    "within",
    "words",
]
