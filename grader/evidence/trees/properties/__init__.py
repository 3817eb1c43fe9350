"""What a tree has because every operation in it has it: values everywhere, continuity, no singularity but poles.

Nothing is computed and nothing is refuted: a property that is not told plainly is open. May use the readers of the
room above and the table of functions. A new property is a file, an algebra or a match over the kinds of nodes.
"""

from typing import TYPE_CHECKING

from grader.faces import files_of

if TYPE_CHECKING:
    from grader.evidence.trees.properties import analytic, total_complex
else:
    __getattr__ = files_of(__name__)

__all__ = ["analytic", "total_complex"]
