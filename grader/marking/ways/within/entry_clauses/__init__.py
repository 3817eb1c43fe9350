"""Lists whose entries are given one by one: what clauses say, at which place their values stand, and in which units.

`listed.with_all_entries` is the way in. May use `texts` and `asked`. Another way to tell the place of an entry is a
function in `entry_places`.
"""

from typing import TYPE_CHECKING

from grader.faces import files_of

if TYPE_CHECKING:
    from grader.marking.ways.within.entry_clauses import listed
else:
    __getattr__ = files_of(__name__)

__all__ = ["listed"]
