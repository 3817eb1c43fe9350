"""`check --jsonl` and `compare --jsonl`."""

import json
import os
import subprocess
import sys

import pytest

from grader.cli.streams.lines import LINE_BYTES

COMPARE = ("compare", "--jsonl")
PAIR = '"left": "2", "right": "2"'
CHECK = ("check", "--jsonl", "--problems", "problems")


def test_each_line_gets_its_verdict_with_its_id_in_order(course, stream):
    lines = [
        {"id": "7", "problem": "volume", "answer": "5"},
        {"id": 8, "problem": "volume", "answer": 4},
        {"problem": "conv", "answer": {"s1": 1, "p": "2"}},
        {"id": "9", "problem": "twice", "answer": {"a": "1", "twice.b": None}},
        {"id": "10", "problem": "twice.b", "answer": 2},
        {"id": "11", "problem": "volume", "answer": None},
        {"id": "12", "problem": "conv", "answer": "none"},
    ]
    result, found = stream(*CHECK, lines=lines)
    assert [one["id"] for one in found] == ["7", 8, None, "9", "10", "11", "12"]
    assert [one["outcome"] for one in found] == [
        "correct", "incorrect", "correct", "partial", "correct", "missing", "incorrect",
    ]  # fmt: skip
    assert list(found[0])[:3] == ["schema", "id", "problem"]
    assert found[1]["fields"]["answer"]["text"] == "4"
    assert found[3]["parts"][1]["outcome"] == "missing"
    assert (result.exit_code, result.stderr) == (0, "")


@pytest.mark.parametrize(
    ("line", "error"),
    [
        ("nonsense", ("bad-json", "`nonsense` is not JSON; a text stands in double quotes", 1)),
        ('{"id": "1"', ("bad-json", "expected `,` or `}`, not the end", 11)),
        ("[1]", ("bad-line", "expected an object in braces", None)),
        ('{"id": "1", "answer": "5"}', ("bad-line", "the key `problem` is missing", None)),
        ('{"id": "1", "problem": "volume"}', ("bad-line", "the key `answer` is missing", None)),
        (
            '{"id": "1", "problem": "volume", "answer": "5", "mode": 1}',
            ("bad-line", "unknown key `mode`; expected `id`, `problem`, `answer`", 49),
        ),
        (
            '{"id": "1", "problem": "volume", "answer": "5", "variant": 1}',
            ("bad-line", "`variant` is reserved for variants of a problem, which this version has not", 49),
        ),
        (
            '{"id": "1", "problem": "volume", "answer": "5", "answer": "4"}',
            ("bad-line", "the key `answer` stands twice", 49),
        ),
        (
            '{"id": "1", "problem": "volum", "answer": "5"}',
            ("unknown-problem", "no problem has the id 'volum'; did you mean volume?", 24),
        ),
        (
            '{"id": "1", "problem": "conv", "answer": {"q": "5"}}',
            ("bad-line", "conv has no field `q`; its fields are s_1, p", 43),
        ),
        (
            '{"id": "1", "problem": "conv", "answer": {"s_1": "5", "s1": "5"}}',
            ("bad-line", "`s1` is given twice", 55),
        ),
        ('{"id": "1", "problem": "twice", "answer": {"c": 1}}', ("bad-line", "twice has no part `c`", 44)),
        (
            '{"id": "1", "problem": "twice", "answer": 1}',
            ("bad-line", "twice has parts: expected an object with an answer for each", 43),
        ),
    ],
)
def test_a_bad_line_gets_an_error_and_the_stream_goes_on(course, stream, line, error):
    good = {"id": "2", "problem": "volume", "answer": "5"}
    result, found = stream(*CHECK, lines=["\n", line + "\n", good])
    known = "1" if line.startswith('{"id": "1",') else None
    code, message, column = error
    expected = {"code": code, "message": message, "line": 2, "column": column}
    assert found[0] == {"schema": 1, "id": known, "error": expected}
    assert (found[1]["id"], found[1]["outcome"]) == ("2", "correct")
    assert (result.exit_code, len(found)) == (0, 2)


def test_a_line_that_is_too_long_is_skipped(course, stream):
    good = {"id": "2", "problem": "volume", "answer": "5"}
    _, found = stream(*CHECK, lines=['"' + "x" * (3 * LINE_BYTES) + '"\n', good])
    assert found[0]["error"]["message"] == "the line is longer than 1000000 bytes (limit LINE_BYTES)"
    assert found[1]["outcome"] == "correct"


@pytest.mark.parametrize("id_", ["[1]", "{}", "true", "false", "1" * 1001])
def test_an_id_is_a_text_or_a_number(course, stream, id_):
    _, found = stream(*CHECK, lines=[f'{{"id": {id_}, "problem": "volume", "answer": "5"}}\n'])
    message = "`id`: expected a text or a number of at most 1000 characters"
    error = {"code": "bad-line", "message": message, "line": 1, "column": 8}
    assert found == [{"schema": 1, "id": None, "error": error}]


IDS = ["1e400", "1e5", "0.1000000000000000055", "-0", "1" * 1000, "null", '"1e400"', '"é"']


@pytest.mark.parametrize(("command", "rest"), [(CHECK, '"problem": "volume", "answer": 5'), (COMPARE, PAIR)])
def test_an_id_comes_back_as_it_was_typed_and_never_ends_the_stream(course, grader, command, rest):
    result = grader(*command, stdin="".join(f'{{"id": {id_}, {rest}}}\n{{"id": {id_}}}\n' for id_ in IDS))
    heads = [f'{{"schema": 1, "id": {id_}, "' for id_ in IDS for _ in "12"]
    assert [line[: len(head)] for line, head in zip(result.stdout.splitlines(), heads, strict=True)] == heads
    assert all(json.loads(line) for line in result.stdout.splitlines())
    assert (result.exit_code, result.stderr) == (0, "")


def test_a_backslash_that_json_swallowed_is_unreadable_and_costs_its_field_only(course, stream):
    lines = ['{"id": "1", "problem": "conv", "answer": {"s_1": "\\theta", "p": "2"}}\n']
    _, (found,) = stream(*CHECK, lines=lines)
    assert found["outcome"] == "unreadable"
    assert found["fields"]["s_1"]["error"].startswith("in JSON the backslash of `\\theta` is not a backslash")
    assert found["fields"]["p"]["read"] == "2"


def test_what_the_grader_fails_on_is_failed_and_the_stream_goes_on(course, stream, monkeypatch):
    from grader.course import single_answer

    real = single_answer.mark_question

    def fake(question, answer):
        if question.id == "linear":
            os.kill(os.getpid(), 9)
        return real(question, answer)

    monkeypatch.setattr(single_answer, "mark_question", fake)
    lines = [{"problem": name, "answer": "5"} for name in ("volume", "linear", "volume")]
    result, found = stream(*CHECK, lines=lines)
    assert [one["outcome"] for one in found] == ["correct", "failed", "correct"]
    assert result.exit_code == 4


@pytest.mark.parametrize(("answers", "code"), [("5", 0), ("54", 1), ("5+", 4), ("54+", 4)])
def test_exit_code_says_the_worst(course, stream, answers, code):
    lines = [{"problem": "volume", "answer": answer} for answer in answers]
    assert stream(*CHECK, "--exit-code", lines=lines)[0].exit_code == code


def test_timing(course, stream):
    _, (found,) = stream(*CHECK, "--timing", lines=[{"problem": "volume", "answer": "5"}])
    assert found["timing"]["seconds"] >= 0


def test_compare_lines(course, stream):
    lines = [
        {"id": "8", "left": "2", "right": "3", "variables": {"x": "positive"}},
        {"id": "9", "left": 2, "right": "2"},
        {"id": "10", "left": "2 +", "right": "2"},
        {"id": "11", "left": "2", "right": "2", "variables": {"x": "somewhere"}},
        {"id": "12", "left": "2", "right": "2", "variables": {"x": [1]}},
        {"id": "13", "left": "2", "right": "2", "variables": []},
        {"id": "14", "left": "2"},
        {"id": "15", "left": "2", "right": {}},
        '{"id": "16", "left": "\\theta", "right": "2"}\n',
        '{"id": "17", "left": "2", "right": "2", "variables": {"1": "real"}}\n',
        '{"id": "18", "left": "2", "right": "2", "variables": {"": "real"}}\n',
    ]
    result, found = stream("compare", "--jsonl", lines=lines)
    assert [one["id"] for one in found] == [str(number) for number in range(8, 19)]
    assert [one.get("status") for one in found] == [
        "different", "equal", "unreadable", None, None, None, None, None, "unreadable", None, None,
    ]  # fmt: skip
    assert found[0]["evidence"]["kind"] == "point"
    assert found[3]["error"]["code"] == "variables"
    assert found[4]["error"]["message"] == "`variables.x`: expected a domain, such as positive"
    assert found[5]["error"]["message"] == "`variables`: expected an object of names and domains"
    assert found[6]["error"]["message"] == "the key `right` is missing"
    assert found[7]["error"]["message"] == "`right`: expected a text"
    assert found[8]["left"]["error"].startswith("in JSON the backslash of `\\theta` is not a backslash")
    why = "is no name of a variable; expected one such as x, w_0 or theta"
    assert found[9]["error"] == {"code": "variables", "message": f"`variables`: `1` {why}", "line": 10, "column": 55}
    assert found[10]["error"] == {"code": "variables", "message": f"`variables`: `` {why}", "line": 11, "column": 55}
    assert result.exit_code == 0


def test_each_line_is_answered_before_the_next_is_read(course, environment):
    command = [sys.executable, "-c", "from grader.cli import main; main()", *CHECK]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
    with subprocess.Popen(command, **pipes, text=True, env=environment) as process:
        for answer, outcome in [("5", "correct"), ("4", "incorrect")]:
            process.stdin.write(json.dumps({"problem": "volume", "answer": answer}) + "\n")
            process.stdin.flush()
            assert json.loads(process.stdout.readline())["outcome"] == outcome
        process.stdin.close()
        assert process.stdout.read() == ""
        assert process.wait() == 0
