"""Left-hand sides of equations: names of the answer that are known, and steps that can be read.

`left_sides` is the way in; `known_names`, `known_formulas`, `usual_signs` and `usual_steps` say of which left sides it
is known that they are what a prompt asks for, `prompt_names` what the prompt itself writes. A sign that everybody
writes for a quantity is an entry in `usual_signs`. They use nothing else of `texts`.
"""

from typing import TYPE_CHECKING

from grader.faces import files_of

if TYPE_CHECKING:
    from grader.marking.texts.left_hand import fitted, known_formulas, known_lefts, prompt_names, usual_calls
else:
    __getattr__ = files_of(__name__)

__all__ = ["fitted", "known_formulas", "known_lefts", "prompt_names", "usual_calls"]
