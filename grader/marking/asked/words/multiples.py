"""Words behind a number that make another number of it, `48 hundred`, `75 hundredths`: those of `multiples.txt`."""

from __future__ import annotations

import re

from grader.marking.asked.tables import lines

_WORDS = "|".join(sorted({word for line in lines("words/multiples") for word in line.split()}))
_MULTIPLE = re.compile(rf"\d[\s$]*(?P<word>{_WORDS})(?![^\W_])", re.IGNORECASE)
