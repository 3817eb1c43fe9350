"""What stands under no problem's name: it is said, and no question that has no answer counts as missing for it."""

from __future__ import annotations

import re
from collections.abc import Iterable

from grader.submissions.attribution.naming.names import Names, targets_of
from grader.submissions.attribution.naming.not_writing import NotWriting
from grader.submissions.attribution.naming.numbering import distinct
from grader.submissions.attribution.structure.section import Section
from grader.submissions.forms.blocks import Block, Code, Formula
from grader.submissions.forms.content import is_content, raw
from grader.submissions.forms.texts import clipped
from grader.submissions.forms.titles import bare, cleaned
from grader.submissions.ledger.ledger import Corrects, Ledger, Stray
from grader.submissions.ledger.matching import Target, closest, parts_of
from grader.wording import writing_notices

SHOWN = 6  # candidates that a message names


def nowhere(ledger: Ledger, names: Names, section: Section, *, is_top: bool, titled: bool) -> None:
    """Say what stands under no problem's name; `is_top`: before the first one; `titled`: there is such a one.

    Where the heading nearly names a problem it is taken to be meant for that one; else it may be for any.
    """
    content = content_of(names, section, is_top=is_top, titled=titled)
    if not content:
        return
    if section.heading is None or not (title := cleaned(section.heading.title)):
        said = writing_notices.UNDER_NO_HEADING_NAMES
        ledger.stray(Stray("", raw(content), content[0].source, said))
        return
    said = writing_notices.HEADING_NAMES_NO_PROBLEM.format(
        clipped=clipped(bare(section.heading.title).rstrip(" .:;,*#"))
    )
    known = (*ledger.index.targets, *ledger.tree.targets)
    number = names.numbered(section.heading.title)
    is_numbered = (
        number is not None and names.root.find(number.path) is not None
    )  # `10 Total`: the number's, or the id's
    key = "" if ledger.is_full or is_numbered else _key(title, known, any(map(_is_mathematical, content)))
    if key and key not in ledger.index.targets and closest(key, ledger.tree.targets) not in ledger.index.targets:
        near = closest(key, ledger.tree.targets)
        ledger.notice(section.heading.source, "warning", writing_notices.DID_YOU_MEAN.format(said=said, near=near))
        return
    meant = {id_: _with_siblings(names, id_, own) for id_, own in ledger.index.targets.items()} if key else {}
    ledger.stray(Stray(key, raw(content), section.heading.source, said, meant))


def _with_siblings(names: Names, id_: str, own: tuple[Target, ...]) -> tuple[Target, ...]:
    """Return what an id stands for, of a part all parts of its problem: a heading near to it may stand above them."""
    question = names.index.questions.get(id_)
    problem = names.parent(question) if question is not None else None
    return own if problem is None else parts_of(problem)


def undecided(ledger: Ledger, names: Names, section: Section, *, is_title: bool = False) -> None:
    """Say what stands under a name that may be several problems', or under a number that does not count.

    `is_title`: it only says what the document holds, so that below it may stand who hands that in.
    """
    content = content_of(names, section, is_top=is_title, titled=is_title)
    if not content or section.heading is None or section.naming is None:
        return
    naming = section.naming
    candidates = distinct((*naming.targets, *(naming.node.every() if naming.node else ())))
    shown = clipped(naming.shown.strip() or section.heading.title)
    listed = " or ".join(one.id for one in candidates[:SHOWN])
    if not candidates:
        said = writing_notices.NUMBER_NO_PROBLEM_SET.format(shown=shown)
    elif section.run is not None and section.run[0] == "twice":
        said = writing_notices.HERE_MORE_THAN_ONCE.format(shown=shown, listed=listed)
        candidates = ()
    elif section.run is not None:
        said = writing_notices.MAY_NUMBER_BUT_NUMBERS.format(shown=shown, listed=listed)
        candidates = ()
    elif naming.node is not None and naming.node.below and not naming.targets:
        said = writing_notices.UNDER_UNDER_NONE_PARTS.format(shown=shown)
    else:
        said = writing_notices.MAY_NOBODY_GUESSES_WRITE.format(shown=shown, listed=listed)
    corrects: Corrects = "ended" if section.doubts else ""
    ledger.stray(Stray("", raw(content), content[0].source, said, {}, targets_of(names, candidates), corrects))


def content_of(names: Names, section: Section, *, is_top: bool = False, titled: bool = False) -> list[Block]:
    """Return the blocks of a section that a student wrote, and that may be, or spoil, an answer."""
    rules = NotWriting(names)
    own = written_in(names, section, section.target.prompt if section.target else "")
    written = [block for block in own if is_content(block)]
    return [block for block in written if not (is_top and rules.is_front(block, titled))]


def written_in(names: Names, section: Section, prompt: str = "") -> tuple[Block, ...]:
    """Return the blocks of a section without those of the sheet; asked for again it is worked out once."""
    blocks = tuple(section.blocks)
    if section.written is None or section.written[:2] != (blocks, prompt):
        section.written = blocks, prompt, tuple(NotWriting(names).of_student(blocks, prompt))
    return section.written[2]


def _is_mathematical(block: Block) -> bool:
    return isinstance(block, Formula | Code) or bool(re.search(r"[=$\\]", raw([block])))


def _key(title: str, ids: Iterable[str], answers: bool) -> str:
    """Return what of a heading is near to an id: its last word, all of it, or what stands before a colon.

    An id anywhere in it is meant where mathematics stands below.
    """
    known = list(ids)
    words = [part.split()[-1:] for part in (title, title.partition(":")[0])]
    named = (one for word in title.split() if answers and (one := word.strip("()[]{}.,;:")) in known)
    tries = (*named, title, *(word.strip("([{") for found in words for word in found))
    lettered = [one for one in tries if re.search(r"[^\W\d_]", one)]
    return next((one for one in lettered if _is_near(one, closest(one, known))), "")


def _is_near(key: str, near: str | None) -> bool:
    """Whether a name may be what a key was meant to be: `one` is no `convex`, though these letters stand in it."""
    return near is not None and abs(len(key) - len(near)) <= max(1, len(near) // 3)
