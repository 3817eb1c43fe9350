import json

import pytest

VOLUME = ("check", "problems/volume.yaml")
BY_ID = ("--problems", "problems")


@pytest.mark.parametrize(
    ("args", "last"),
    [
        ((*VOLUME, "5"), "volume: correct, 2 of 2 points"),
        ((*VOLUME, "answer=5"), "volume: correct, 2 of 2 points"),
        ((*VOLUME, "-5"), "volume: incorrect, 0 of 2 points"),
        ((*VOLUME, "--", "-5"), "volume: incorrect, 0 of 2 points"),
        ((*VOLUME, ""), "volume: missing, 0 of 2 points"),
        (("check", "volume", *BY_ID, "4"), "volume: incorrect, 0 of 2 points"),
        (("check", *BY_ID, "linear", "no"), "linear: correct, 1 of 1 point"),
        (("check", "twice.b", *BY_ID, "2"), "twice.b: correct, 0.33 of 0.33 points"),
        (("check", "twice", *BY_ID, "a=1", "b=3"), "twice: partial, 1 of 1.33 points"),
        (("check", "twice", *BY_ID, "twice.a=1", "b.answer = 2"), "twice: correct, 1.33 of 1.33 points"),
        (("check", "conv", *BY_ID, "s_1=1", "p=2"), "conv: correct, 1 of 1 point"),
        (("check", "conv", *BY_ID, "s1 = 1", "p=2"), "conv: correct, 1 of 1 point"),
        (("check", "conv", *BY_ID, "p=2", "s_1=-1"), "conv: incorrect, 0 of 1 point"),
    ],
)
def test_the_outcome_stands_last(course, grader, args, last):
    result = grader(*args)
    assert result.stdout.splitlines()[-1] == last
    assert (result.exit_code, result.stderr) == (0, "")


def test_what_was_read_and_why(course, grader):
    lines = grader(*VOLUME, "4").stdout.splitlines()
    assert lines[0] == "answer: 4"
    assert "  refuted: the left side is 4, the right side is 5" in lines


def test_an_unreadable_answer_is_pointed_at(course, grader):
    lines = grader(*VOLUME, "5 +").stdout.splitlines()
    assert lines[0] == "answer: 5 +"
    assert "      5 +" in lines
    assert any(set(line.strip()) == {"^"} for line in lines)
    assert lines[-1] == "volume: unreadable, 0–2 of 2 points"


def test_json_is_one_object(course, grader):
    verdict = json.loads(grader(*VOLUME, "5", "--format", "json").stdout)
    assert list(verdict) == [
        "schema", "problem", "outcome", "score", "points", "score_range", "fields", "claims", "feedback",
    ]  # fmt: skip
    assert (verdict["schema"], verdict["problem"], verdict["score"]) == (1, "volume", 2)
    assert verdict["fields"] == {"answer": {"text": "5", "read": "5"}}
    assert verdict["claims"][0]["status"] == "proved"


def test_jsonl_is_one_line_with_timing_where_asked_for(course, grader):
    result = grader(*VOLUME, "5", "--format", "jsonl", "--timing")
    assert result.stdout.count("\n") == 1
    assert json.loads(result.stdout)["timing"]["seconds"] >= 0


@pytest.mark.parametrize(("answer", "code"), [("5", 0), ("4", 1), ("", 1), ("5 +", 4)])
def test_exit_code_says_the_outcome(course, grader, answer, code):
    assert grader(*VOLUME, answer, "--exit-code").exit_code == code
    assert grader(*VOLUME, answer).exit_code == 0


def test_a_file_of_answers(course, grader):
    result = grader("check", "twice", *BY_ID, "class/bob/answers.yaml", "--format", "json")
    verdict = json.loads(result.stdout)
    assert (verdict["outcome"], verdict["score_range"]) == ("partial", [1, 1])
    assert verdict["parts"][0]["fields"]["answer"]["source"] == {"file": "answers.yaml", "line": 3}


def test_a_file_without_an_answer_to_the_problem_is_missing(course, grader):
    result = grader("check", "conv", *BY_ID, "class/bob/answers.yaml")
    assert result.stdout.splitlines()[-1] == "conv: missing, 0 of 1 point"


def test_a_file_of_an_unknown_form_is_a_text(course, grader):
    (course / "5").write_text("4")
    assert grader(*VOLUME, "5").stdout.splitlines()[-1] == "volume: correct, 2 of 2 points"


def test_an_answer_from_standard_input(course, grader):
    assert grader(*VOLUME, "-", stdin="5\n").stdout.splitlines()[-1] == "volume: correct, 2 of 2 points"


@pytest.mark.parametrize(
    ("args", "message"),
    [
        (("check",), "give a PROBLEM and an answer, or --jsonl"),
        (("check", "gone.yaml", "5"), "there is no file gone.yaml; to name a problem by its id, add --problems DIR"),
        (
            ("check", "problems", "5"),
            "problems is a folder; give one problem's file, or its id with --problems problems",
        ),
        (("check", "volum", *BY_ID, "5"), "no problem has the id 'volum'; did you mean volume?"),
        (("check", "zzz", *BY_ID, "5"), "no problem has the id 'zzz'; there are conv, linear, twice, volume"),
        (VOLUME, "volume: give an answer: ANSWER"),
        (("check", "conv", *BY_ID), "conv: give an answer: s_1=ANSWER p=ANSWER"),
        (("check", "twice", *BY_ID, "1"), "twice: '1' does not begin with a field and `=`: a=ANSWER b=ANSWER"),
        (
            ("check", "conv", *BY_ID, "p=1", "2"),
            "conv: '2' does not begin with a field and `=`: s_1=ANSWER p=ANSWER",
        ),
        (("check", "conv", *BY_ID, "s_1=1", "s1=2"), "conv: s_1 is given twice"),
        (("check", "--jsonl"), "--jsonl needs --problems DIR"),
        (
            ("check", "--jsonl", *BY_ID, "volume"),
            "--jsonl takes the problems and answers from standard input, and writes JSON Lines",
        ),
        ((*VOLUME, "5", "--fromat", "json"), "No such option '--fromat'. Did you mean '--format'?"),
        (("check", "volume", "--problems", "gone", "5"), "Invalid value for '--problems': Path 'gone' does not exist."),
    ],
)  # fmt: skip
def test_wrong_usage_exits_with_2(course, grader, args, message):
    result = grader(*args)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.splitlines()[-1] == f"Error: {message}"


def test_a_bad_problem_lists_all_its_faults_and_exits_with_2(course, grader):
    (course / "problems" / "bad.yaml").write_text("id: bad\npoint: 3\nanswer: {type: number, expcted: 5}\n")
    result = grader("check", "bad", *BY_ID, "5")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "bad.yaml:2: point" in result.stderr
    assert "bad.yaml:3: answer" in result.stderr
    assert "Traceback" not in result.stderr


@pytest.mark.parametrize("before", [True, False])
def test_an_internal_error_exits_with_3_and_shows_its_trace_on_demand(course, grader, monkeypatch, before):
    monkeypatch.setattr("grader.cli.check.named_problem", lambda *_: {}["gone"])
    result = grader(*VOLUME, "5")
    assert (result.exit_code, result.stdout) == (3, "")
    assert result.stderr == "internal error: KeyError: 'gone' (--debug shows the trace)\n"
    result = grader("--debug", *VOLUME, "5") if before else grader(*VOLUME, "5", "--debug")
    assert result.exit_code == 3
    assert result.stderr.startswith("Traceback")
    assert result.stderr.endswith("internal error: KeyError: 'gone'\n")


def test_an_answer_on_which_the_grader_fails_exits_with_4(course, grader, monkeypatch):
    monkeypatch.setattr("grader.course.single_answer.mark_question", lambda *_: {}["gone"])
    result = grader(*VOLUME, "5")
    assert result.exit_code == 4
    assert result.stdout.splitlines()[-1] == "volume: failed, 0–2 of 2 points"


@pytest.mark.parametrize("text", ["", "  "])
def test_a_blank_text_is_missing_however_many_fields_there_are(course, grader, stream, text):
    for name in ("conv", "volume"):
        result = grader("check", name, text, "--problems", "problems")
        assert (result.exit_code, result.stdout.splitlines()[-1].split(",")[0]) == (0, f"{name}: missing")
        _, (found,) = stream("check", "--jsonl", "--problems", "problems", lines=[{"problem": name, "answer": text}])
        assert found["outcome"] == "missing"


def test_standard_input_is_read_up_to_a_limit(course, grader):
    result = grader(*VOLUME, "-", stdin="1" * 1_000_001)
    assert (result.exit_code, result.stdout) == (2, "")
    assert "standard input holds more than 1000000 characters (limit STDIN_CHARACTERS)" in result.stderr
