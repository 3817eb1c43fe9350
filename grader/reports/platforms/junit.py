"""JUnit XML, as GitLab, Jenkins and reporters for GitHub read it: a suite for each student, a case for each question.

Lost points are a failure, what waits for a person is skipped, and where the grader itself failed there is an error.
Readers drop all but the first of the cases with equal class and name, so the class names the student.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from fractions import Fraction
from itertools import groupby
from xml.etree import ElementTree

from grader.reports.classes import ClassReport
from grader.reports.clean import safe_lines
from grader.reports.platforms.items import Item, certain, items
from grader.reports.scores import spelled
from grader.verdict import Outcome

_NO_XML = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # what XML 1.0 has no way to write


def junit(report: ClassReport) -> str:
    """Return the results of a class as JUnit XML."""
    title = _text(report.assignment.title if report.assignment else "") or "grader"
    suites = [suite_of(title, name, list(some)) for name, some in groupby(items(report), lambda item: item.student)]
    root = ElementTree.Element("testsuites", {"name": title, **_sums(suites)})
    root.extend(suites)
    ElementTree.indent(root)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{ElementTree.tostring(root, encoding="unicode")}'


def suite_of(title: str, student: str, listed: list[Item]) -> ElementTree.Element:
    """Return the suite of one student."""
    cases = [_case(title, item) for item in listed]
    counts = {"tests": str(len(cases))}
    counts |= {kind: str(sum(case.find(tag) is not None for case in cases)) for tag, kind in _KINDS.items()}
    suite = ElementTree.Element("testsuite", {"name": _text(student), **counts, "time": "0"})
    properties = ElementTree.SubElement(suite, "properties")
    points = sum((item.points for item in listed), Fraction())
    told = {"score": certain(listed), "max_score": points, "open": Fraction(sum(one.is_open for one in listed))}
    for name, value in told.items():
        ElementTree.SubElement(properties, "property", {"name": name, "value": spelled(value)})
    suite.extend(cases)
    return suite


_KINDS = {"failure": "failures", "error": "errors", "skipped": "skipped"}


def _sums(suites: Iterable[ElementTree.Element]) -> dict[str, str]:
    every = list(suites)
    return {kind: str(sum(int(one.attrib[kind]) for one in every)) for kind in ("tests", *_KINDS.values())} | {
        "time": "0"
    }


def _case(title: str, item: Item) -> ElementTree.Element:
    place = {"file": _text(item.path), **({"line": str(item.line)} if item.line else {})} if item.path else {}
    names = {"classname": _text(f"{title}.{item.student}"), "name": _text(item.name), **place, "time": "0"}
    case = ElementTree.Element("testcase", names)
    if not item.is_full:
        first = _text(item.message.partition("\n")[0])
        found = ElementTree.SubElement(case, _tag(item), {"message": first, "type": item.outcome.value})
        found.text = _text(f"{item.outcome.value}, {item.score}\n{item.message}")
    return case


def _tag(item: Item) -> str:
    if item.outcome is Outcome.FAILED:
        return "error"
    return "skipped" if item.is_open else "failure"


def _text(text: str) -> str:
    return _NO_XML.sub("\ufffd", "\n".join(safe_lines(text)))
