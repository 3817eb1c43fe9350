"""The words that ask for a number of things, `how many`, `the number of`, in all known languages, as patterns.

What is counted stands behind `HOW_MANY`, `NUMBER_OF` and so behind `COUNTS`; behind `HOW_MUCH` stands none.
"""

from __future__ import annotations

from typing import Final

HOW_MANY: Final = (
    r"(?:how\s+many|wie\s?viele?|combien\s+(?:de(?!\w)|d['’])|cu[aá]nt[oa]s|quant[ie](?!\w)|quant[oa]s|hoeveel)"
)
HOW_MUCH: Final = r"(?:combien|cu[aá]nt[oa]|quant[oa])"
NUMBER_OF: Final = (
    r"(?:numbers?\s+of|anzahl(?:\s+(?:de[rs]|von)(?!\w))?|nombre\s+(?:de(?!\w)|d['’])|n[uú]mero\s+d[ei](?!\w)|aantal)"
)
COUNTS: Final = rf"(?<!\w)(?:{HOW_MANY}|{NUMBER_OF})"
