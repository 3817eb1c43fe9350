"""What stands left of an equals sign names the answer; what speaks about it is never taken for a name."""

from pathlib import Path

import pytest

from grader.errors import AnswerError, LeftSideError
from grader.language.names import Names, Symbol
from grader.language.reader import canonical_name, read
from grader.language.reader.domains import parse_domain
from tests.caselists import read_values

CASES = read_values(Path(__file__).parents[2] / "cases" / "left-sides.yaml")
NAMES = Names(
    symbols={
        canonical_name(name): Symbol(canonical_name(name), parse_domain(domain))
        for name, domain in CASES["declared"].items()
    }
)
OWN = [(row["symbol"], left, kind) for row in CASES["own"] for kind in ("names", "speaks") for left in row[kind]]
ROWS = [("answer", left, kind) for kind in ("names", "speaks") for left in CASES[kind]] + OWN


def speaks(left, own):
    try:
        read(f"{left} = 5", NAMES, "expression", own)
    except LeftSideError:
        return True
    except AnswerError:
        return False
    return False


@pytest.mark.parametrize(("own", "left", "kind"), ROWS)
def test_a_left_side(own, left, kind):
    assert speaks(left, own) is (kind == "speaks")


@pytest.mark.parametrize("left", CASES["speaks"])
def test_the_last_of_several_names_is_the_answer(left):
    assert not speaks(f"answer = {left}", "answer")


def test_the_place_is_shown():
    with pytest.raises(LeftSideError) as error:
        read("2z = 6", NAMES, "expression", "answer")
    assert error.value.pointed() == (
        "`2z = …` says something about the answer. Expected the answer by itself.\n    2z = 6\n    ^^"
    )
