"""What stands beside a value and makes another one of it: the unit, the thing counted, the modulus, the direction.

A prompt may have a word somewhere, and yet a value with it is none of what it asks for: `2500 kg` where grams are.
Neutral is what the part that asks says of its number; what clearly belongs to another quantity of the prompt is not.

`another_beside` is the way in. `foils` compares subject, verb and noun around a value with what the prompt says of its
own numbers, by the `clauses` around numbers, the `conditions` of the question and the `forms` of words. `numbers_asked`
says what the asked number is; `counted` looks at units and at what is counted, `money` at currencies, `shares` at
percent, `asked_in` at the unit that is asked for, `contradictions` at names to which the prompt gives another number,
`computed` at the other one of two things, `compared` at persons, `other_moments` at times and places, `directions` also
at bounds and multiples, `moduli`, `dimensions` and `dimensionless` at what their names say; `fractions_asked`,
`reversed_ratios`, `contradictions`, `labels_said` (of which one of several like things a value is said) and
`kinds_said` (of which one of several like quantities) are asked by themselves. May use the other rooms of
`asked`. Another thing beside a value is a file here.
"""

from typing import TYPE_CHECKING

from grader.faces import files_of

if TYPE_CHECKING:
    from grader.marking.asked.beside import (
        another_beside,
        contradictions,
        counted,
        fractions_asked,
        kinds_said,
        labels_said,
        money,
        reversed_ratios,
    )
else:
    __getattr__ = files_of(__name__)

__all__ = [
    "another_beside",
    "contradictions",
    "counted",
    "fractions_asked",
    "kinds_said",
    "labels_said",
    "money",
    "reversed_ratios",
]
