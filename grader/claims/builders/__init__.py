"""How an answer type becomes claims, one file a kind of answer; `claims.value_claims` knows which.

May use statements, definitions, networks and the words of answers. A new answer type is a file here, or a case that an
old one serves, and a case in `claims.value_claims`, whose `assert_never` names what is forgotten.
"""

from typing import TYPE_CHECKING

from grader.faces import files_of

if TYPE_CHECKING:
    from grader.claims.builders import code, coefficients, constraints, growth, network, solutions, value
else:
    __getattr__ = files_of(__name__)

__all__ = ["code", "coefficients", "constraints", "growth", "network", "solutions", "value"]
