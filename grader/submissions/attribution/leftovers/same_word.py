"""Lines that begin with the word of the label above them and another number: `A2a, b: 4` below `A1: 3`, `Q4 so 2`.

What they number may be answered there, so that it is never closed as missing, nor is any part of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from grader.submissions.attribution.leftovers.unattributed import written_in
from grader.submissions.attribution.naming.beginnings import beginnings
from grader.submissions.attribution.naming.names import Names, targets_of
from grader.submissions.attribution.naming.numbering import Target
from grader.submissions.attribution.structure.section import Section
from grader.submissions.forms.content import is_content
from grader.submissions.forms.texts import clipped
from grader.submissions.ledger.ledger import Ledger, Stray
from grader.wording import writing_notices

_BEFORE = r"[\s*_>(\[#]*"
_WORD = re.compile(rf"{_BEFORE}(?P<word>[^\W\d_]{{1,20}})\.?[\s*_]*(?=\d)")
KEPT = 100  # patterns of words


def keep_same_word(ledger: Ledger, names: Names, found: Iterable[Section]) -> None:
    """Keep open what lines within sections number by the word of the label that these begin with."""
    for section in found if names.sheet is not None else ():
        target, head = section.target, section.heading
        word = _WORD.match(head.title) if head is not None and section.naming is not None else None
        if target is None or word is None or not names.is_set(target):
            continue
        pattern, own = _pattern(word["word"]), section.naming.path[:1] if section.naming else ()
        blocks = [one for one in written_in(names, section, target.prompt) if is_content(one)]
        for line in beginnings(blocks):
            match = pattern.match(line)
            node = names.root.find((str(int(match["number"])),)) if match else None
            if node is not None and node.label != own:
                _keep(ledger, names, line, section, node.targets)


def _keep(ledger: Ledger, names: Names, line: str, section: Section, targets: tuple[Target, ...]) -> None:
    assert section.heading is not None
    said = writing_notices.UNPLACED_MARK.format(shown=clipped(line.strip()))
    ledger.stray(Stray("", line, section.heading.source, said, {}, targets_of(names, targets), mentioned=True))


@lru_cache(maxsize=KEPT)
def _pattern(word: str) -> re.Pattern[str]:
    """Return the pattern of a line that begins with a word and a number."""
    return re.compile(rf"{_BEFORE}{re.escape(word)}\.?[\s*_]*(?P<number>\d{{1,3}})(?!\d)")
