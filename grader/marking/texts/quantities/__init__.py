"""Values with units: where the value ends and the unit begins, and what the unit may mean.

`quantity_texts` is the way in; `sums_of_quantities` adds quantities in several units, `last_signs` takes degrees and
percents at the end, `spelled_units` units that declared symbols spell, `loose_units` those that only the asked kind
tells, `multiplied_quantities` numbers of millions. May use `chains`, `numbers` and
`left_hand`. A way to write a quantity is a file here.
"""

from typing import TYPE_CHECKING

from grader.faces import files_of

if TYPE_CHECKING:
    from grader.marking.texts.quantities import (
        loose_units,
        measured,
        multiplied_quantities,
        products_of_quantities,
        quantity_texts,
        spelled_units,
        sums_of_quantities,
        units_asked,
        worked_out,
    )
else:
    __getattr__ = files_of(__name__)

__all__ = [
    "loose_units",
    "measured",
    "multiplied_quantities",
    "products_of_quantities",
    "quantity_texts",
    "spelled_units",
    "sums_of_quantities",
    "units_asked",
    "worked_out",
]
