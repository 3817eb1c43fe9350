"""Solutions in lines, or behind semicolons, of which each looks like an answer by itself: they belong together.

`all_lines` is the way in and decides what they come to; `line_parts` takes a text to pieces, `value_sets` puts the
values of one letter together, `conditions` those of several letters, `point_sets` points. May use `texts` and
`candidates`. Another thing that stands in lines is a file here.
"""

from typing import TYPE_CHECKING

from grader.faces import files_of

if TYPE_CHECKING:
    from grader.marking.ways.within.solution_lines import all_lines
else:
    __getattr__ = files_of(__name__)

__all__ = ["all_lines"]
