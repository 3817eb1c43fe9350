"""The tables of the language's manual: every example is what it says, and the table of two-way readings is closed."""

import re
from dataclasses import asdict
from itertools import pairwise, takewhile
from pathlib import Path

import pytest

from grader.errors import AnswerError
from grader.language import __file__ as room
from grader.language.limits import LIMITS
from grader.language.printing import show
from grader.language.reader import read
from tests.language.reading_support import names_of

MANUAL = (Path(__file__).parents[3] / "docs" / "language.md").read_text(encoding="utf-8")
CODE = re.compile(r"`([^`]+)`")


def tables(text, head="|"):
    """Return the rows, as cells, of the tables of a text whose first line begins so."""
    lines = text.splitlines()
    pairs = enumerate(pairwise(lines))
    starts = [place + 1 for place, (over, line) in pairs if line.startswith("|---") and over.startswith(head)]
    rows = [row for start in starts for row in takewhile(lambda line: line.startswith("|"), lines[start + 1 :])]
    return [[cell.strip().replace("\\|", "|") for cell in re.split(r"(?<!\\)\|", row)[1:-1]] for row in rows]


def table(heading):
    """Return the rows of the table under a heading, as cells."""
    return tables(MANUAL.split(f"## {heading}\n", 1)[1].split("\n## ", 1)[0])


def codes(cell):
    return CODE.findall(cell)


def named(cell):
    """Return what the cell for declared names says: the names, and what is expected."""
    data = {"symbols": {}, "functions": {}}
    for text in codes(cell):
        name, colon, domain = text.partition(": ")
        if name.startswith("defined"):
            data["defined"] = {name.split()[1]: domain}
        elif colon:
            data["symbols"][name] = domain
        else:
            data["functions"][text[: text.index("(")]] = str(text.count(",") + 1)
    convention = re.search(r"numbers: (\w+)", cell)
    free = {} if data["symbols"] or data["functions"] else {"free": "yes"}
    expect = re.search(r"(condition|shape|set|growth) is expected", cell)
    bases = re.search(r"a logarithm to base (\d+)", cell)
    data |= {"bases": [bases[1]]} if bases else {}
    data |= {"last look": "yes"} if "before a zero" in cell else {}
    settings = data | free | ({"numbers": convention[1]} if convention else {})
    return names_of(settings), expect[1] if expect else "expression"


@pytest.mark.parametrize("row", table("Spellings"), ids=lambda row: codes(row[0])[0])
def test_spellings_of_one_formula(row):
    texts, (names, expect) = codes(row[0].replace("`**2x**`", "`**2x**`")), named(row[1])
    assert len(texts) > 1
    found = {text: [reading.tree for reading in read(text, names, expect)] for text in texts}
    assert all(trees == found[texts[0]] and len(trees) == 1 for trees in found.values()), found


SINGLE = tables(MANUAL, "| text | read as |")


@pytest.mark.parametrize("row", SINGLE, ids=lambda row: row[0])
def test_texts_with_one_reading(row):
    names, expect = named(row[2] if len(row) > 2 else "")
    (text,), (read_as,) = codes(row[0]), codes(row[1])
    (reading,) = read(text, names, expect, "answer")
    assert show(reading.tree) == read_as


@pytest.mark.parametrize("row", table("Two readings"), ids=lambda row: row[0])
def test_texts_with_two_readings(row):
    names, expect = named(row[3])
    (kind,), (text,) = codes(row[0]), codes(row[1])
    readings = read(text, names, expect)
    assert [reading.spelling for reading in readings] == codes(row[2])
    assert {name for reading in readings for name, _ in reading.choices} == {kind}


UNBRACKETED = {"star", "ones", "transpose", "power", "layer", "scientific", "comma", "gamma", "differential"}
UNBRACKETED |= {"commutator", "conjugate", "inner", "list", "pi"}
UNBRACKETED |= {"exponent-end", "degrees", "division-end", "factorials"}  # what is usual has no brackets there either


@pytest.mark.parametrize("row", table("Two readings"), ids=lambda row: row[0])
def test_the_spelling_of_a_reading_leaves_no_other(row):
    names, expect = named(row[3])
    for reading in read(codes(row[1])[0], names, expect):
        if codes(row[0])[0] not in UNBRACKETED:
            assert [again.tree for again in read(reading.spelling, names, expect)] == [reading.tree]


def test_the_table_of_two_way_readings_is_closed():
    source = "".join(path.read_text(encoding="utf-8") for path in sorted(Path(room).parent.rglob("*.py")))
    in_code = re.findall(r"\.choose\(\s*\"([a-z-]+)\"", source)
    assert len(re.findall(r"\.choose\(", source)) == len(in_code)
    assert [codes(row[0])[0] for row in table("Two readings")] == sorted(set(in_code))


@pytest.mark.parametrize("row", table("Unreadable"), ids=lambda row: row[0])
def test_unreadable_texts(row):
    names, expect = named(row[2])
    with pytest.raises(AnswerError) as caught:
        read(codes(row[0])[0], names, expect)
    assert caught.value.message == row[1]


def test_limits_are_those_of_the_reader():
    assert {codes(row[0])[0]: int(row[1]) for row in table("Limits")} == asdict(LIMITS)
