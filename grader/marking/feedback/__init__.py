"""Sentences that explain a verdict, and what of it a student may see.

`feedback` makes sentences of evidence, `telling` data of it that pages may show, `views` decides by `reveal` what a
student sees. May use `evidence`, `verdict` and `wording`, and nothing else of `marking`; a new sentence is an entry of
`wording`.
"""

from typing import TYPE_CHECKING

from grader.faces import files_of

if TYPE_CHECKING:
    from grader.marking.feedback import network_feedback
else:
    __getattr__ = files_of(__name__)

__all__ = ["network_feedback"]
