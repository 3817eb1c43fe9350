"""Sets and conditions as they are typed or said.

`solution_texts` is the way in; `set_texts` reads members and intervals, `conditions_said` and `compared_in_words` what
sentences say, `ranges_said` ranges, `dotted_lists` rows of numbers, `residues` classes of integers, `any_integer`
letters that stand for one, `member_points` points, `named_sets` sets as members, `doubtful_sets` what is read in two
ways. May use `chains` and `left_hand`. Another way to say a set is a file here that `solution_texts` asks.
"""

from typing import TYPE_CHECKING

from grader.faces import files_of

if TYPE_CHECKING:
    from grader.marking.texts.sets import (
        any_integer,
        conditions_said,
        dotted_lists,
        doubtful_sets,
        joining_letters,
        left_out,
        member_points,
        named_sets,
        ranges_said,
        residues,
        shared_lefts,
        solution_texts,
        written_sets,
    )
else:
    __getattr__ = files_of(__name__)

__all__ = [
    "any_integer",
    "conditions_said",
    "dotted_lists",
    "doubtful_sets",
    "joining_letters",
    "left_out",
    "member_points",
    "named_sets",
    "ranges_said",
    "residues",
    "shared_lefts",
    "solution_texts",
    "written_sets",
]
