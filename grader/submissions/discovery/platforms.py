"""The platforms whose downloads of a class are known by their naming: a row of a table for each.

A row says how a name is recognised and what it tells. Sources: Canvas `lib/content_zipper.rb`; Moodle
`mod/assign/locallib.php` (download of all submissions, since 3.1 in folders or flat); the downloads of Blackboard's
grade centre, of Brightspace's assignments and of Gradescope (`submission_metadata.yml`).
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from datetime import datetime

from grader.records import dataclass
from grader.submissions.model import Download
from grader.submissions.opening.envelopes import BLACKBOARD, CANVAS
from grader.wording import file_notices


@dataclass(frozen=True, slots=True)
class Part:
    """One file or folder of a class folder: of which submission it is, and the name that the student gave it.

    `folder` stands before the names of the files in a folder, where the submission has other parts. `unread` says
    why it is no document, `is_staff` that it is nothing that a student handed in.
    """

    submission: str
    download: Download
    file: str = ""
    folder: str = ""
    envelope: str = ""
    unread: str = ""
    is_staff: bool = False


Parts = Mapping[str, Part]


@dataclass(frozen=True)
class Platform:
    """A platform: `parts` returns what names of a class folder tell, for those that it may have given.

    `is_certain`: nobody else names files like that; where somebody may, `doubt` says what speaks for
    that. `is_sortable`: students' names are letters only, last name first. `own` are files of the
    platform itself, and `marker` is one without which the folder is not from there. `times` says what it tells of time.
    """

    name: str
    title: str
    parts: Callable[[Sequence[str]], Parts]
    times: str
    doubt: Callable[[Sequence[str], Parts], str] = lambda names, parts: ""
    own: frozenset[str] = frozenset()
    marker: str = ""
    is_certain: bool = True
    is_sortable: bool = False


_WORD = r"[^\x00-\x2f\x3a-\x40\x5b-\x5e\x60\x7b-\x7f]"  # of any script, marks above and below letters, too
_CANVAS = re.compile(
    rf"(?:(?P<name>{_WORD}+?)_(?:(?P<late>LATE)_)?(?P<user>[1-9]\d*)"
    r"|(?:(?P<anonymous_late>LATE)_)?anon_(?P<anon>[A-Za-z0-9]+))"
    r"_(?:(?P<attachment>[1-9]\d*)_(?P<file>.+)|(?P<inline>text|link)\.html)"
)
LINK = file_notices.LINK_NEVER_OPENED


def _canvas(names: Sequence[str]) -> Parts:
    found = {name: match for name in names if (match := _CANVAS.fullmatch(name))}
    users, attachments = defaultdict(set), []
    for match in found.values():
        users[match["user"]].add(match["name"])
        attachments += [match["attachment"]] if match["attachment"] else []
    shared = any(len(some) > 1 for user, some in users.items() if user)
    if shared or len(set(attachments)) < len(attachments):  # Canvas never gives two users, or two files, one number
        return {}
    return {name: _canvas_part(match) for name, match in found.items()}


def _canvas_part(match: re.Match[str]) -> Part:
    late = bool(match["late"] or match["anonymous_late"])
    person = f"anon_{match['anon']}" if match["anon"] else f"{match['name']}_{match['user']}"
    download = Download("canvas", person, match["name"] or "", match["user"] or "", late=late)
    if match["inline"]:
        unread = LINK if match["inline"] == "link" else ""
        return Part(person, download, f"{match['inline']}.html", envelope=CANVAS, unread=unread)
    return Part(person, download, match["file"])


def _canvas_doubt(names: Sequence[str], parts: Parts) -> str:
    if 1 < len(parts) < len(names):
        return f"{len(parts)} of its {len(names)} entries are named as Canvas names what it hands out"
    if len(parts) > 1 and len({part.submission for part in parts.values()}) == 1:
        return "all of its entries are named as Canvas names several files of one student"
    return ""


_MOODLE = re.compile(
    r"(?P<student>[^_]+)_(?P<number>\d+)_(?P<kind>assignsubmission|assignfeedback)_(?P<plugin>[a-z]+)"
    r"(?:_(?P<file>.*)|(?P<extension>\..+))?"
)
_HIDDEN = "Participant"  # stands in the place of the name where grading is blind


def _moodle(names: Sequence[str]) -> Parts:
    parts = {}
    for name in names:
        match = _MOODLE.fullmatch(name)
        if match:
            person = f"{match['student']}_{match['number']}"
            student = "" if match["student"] == _HIDDEN else match["student"]
            file = match["file"] or (f"{match['plugin']}{match['extension']}" if match["extension"] else "")
            is_staff = match["kind"] == "assignfeedback"
            download = Download("moodle", person, student, match["number"])
            parts[name] = Part(person, download, file, match["plugin"], is_staff=is_staff)
    return parts


_BLACKBOARD = re.compile(r"(?P<before>.+?)_attempt_(?P<stamp>\d{4}(?:-\d\d){5})(?:_(?P<file>.+)|(?P<text>\.txt))?")


def _blackboard(names: Sequence[str]) -> Parts:
    found = {name: match for name in names if (match := _BLACKBOARD.fullmatch(name))}
    logins = _logins([match["before"] for match in found.values()])
    return {name: _blackboard_part(match, logins[match["before"]]) for name, match in found.items()}


def _blackboard_part(match: re.Match[str], login: str) -> Part:
    clock = None
    with suppress(ValueError):
        clock = datetime.strptime(match["stamp"], "%Y-%m-%d-%H-%M-%S")
    download = Download("blackboard", login, login=login, clock=clock)
    file = match["file"] or ("comments.txt" if match["text"] else "")
    return Part(f"{login}_{match['stamp']}", download, file, envelope=BLACKBOARD if match["text"] else "")


def _logins(befores: Sequence[str]) -> dict[str, str]:
    """Return the login behind the title of the assignment: what is left without the words that all begin with.

    Both may hold underscores. Names that differ stay different, whatever is taken off all of them.
    """
    every = [before.split("_") for before in dict.fromkeys(befores)]
    most = min((len(words) for words in every), default=1) - 1
    title = next((at for at in range(most) if len({words[at] for words in every}) > 1), most)
    return {"_".join(words): "_".join(words[title:]) for words in every}


_BRIGHTSPACE = re.compile(
    r"(?P<whole>(?P<number>\d+)-\d+ - (?:(?P<group>.+) - )?(?P<student>.+?) - "
    r"(?:(?P<month>[^\W\d_]+)\.? (?P<day>\d{1,2}), |(?P<day_first>\d{1,2}) (?P<month_next>[^\W\d_]+)\.?,? )"
    r"(?P<year>\d{4}) (?P<hour>\d{1,2})(?P<minute>\d\d)(?: (?P<half>[AP]M))?)"
    r"(?: - (?P<file>.+))?"
)
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_LOGIN = re.compile(r"(?P<login>\S*\d\S*|[a-z]+) (?P<student>.+)")  # some sites write it before the name


def _brightspace(names: Sequence[str]) -> Parts:
    parts = {}
    for name in names:
        match = _BRIGHTSPACE.fullmatch(name)
        if match:
            known = _LOGIN.fullmatch(match["student"])
            student, login = (known["student"], known["login"]) if known else (match["student"], "")
            person = f"{match['student']}_{match['number']}"
            download = Download("brightspace", person, student, match["number"], login, _clock(match))
            parts[name] = Part(match["whole"], download, match["file"] or "")
    return parts


def _clock(match: re.Match[str]) -> datetime | None:
    """Return the time that a name of Brightspace ends in, None where the month is in another language."""
    with suppress(ValueError):
        month = _MONTHS.index((match["month"] or match["month_next"])[:3]) + 1
        hour, day = int(match["hour"]), int(match["day"] or match["day_first"])
        if match["half"]:
            hour = hour % 12 + (12 if match["half"] == "PM" else 0)
        return datetime(int(match["year"]), month, day, hour, int(match["minute"]))
    return None


_GRADESCOPE = re.compile(r"(?P<whole>(?:submission_)?\d+)(?:\.\w+)?")


def _gradescope(names: Sequence[str]) -> Parts:
    found = {name: match for name in names if (match := _GRADESCOPE.fullmatch(name))}
    return {name: Part(match["whole"], Download("gradescope")) for name, match in found.items()}


NO_ZONE = "writes times without a time zone"
ONLY_LATE = "writes no times, only LATE"
PLATFORMS = (
    Platform("moodle", "Moodle", _moodle, "writes no times"),
    Platform("blackboard", "Blackboard", _blackboard, NO_ZONE),
    Platform("brightspace", "Brightspace", _brightspace, NO_ZONE, own=frozenset({"index.html"})),
    Platform("gradescope", "Gradescope", _gradescope, "", marker="submission_metadata.yml"),
    Platform("canvas", "Canvas", _canvas, ONLY_LATE, _canvas_doubt, is_certain=False, is_sortable=True),
)
BY_NAME = {platform.name: platform for platform in PLATFORMS}
NONE = "none"  # a class folder is from no platform, whatever its entries are named
