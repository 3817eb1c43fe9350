"""What is known of signs in one case of a proof, and what a case learns.

`scope` says what the domains of the symbols give, `case` holds what is known of one case, `knowledge` tells the sign
of a polynomial by factors, ranges and `inequalities`; `conditions` are true, false, or split the case. May use `ring`;
what else tells a sign is asked by `knowledge`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from grader.faces import files_of

if TYPE_CHECKING:  # what is loaded when a formula needs it
    from grader.evidence.normal_form.cases import angles, inequalities
else:
    __getattr__ = files_of(__name__)

__all__ = ["angles", "inequalities"]
