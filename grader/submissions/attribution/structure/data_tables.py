"""Tables of data, whose rows and columns have names of their own: `P1` and `P2` are processes there, not problems."""

from __future__ import annotations

import re

from grader.submissions.forms.blocks import Table
from grader.submissions.forms.tables import is_head

_SIGNS = " \t\n.:;,*_()[]{}$"
_INDEXED = re.compile(r"([A-Za-z])_?\{?\d{1,2}\}?")


def is_data(table: Table) -> bool:
    """Whether letters with numbers call the rows of a table, `P1`, as other ones call its columns, `R1`.

    So it is, too, where the head above them is a word that begins with that letter, `Process`, and none for problem.
    """
    rows = [row for row in table.rows if any(cell.strip() for cell in row)]
    names = [_INDEXED.fullmatch(row[0].strip(_SIGNS)) for row in rows[1:] if row]
    heads = [cell.strip(_SIGNS) for cell in rows[0]] if rows else []
    letters = {match[1] for match in names if match is not None}
    if len(letters) != 1 or None in names or len(heads) < 3:
        return False
    (letter,) = letters
    columns = [_INDEXED.fullmatch(head) for head in heads[1:]]
    crossed = all(match is not None and match[1] != letter for match in columns) and not heads[0]
    first = heads[0].casefold()
    return crossed or (len(first) > 2 and first.isalpha() and first[0] == letter.casefold() and not is_head(heads[0]))
