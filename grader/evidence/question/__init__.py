"""A claim made ready for deciding: arrays written out, the symbols that matter, what all methods share.

`goal` is a statement with its scope, `question` two sides that are made ready, `probes` what a method may be chosen by,
without any algebra. May use calculus, the oracle and all below. A new probe is a function in `probes`.
"""

from typing import TYPE_CHECKING

from grader.faces import files_of

if TYPE_CHECKING:
    from grader.evidence.question import complex, fields, soft_kinks, whole
else:
    __getattr__ = files_of(__name__)

__all__ = ["complex", "fields", "soft_kinks", "whole"]
