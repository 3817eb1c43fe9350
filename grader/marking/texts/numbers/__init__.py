"""How numbers are typed: commas and points of several countries, words, currencies, what is counted.

`spelled` reads those in words. A file each says how one spelling is read, or that it is read in two ways. They use
nothing else of `texts` but `left_hand`. Another spelling of numbers is a file here that `field_texts` asks.
"""

from typing import TYPE_CHECKING

from grader.faces import files_of

if TYPE_CHECKING:
    from grader.marking.texts.numbers import (
        comma_numbers,
        counts,
        currencies,
        decimal_commas,
        grouped_commas,
        multiplied,
        pure_numbers,
        ratios_said,
        remainders_said,
        restated,
        settled_commas,
        spelled,
    )
else:
    __getattr__ = files_of(__name__)

__all__ = [
    "comma_numbers",
    "counts",
    "currencies",
    "decimal_commas",
    "grouped_commas",
    "multiplied",
    "pure_numbers",
    "ratios_said",
    "remainders_said",
    "restated",
    "settled_commas",
    "spelled",
]
