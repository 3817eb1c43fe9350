"""Pages in a real browser: accessible, within the window, alone without a network, and inert whatever stands in them.

Without Chromium these tests skip; `GRADER_COMPONENTS=required` (as in `.ci/run`) makes that a failure.
"""

import os
import shutil
from dataclasses import replace

import pytest

from grader.reports.page_names import page_names
from grader.reports.pages.overview import class_html
from grader.reports.pages.student import student_html
from grader.verdict import FieldResult, Outcome, Source
from tests.reports.pages.support import report_of
from tests.reports.pages.test_hostile import HOSTILE, hostile_report
from tests.reports.pages.test_overview import made_up

CHROMIUM = shutil.which("chromium")
FLAGS = """
--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking
--disable-component-update --disable-sync
"""
ANSWERS = {
    "000-linear-two-units": {"w_0": "[m, m]", "b_0": "[b, -b]", "w_1": "[1, -1]"},
    "000-piecewise-three-units": {"w_0": "[1, 1, 1]", "b_0": "[2, 0, -2]", "w_1": "[3, -3, 3]"},
    "001-q2-1-softmax-derivative": {"answer": "S_i(\\delta_{ij} - S_j)"},
    "001-q6-full-conv": {"answer": "[3, 2"},
    "001-q8-1a-conv1": {"s": "2", "p": "2"},
    "000-x2-exact": {"answer": "Yes"},
    "000-rbf-in-words": {"answer": "Both are softmaxes."},
    "002-q7b-xor": {},
}
FRAMES = 30  # hostile texts whose pages are opened at once
WINDOWS = [(1280, "light"), (320, "dark")]  # width, and what the reader's system asks for


@pytest.fixture(scope="module")
def browser():
    if CHROMIUM is None and os.environ.get("GRADER_COMPONENTS") != "required":
        pytest.skip("no Chromium on this machine")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS.split())
        yield running
        running.close()


def student_page():
    report = report_of(ANSWERS, reveal="answer", title="Homework 1, networks and attention")
    return student_html(report, report.students[0])


def long_page():
    """A page of texts without blanks, in fields, errors and names."""
    report = report_of({"001-q6-full-conv": {"answer": "[1, 2"}}, title="x" * 300)
    (student,) = report.students
    field = FieldResult("y" * 5_000, "z" * 5_000, Source(f"{'f' * 300}.md", 3), error="e" * 500)
    verdict = replace(student.verdicts["001-q6-full-conv"], fields={"answer": field}, outcome=Outcome.UNREADABLE)
    return student_html(report, replace(student, name="n" * 300, verdicts={verdict.problem: verdict}))


def class_page():
    report = made_up(12, 8)
    return class_html(report, page_names([one.name for one in report.students], ".html"), proved=lambda *pair: False)


PAGES = {"student": student_page, "long": long_page, "class": class_page}


@pytest.fixture(scope="module")
def texts():
    return {name: make() for name, make in PAGES.items()}


class Window:
    """A window in which pages are opened, and which notes what they ask for, say or show."""

    def __init__(self, browser, path, width, how):
        self.path, self.noted = path, []
        self.context = browser.new_context(viewport={"width": width, "height": 900}, **how)
        self.page = self.context.new_page()
        self.page.on("request", lambda request: self.noted.append(request.url))
        self.page.on("console", lambda message: self.noted.append(message.text))
        self.page.on("pageerror", lambda error: self.noted.append(str(error)))
        self.page.on("dialog", lambda dialog: (self.noted.append(dialog.message), dialog.dismiss()))

    def open(self, text):
        self.noted.clear()
        self.path.write_text(text, encoding="utf-8")
        self.page.goto(self.path.as_uri())
        assert self.noted == [self.path.as_uri()]
        return self.page


@pytest.fixture
def window(browser, tmp_path):
    windows = []

    def make(width=1280, **how):
        windows.append(Window(browser, tmp_path / "page.html", width, how))
        return windows[-1]

    yield make
    for one in windows:
        one.context.close()


@pytest.fixture
def opened(window):
    return lambda text, width=1280, **how: window(width, **how).open(text)


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize(("width", "scheme"), WINDOWS)
def test_a_page_is_accessible_and_fits_the_window(opened, texts, name, width, scheme):
    from axe_playwright_python.sync_playwright import Axe

    page = opened(texts[name], width, color_scheme=scheme)
    assert page.evaluate("document.scrollingElement.scrollWidth <= innerWidth")
    found = Axe().run(page).response["violations"]
    assert [(one["id"], one["nodes"][0]["html"], one["nodes"][0]["failureSummary"]) for one in found] == []


def test_formulas_are_drawn(opened, texts):
    page = opened(texts["student"])
    heights = page.evaluate("[...document.querySelectorAll('math')].map(one => one.getBoundingClientRect().height)")
    assert len(heights) > 20
    assert min(heights) > 5


ACTIVE = "img, iframe, object, embed, form, base"
PROBED = f"""() => {{
    document.querySelectorAll('*').forEach(one => one.dispatchEvent(new Event('mouseover')));
    return document.querySelectorAll('{ACTIVE}').length;
}}"""


def test_no_text_of_others_does_anything(window, tmp_path):
    """Pages stand in frames of one page, which is opened once for many."""
    here = window()
    for first in range(0, len(HOSTILE), FRAMES):
        files = {}
        for number, said in enumerate(HOSTILE[first : first + FRAMES], first):
            report = hostile_report(said[:1_000])
            files[f"{number}-student.html"] = student_html(report, report.students[0])
            files[f"{number}-class.html"] = class_html(report, proved=lambda *pair: False)
        for name, text in files.items():
            (tmp_path / name).write_text(text, encoding="utf-8")
        frames = "".join(f'<iframe src="{name}"></iframe>' for name in files)
        wanted = sorted(path.as_uri() for path in (here.path, *(tmp_path / name for name in files)))
        here.noted.clear()
        here.path.write_text(f"<!DOCTYPE html><title>x</title>{frames}", encoding="utf-8")
        here.page.goto(here.path.as_uri())
        found = {frame.url.rpartition("/")[2]: frame.evaluate(PROBED) for frame in here.page.frames[1:]}
        assert found == dict.fromkeys(files, 0)
        here.page.wait_for_timeout(100)  # for what would come of it
        assert sorted(here.noted) == wanted


def test_tables_are_sorted_by_a_click_and_are_there_without_scripts(opened, texts):
    def column(page, place):
        rows = page.locator(".scores tbody tr")
        return [rows.nth(row).locator("th, td").nth(place).inner_text() for row in range(rows.count())]

    page = opened(texts["class"])
    before = column(page, 0)
    total = page.locator(".scores thead th", has_text="total")
    total.get_by_role("button").click()
    place = page.evaluate("[...document.querySelectorAll('.scores thead th')].findIndex(one => one.ariaSort)")
    totals = [float(one.partition(" ")[0]) for one in column(page, place)]
    assert totals == sorted(totals)
    assert total.get_attribute("aria-sort") == "ascending"
    total.get_by_role("button").press("Enter")
    assert [float(one.partition(" ")[0]) for one in column(page, place)] == sorted(totals, reverse=True)
    assert sorted(column(page, 0)) == sorted(before)
    plain = opened(texts["class"], java_script_enabled=False)
    assert column(plain, 0) == before
    assert plain.locator("button").count() == 0


def test_a_page_prints_on_sheets(opened, texts):
    page = opened(texts["student"], color_scheme="dark")
    page.emulate_media(media="print")
    assert page.evaluate("getComputedStyle(document.body).color") == "rgb(0, 0, 0)"
    assert page.pdf(format="A4").startswith(b"%PDF")
