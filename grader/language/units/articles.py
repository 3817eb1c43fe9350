"""Articles before units: `half a mole`, `3/8 of a litre`. The `a` there is no year, and no hundred square metres."""

import re

BEFORE_UNIT = re.compile(r"an?\s+(?!per\b)[A-Za-z]")
_SHARE = r"half|hal[bf]e?|thirds?|quarters?|[a-z]{3,20}ths?|\d{1,6}/\d{1,6}|[½⅓⅔¼¾⅛⅜⅝⅞]"
SHARE_OF = re.compile(rf"((?:[^\s]{{1,40}}\s+){{0,3}}(?:{_SHARE}))\s+(?:(?:of\s+)?an?|of\s+(?:one|1)|of)")
