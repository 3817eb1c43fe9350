"""Pages of real problems, and what a reader of a page sees, found by a parser that is not ours."""

import re
from dataclasses import replace
from functools import cache
from pathlib import Path

import html5lib

from grader.marking.answer import Answer, FieldAnswer
from grader.marking.mark import mark
from grader.problems.assignment import all_of
from grader.problems.load import load_problems
from grader.reports.classes import ClassReport, Student
from grader.reports.pages.student import student_html

PROBLEMS = Path(__file__).parents[3] / "problems"
ALLOWED = """
html head meta title style body main h1 h2 h3 p a code pre div span table thead tbody tr th td section ul ol li em
strong footer figure figcaption br hr blockquote
math mrow mi mn mo mtext mspace mfrac msqrt mroot msub msup msubsup munder mover munderover mtable mtr mtd mpadded
mstyle mphantom mmultiscripts mprescripts
svg path circle line rect text g polyline
"""

HARMLESS = "\n\u00a0\u00ad\u180e\u200b\u200c\u200d\u2060"  # blanks, and signs without width


@cache
def problems():
    return load_problems(PROBLEMS)


def report_of(answers, *, reveal=None, name="ada", **more):
    """Return the report on one student; `answers` are the texts of fields, by problem, each a problem without parts."""
    every = problems()
    rules = replace(all_of({id_: every[id_] for id_ in answers}), given=True, reveal=reveal, **more)
    verdicts = {
        id_: mark(every[id_], {id_: Answer({name: FieldAnswer(text) for name, text in fields.items()})})
        for id_, fields in answers.items()
    }
    return ClassReport(rules.points, (Student(name, verdicts),), assignment=rules)


def page_of(answers, **more):
    report = report_of(answers, **more)
    return student_html(report, report.students[0])


def parsed(page):
    """Return the tree of a page; a page that breaks the rules of HTML is no page."""
    return html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(page)


def tag_of(element):
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def seen(page, inside=None):
    """Return what stands on a page, on one line: texts, and formulas as their plain notation."""
    root = parsed(page)
    start = root.find("body") if inside is None else next(one for one in root.iter() if one.get("id") == inside)
    return re.sub(r"\s+", " ", "".join(_seen(start))).replace("\u00a0", " ").strip()


def _seen(element):
    if tag_of(element) in {"script", "style"} or element.get("aria-hidden"):
        return
    if tag_of(element) == "math" and element.get("alttext") is not None:
        yield element.get("alttext")
        return
    yield element.text or ""
    for child in element:
        yield from _seen(child)
        yield child.tail or ""
    yield " " if tag_of(element) in {"p", "li", "td", "th", "h1", "h2", "h3", "div", "tr", "pre"} else ""


def assert_sound(page, allowed=ALLOWED):
    """Hold that a page is valid, has no element that could do anything, loads nothing and has every id once."""
    root = parsed(page)
    ids = [element.get("id") for element in root.iter() if element.get("id")]
    assert len(ids) == len(set(ids))
    for element in root.iter():
        if not isinstance(element.tag, str):
            continue
        assert tag_of(element) in allowed.split(), tag_of(element)
        for name, value in element.attrib.items():
            assert not str(name).lower().startswith("on"), name
            assert str(name) not in {"src", "srcset", "action", "formaction", "xlink:href", "data", "srcdoc"}, name
            if name == "href":
                assert value[1:] in ids or not re.match(r"(?i)#|\s*(javascript|data|vbscript):", value)
    styles = [element.text or "" for element in root.iter() if tag_of(element) == "style"]
    styles += [str(element.get("style", "")) for element in root.iter()]
    assert not re.search(r"url\(|@import", " ".join(styles))
    assert_seen(page)


def assert_seen(text):
    """Hold that no character of a text controls, reorders or hides what is seen, but for those that letters need."""
    assert [char for char in text if not char.isprintable() and char not in HARMLESS] == []
