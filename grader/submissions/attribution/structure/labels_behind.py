"""Labels of a sheet that stand anywhere behind a line's own: `1) 14 5) C`, `4.4 no`, and below it `Bonus …`.

What they name may be answered there, so that it is never missing.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence

from grader.problems.labels import Label, parts_of_label
from grader.problems.question import Question
from grader.submissions.attribution.naming.names import Names, targets_of
from grader.submissions.attribution.naming.numbering import Target
from grader.submissions.attribution.naming.resolving import Naming
from grader.submissions.attribution.naming.runs import BY_LINE
from grader.submissions.attribution.naming.spellings import COLUMNED
from grader.submissions.attribution.structure.section import LINE_LEVEL, Section
from grader.submissions.forms.blocks import Block, Prose
from grader.submissions.ledger.commented import is_comment, keep_unbounded
from grader.submissions.ledger.ledger import Ledger, Stray
from grader.wording import writing_notices

MAX_FOUND = 20  # labels in one section that are looked at


def labels_behind(names: Names, section: Section, text: str) -> dict[str, Target]:
    """Return the problems behind the one of a section whose labels a sign ends, or that are called by words."""
    naming = section.naming
    if names.sheet is None or naming is None or section.level != LINE_LEVEL:
        return {}
    found: dict[str, Target] = {}
    own = {target.id for target in section.targets}
    for id_, labels in names.sheet.labels.items():
        for label in labels if id_ not in own else ():
            node = names.root.find(parts_of_label(label) or (label,))
            shown = _pattern(label).search(text) if node is not None and len(found) < MAX_FOUND else None
            if shown is not None and node is not None and len(node.targets) == 1:
                found[shown[0]] = node.targets[0]
    return found


def _pattern(label: str) -> re.Pattern[str]:
    """Return the pattern of a label: a number alone needs a sign that ends it, `5)`; `4.5` and a word need none."""
    one = re.escape(label)
    marked = rf"(?<![^\s;,])[(\[]?{one}[).:\]](?=\s+\S)"
    if label.isdigit():
        return re.compile(marked)
    return re.compile(rf"{marked}|(?<![\w.]){one}(?![\w.])(?=\s+\S)", re.IGNORECASE)


def without_own_name(names: Names, rest: str, path: Label) -> str:
    """Return what stands behind a label without the name of the same problem in brackets: `3. C (Problem 3)`."""
    match = _IN_BRACKETS.search(rest)
    number = names.numbered(match[1]) if match is not None else None
    is_own = number is not None and number.lead == "problem" and number.path == path and not number.rest.strip()
    return rest[: match.start()] if match is not None and is_own else rest


_IN_BRACKETS = re.compile(r"\s*[(\[]([^()\[\]]{2,40})[)\]]\s*\Z")


def gives(text: str, shown: str) -> bool:
    """Whether a colon or a sign of equality stands behind a label, or behind a word or two there."""
    return re.search(rf"{re.escape(shown.strip())}(?:\s+[^\W\d_]+){{0,2}}\s*[:=]", text) is not None


def given_behind(text: str, shown: str) -> str:
    """Return the value on a line that begins with a label below another problem's heading: `Problem 1 again: 13`."""
    label = rf"^[\s*_]*{re.escape(shown.strip(' *_:.'))}(?:\s+[^\W\d_]+){{0,2}}[\s*_]*[:=]"
    match = re.search(rf"{label}(?P<said>[^\n]*[\d$][^\n]*)", text, re.MULTILINE)
    return match["said"] if match else ""


def columns_in(names: Names, blocks: Iterable[Block]) -> dict[str, Target]:
    """Return the problems whose numbers stand in a column of their own, `3   n + 1`."""
    found: dict[str, Target] = {}
    if names.sheet is None:
        return found
    lines = (line for block in blocks if isinstance(block, Prose) for line in block.text.split("\n"))
    for match in filter(None, map(COLUMNED.match, lines)):
        node = names.root.find((match[2],))
        if node is not None and len(node.targets) == 1:
            found[match[0].strip()] = node.targets[0]
    return found


def numbers_beside(names: Names, text: str) -> dict[str, Target]:
    """Return the problems whose numbers begin the second column of lines: `2) 7            6a) 4`."""
    found: dict[str, Target] = {}
    for match in _COLUMN.finditer(text) if names.sheet is not None else ():
        number = names.numbered(text[match.end() : match.end() + CHARACTERS])
        node = names.root.find(number.path[:1]) if number is not None and number.closed else None
        if number is not None and node is not None and len(node.targets) == 1 and len(found) < MAX_FOUND:
            found[number.shown] = node.targets[0]
    return found


CHARACTERS = 20  # of a column that show its number
_COLUMN = re.compile(r"(?<=\S)(?: {3,}|\t[\t ]*)(?=[(\[]?\d{1,2}[a-h]?[).:\]])")


def keep_commented_out(ledger: Ledger, names: Names, found: Sequence[Section]) -> None:
    """Keep open the problems that a comment names by words, with mathematics in it: `<!-- ## Problem 2 … -->`.

    They are all that has no answer where nothing closes the comment.
    """
    keep_unbounded(ledger, (block for section in found for block in section.blocks))
    for section in found if names.sheet is not None else ():
        for block in section.blocks:
            if is_comment(block):
                numbers = [names.numbered(_COMMENTED.sub("", line)) for line in block.text.split("\n")[:MAX_LINES]]
                nodes = (names.root.find(one.path[:1]) for one in numbers if one is not None and one.lead)
                targets = [target for node in nodes if node is not None for target in node.targets]
                if targets:
                    said = writing_notices.COMMENTED_OUT.format(
                        id=" and ".join(dict.fromkeys(one.id for one in targets))
                    )
                    meant = targets_of(names, targets)
                    ledger.stray(Stray("", block.text, block.source, said, {}, meant, mentioned=True))


MAX_LINES = 1_000  # of a comment that are looked at
_COMMENTED = re.compile(r"^[\s#%<!*>-]*(?:\\[A-Za-z]+\*?(?:\[[^\[\]]*\])?\{\s*)?")


def is_behind_label(now: Section, section: Section, level: int, rest: str) -> bool:
    """Whether what would begin another problem stands behind a label on its line, where answers stand.

    Behind the mark of a part nothing begins one: `b) 2 C`. Behind a number no other number does, nor a word with a
    colon and a number: `1. 4 (5 - 1)`, `1. No: 4`.
    """
    naming, label = section.naming, now.naming
    if naming is None or label is None or level > LINE_LEVEL:
        return False
    is_other = bool(now.targets) and section.targets != now.targets
    if is_other and (now.level > LINE_LEVEL or len(label.path) > 1):
        return True
    if now.run != BY_LINE or naming.by not in {"word", "bare"}:
        return is_other and naming.by == "bare" and label.by == "word"
    return (section.run == BY_LINE and section.targets != now.targets) or _COLON.match(rest) is not None


def answers_part(names: Names, now: Section, section: Section, behind: str) -> bool:
    """Whether the mark of another part, right behind that of a part, is an answer to it: `2a) b)`, an option of it."""
    part, other = now.target, section.target
    if not (isinstance(part, Question) and isinstance(other, Question)) or part is other:
        return False
    problem, mark = names.parent(part), other.id.rpartition(".")[2].casefold()
    is_option = any(one.casefold() == mark for one in part.options)
    return problem is not None and problem is names.parent(other) and (is_option or not behind.strip())


_COLON = re.compile(r"\W*[^\W\d_]+\W*:\s*\d")  # between a word for problem and a number


def ends_above(now: Section, naming: Naming, headed: Collection[str]) -> bool:
    """Whether a line ends the answer to the problem that the line above names in the same word, `Problem 1`.

    What it names itself has a heading: nobody guesses where that is answered.
    """
    above, target = now.naming, naming.target
    if above is None or target is None or now.level != LINE_LEVEL or not above.by == naming.by == "word":
        return False
    words = {one.shown.rstrip("0123456789 ") for one in (above, naming)}
    return len(words) == 1 and target.id in headed and target not in now.targets
