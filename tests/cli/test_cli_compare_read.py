import json

import pytest


@pytest.mark.parametrize(
    ("args", "status"),
    [
        (("2", "2"), "equal"),
        (("-2", "-2"), "equal"),
        (("-2", "2"), "different: the left side is -2, the right side is 2"),
    ],
)
def test_compare_ends_with_the_status(grader, args, status):
    result = grader("compare", *args)
    assert result.stdout.splitlines()[-1] == status
    assert (result.exit_code, result.stderr) == (0, "")


@pytest.mark.parametrize(("right", "code"), [("2", 0), ("3", 1), ("3 +", 4)])
def test_compare_exit_code(grader, right, code):
    assert grader("compare", "2", right, "--exit-code").exit_code == code
    assert grader("compare", "2", right).exit_code == 0


def test_compare_json(grader):
    found = json.loads(grader("compare", "2", "3", "--format", "json", "--var", "x:positive").stdout)
    assert list(found) == ["schema", "status", "left", "right", "evidence"]
    assert found["left"] == {"text": "2", "read": "2"}
    assert found["evidence"]["right"] == {"exact": "3"}
    assert grader("compare", "2", "3", "--format", "jsonl").stdout.count("\n") == 1


def test_compare_a_crash_is_failed(grader, monkeypatch):
    monkeypatch.setattr("grader.comparing.worker.compare_texts", lambda *_: {}["gone"])
    result = grader("compare", "2", "3")
    assert result.exit_code == 4
    assert result.stdout.splitlines()[-1].startswith(
        "failed: the grader itself failed (KeyError at grader.comparing.worker:"
    )


@pytest.mark.parametrize(
    ("args", "message"),
    [
        (("compare", "2"), "give two expressions, or --jsonl"),
        (("compare", "2", "2", "--var", "x"), "--var x: expected NAME:DOMAIN, such as x:positive or v:real^3"),
        (("compare", "2", "2", "--var", "x:real", "--var", "x:real"), "--var x:real: x is declared twice"),
        (
            ("compare", "2", "2", "--var", "1:real"),
            "--var 1:real: `1` is no name of a variable; expected one such as x, w_0 or theta",
        ),
        (
            ("read", "2", "--var", "(:real"),
            "--var (:real: `(` is no name of a variable; expected one such as x, w_0 or theta",
        ),
        (("compare", "2", "--jsonl"), "--jsonl takes both sides from standard input, and writes JSON Lines"),
        (("read",), "Missing argument 'TEXT'."),
    ],
)
def test_wrong_usage(grader, args, message):
    result = grader(*args)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.splitlines()[-1] == f"Error: {message}"


def test_an_unknown_domain_is_pointed_at(grader):
    result = grader("compare", "2", "2", "--var", "x:somewhere")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith("Error: ")
    assert "    somewhere\n" in result.stderr
    assert "^" in result.stderr


def test_read_shows_three_notations(grader):
    result = grader("read", "-2")
    assert result.stdout == "plain    -2\nLaTeX    -2\nUnicode  -2\n" or "Unicode  −2" in result.stdout
    found = json.loads(grader("read", "-2", "--format", "json").stdout)
    assert (found["schema"], found["text"], found["readings"][0]["plain"]) == (1, "-2", "-2")


def test_read_points_at_what_cannot_be_read(grader):
    result = grader("read", "2 + \x1b")
    assert result.exit_code == 0
    assert result.stdout.splitlines()[0] == "unreadable: 2 + ␛"
    assert "\x1b" not in result.stdout
    found = json.loads(grader("read", "2 +", "--format", "jsonl").stdout)
    assert (found["readings"], "error" in found) == ([], True)
