"""What there is to say about a class beside its scores, line by line: what is open, who is late, notices."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from grader.marking.hand import HAND
from grader.reports.classes import ClassReport, Remark, Student, leaves, source_of
from grader.reports.clean import in_line, safe_line
from grader.reports.standing import standing_words, status
from grader.reports.texts import many
from grader.verdict import Outcome, Status, Unknown, Verdict

SHOWN_QUESTIONS = 5  # names of questions, students or files that a line about several lists
MANY_EQUAL = 3  # students or files of whom the same is said in one line


def open_lines(report: ClassReport) -> Iterator[str]:
    """Yield where and why answers are open."""
    return (line for student in report.students for line in _open_of(student))


def _open_of(student: Student) -> Iterator[str]:
    """Yield a line for each open question or part; those that nothing stands for, for one reason, share theirs."""
    groups: dict[tuple[str, ...], dict[str, list[Verdict]]] = {}
    for key, verdict in student.verdicts.items():
        for leaf in leaves(verdict) if verdict.is_open else ():
            if leaf.is_open:
                alone = (leaf.problem,) if leaf.fields else ()
                why = in_line(open_reason(leaf)).removeprefix(f"{leaf.problem}: ")
                said = (_place(student.name, leaf), leaf.outcome.value, why, *alone)
                groups.setdefault(said, {}).setdefault(key, []).append(leaf)
    for (place, outcome, why, *_), group in groups.items():
        yield f"{place}: {_questions(student, group)}: {outcome}: {why}"


def _questions(student: Student, group: Mapping[str, list[Verdict]]) -> str:
    """Return what a line is about: a question or part, or how many of all questions, with the first names."""
    names: list[str] = []
    is_all = len(group) == len(student.verdicts)
    for key, some in group.items():
        is_whole = len(some) == len(list(leaves(student.verdicts[key])))
        names += [key] if is_whole else [leaf.problem for leaf in some]
        is_all = is_all and is_whole
    listed = ", ".join(safe_line(name) for name in names[:SHOWN_QUESTIONS])
    if len(names) == 1:
        return listed
    if is_all:
        return f"all {len(group)} questions"
    more = ", …" if len(names) > SHOWN_QUESTIONS else ""
    return f"{len(group)} of {many(len(student.verdicts), 'question')} ({listed}{more})"


def _place(name: str, verdict: Verdict) -> str:
    source = source_of(verdict)
    if source is None:
        return safe_line(name)
    line = f":{source.line}" if source.line else ""
    return f"{safe_line(name)}: {safe_line(source.file)}{line}"


def open_reason(verdict: Verdict) -> str:
    """Return the first reason for an open outcome: an unreadable field, an open claim, feedback, an open mistake."""
    errors = [field.error.split("\n")[0] for field in verdict.fields.values() if field.error]
    claims = [claim.evidence.reason for claim in verdict.claims if isinstance(claim.evidence, Unknown)]
    said = [item.text for item in verdict.feedback]
    if verdict.outcome is Outcome.UNDECIDED and any(claim.status is Status.REFUTED for claim in verdict.claims):
        said.insert(0, "a claim is refuted, but it stays open whether the answer is a known mistake")
    readings = [item.text for item in verdict.feedback if item.code == "readings"]
    return next(iter([*errors, *claims, *readings, *said]), "no reason given")


def hand_lines(report: ClassReport) -> Iterator[str]:
    """Yield what people decided about answers, and who."""
    for student in report.students:
        for verdict in student.verdicts.values():
            for leaf in leaves(verdict):
                said = (item.text for item in leaf.feedback if item.code == HAND)
                yield from (f"{safe_line(student.name)}: {safe_line(leaf.problem)}: {in_line(text)}" for text in said)


def standing_lines(report: ClassReport) -> Iterator[str]:
    """Yield who is late, missing or excused, and of whom that is not known."""
    known = any(one.lateness is not None and one.lateness.status != "not known" for one in report.students)
    told = [one for one in report.students if known or status(one) != "not known"]  # else one note says it for all
    return (f"{safe_line(one.name)}: {said}" for one in told if (said := standing_words(one)))


def remark_lines(report: ClassReport) -> Iterator[str]:
    """Yield the notices about files; what is said of many is one line, and what an open answer says is none."""
    yield from _grouped([(remark.file, remark) for remark in report.remarks], "file", is_place=True)
    named = ((student.name, one) for student in report.students for one in student.remarks if not _is_why(student, one))
    yield from _grouped(named, "student", is_place=False)


def _is_why(student: Student, remark: Remark) -> bool:
    """Whether a notice is the reason for which one answer is open, which is told with that answer and its place."""
    every = (leaf for verdict in student.verdicts.values() for leaf in leaves(verdict))
    same = (leaf for leaf in every if leaf.is_open and in_line(open_reason(leaf)) == in_line(remark.message))
    places = (source_of(leaf) for leaf in same)
    return any(place is not None and (place.file, place.line) == (remark.file, remark.line) for place in places)


def _grouped(remarks: Iterable[tuple[str, Remark]], whose: str, *, is_place: bool) -> Iterator[str]:
    """Yield a line for each notice, or for all that say the same of many; `is_place`: they are told by their place."""
    groups: dict[tuple[str, str], list[tuple[str, Remark]]] = {}
    for owner, remark in remarks:
        groups.setdefault((remark.level, remark.message), []).append((owner, remark))
    for (level, message), some in groups.items():
        owners = list(dict.fromkeys(owner for owner, _ in some))
        if len(owners) < MANY_EQUAL:
            yield from (remark_line(remark, "" if is_place else f"{owner}: ") for owner, remark in some)
            continue
        places = {(remark.file, remark.line) for _, remark in some}
        place = "" if is_place or len(places) > 1 else f"{_file_place(some[0][1])}: "
        shown = ", ".join(safe_line(owner) for owner in owners[:SHOWN_QUESTIONS])
        more = ", …" if len(owners) > SHOWN_QUESTIONS else ""
        yield f"{many(len(owners), whose)} ({shown}{more}): {place}{level}: {in_line(message)}"


def _file_place(remark: Remark) -> str:
    return f"{safe_line(remark.file)}:{remark.line}" if remark.line else safe_line(remark.file)


def remark_line(remark: Remark, owner: str = "") -> str:
    """Return a notice with its place, and before it whose file it is about."""
    return f"{safe_line(owner)}{_file_place(remark)}: {remark.level}: {in_line(remark.message)}"


def noticed(remark: Remark) -> str:
    """Return what a notice says, with its place, as an answer that it keeps open says it."""
    return f"{_file_place(remark)}: {in_line(remark.message)}"
