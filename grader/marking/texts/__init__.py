"""How the texts of fields are read as values: formulas, numbers with units, sets and conditions, points.

`field_texts` is the way in. A notation that stands around mathematics and is none is a file in the folder of what it
stands around: `beside`, `numbers`, `quantities`, `chains`, `left_hand` sides, `sets`, `vectors`, `sentences`; it gives
the text that `language` reads, or refuses. `equalities` tells whether an equality that is stated is false. `typed`
writes what is typed in several ways in one, `text_pieces` takes a text to pieces, `stacked` takes several
formulas for one answer, `fields_said` parts one text for several fields. May use `asked`, `language` and
`problems`. Files that few answers need are loaded when they are named.
"""

from typing import TYPE_CHECKING

from grader.faces import files_of

if TYPE_CHECKING:
    from grader.marking.texts import (
        beside,
        chains,
        equalities,
        field_texts,
        fields_said,
        left_hand,
        neutral_signs,
        numbers,
        one_formula,
        programs,
        quantities,
        sentences,
        sets,
        stacked,
        vectors,
        written_down,
    )
else:
    __getattr__ = files_of(__name__)

__all__ = [
    "beside",
    "chains",
    "equalities",
    "field_texts",
    "fields_said",
    "left_hand",
    "neutral_signs",
    "numbers",
    "one_formula",
    "programs",
    "quantities",
    "sentences",
    "sets",
    "stacked",
    "vectors",
    "written_down",
]
