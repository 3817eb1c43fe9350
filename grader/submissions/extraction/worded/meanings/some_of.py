"""What says something only of some of what it names: `two of the vectors`, `one of A and C`, `the first two`."""

from __future__ import annotations

import re

_SOME = "one|two|three|zwei|drei|eine?[rs]?|deux|trois|une?|dos|tres|un[oa]?|due|tre|dois|três|een|twee|drie"
SOME_OF = re.compile(
    rf"(?<!\w)(?:{_SOME}|some|einige|several|any|most|half|part)\s+(?:of|von|aus|der|de|des|del|di|dei|da|van)(?!\w)"
    rf"|(?<!\w)(?:first|last|other|erste\w*|letzte\w*|premi\w+|derni\w+|primer\w*|últim\w+)\s+(?:{_SOME})(?!\w)"
    rf"|(?<!\w)(?:deux|dos|due|dois)\s+(?:premi\w+|primer\w*|prim\w+)(?!\w)"
)
