"""What says that an answer was not done, and what only looks so."""

import pytest

from grader.problems.load import load_problems
from grader.submissions.not_done import is_not_done

PROBLEMS = {
    "value": "{prompt: Compute it., answer: {type: number, expected: 2}}",
    "time": "{prompt: How long does it run?, answer: {type: number, expected: 2}}",
    "words": "{prompt: Why did it stop?, answer: {type: text, accept: [keine Zeit]}}",
    "you": "{prompt: How did you treat the outlier?, answer: {type: text, accept: [removed]}}",
}


@pytest.fixture(scope="module")
def questions(tmp_path_factory):
    folder = tmp_path_factory.mktemp("problems")
    for id_, text in PROBLEMS.items():
        folder.joinpath(f"{id_}.yaml").write_text(f"{{id: {id_}, title: {id_}, {text[1:]}", encoding="utf-8")
    return {id_: problem.questions[0] for id_, problem in load_problems(folder).items()}


@pytest.mark.parametrize(
    "text",
    [
        "I ran out of time, sorry.",
        "I didn’t do this problem",
        "Non sono riuscita a farlo.",
        "Non sono riuscito a risolvere questo esercizio",
        "não consegui fazer esta",
        "Diese Aufgabe habe ich nicht geschafft.",
        "Se me olvidó la demostración.",
        "Den Beweis habe ich leider vergessen.",
        "I forgot the proof.",
    ],
)
def test_what_is_said_of_the_student_answers_nothing(questions, text):
    assert [is_not_done(questions[id_], text) for id_ in PROBLEMS] == [True, True, True, False]


@pytest.mark.parametrize(
    "text",
    [
        "ran out of time",
        "no time",
        "keine Zeit",
        "skipped",
        "not done yet",
        "pas fait",
        "I did not manage this one",
        "Ran out of time here, sorry",
        "didn't manage",
        "skipped this one",
        "left blank on purpose",
        "absichtlich leer gelassen",
        "je ne l'ai pas fait",
        "no lo hice",
        "en blanco",
        "no idea",
        "I don't know.",
        "Weet ik niet",
        "je ne sais pas, désolé",
        "Keine Ahnung",
        "Geen idee.",
        "Pas trouvé.",
        "???",
        "didn't have time for this",
        "hab ich leider nicht geschafft",
        "Don't know",
        "not sure how to do this one",
        "non ho capito la domanda",
        "no lo calculé",
        "(no llegué)",
        "je ne me souviens plus de la formule, désolée",
        "**Solution.** skipped",
    ],
)
def test_fewer_words_may_answer_what_is_answered_in_words(questions, text):
    assert [is_not_done(questions[id_], text) for id_ in PROBLEMS] == [True, False, False, False]


ANSWERS = [
    "",
    "non sono riuscita a farlo convergere",
    "?",
    "-",
    "no",
    "none",
    "no solution",
    "unsolved",
    "not solved",
    "never finished",
    "it stopped",
    "sorry",
    "not",
    "blank",
    "left",
    "leer",
    "vide",
    "don't know about it being 2",
    "I skipped to 2",
    "left side",
    "no hice 2",
    "see question 2",
    "didn't converge",
    "not sure how to do this, maybe diverges",
    "I forgot the minus",
    "no llegué al límite",
    "Solution. none",
    "I will hand this one in later, if that is ok",
]
BESIDE = ["I ran out of time: 2", "no time 2", "I don't know, 2", "keine Ahnung, 2", "~~idk~~"]


@pytest.mark.parametrize("text", [*ANSWERS, *BESIDE, "did not finish", "time", "x" * 200])
def test_what_may_be_an_answer_stays(questions, text):
    assert not any(is_not_done(question, text) for question in questions.values())


def test_how_a_running_time_grows_is_no_time(tmp_path):
    answer = "{type: growth, given: {n: size}, expected: Theta(n)}"
    written = f"{{id: cost, title: cost, prompt: What is the running time?, answer: {answer}}}"
    (tmp_path / "cost.yaml").write_text(written, encoding="utf-8")
    cost = load_problems(tmp_path)["cost"].questions[0]
    assert all(is_not_done(cost, text) for text in ("Not done", "(no idea)"))
    assert not any(is_not_done(cost, text) for text in ("linear time", "constant", "no", "not linear"))


CHOICES = {
    "pick": "{prompt: Which one is convex?, answer: {type: choice, options: {A: exp, B: sin}, expected: A}}",
    "yes": "{prompt: Is it convex?, answer: {type: choice, expected: yes}}",
    "blank": "{prompt: What is left blank?, answer: {type: choice, options: {A: it is skipped, B: all}, expected: A}}",
    "stop": "{prompt: Is there enough time?, answer: {type: choice, expected: no}}",
}


@pytest.fixture(scope="module")
def choices(tmp_path_factory):
    folder = tmp_path_factory.mktemp("choices")
    for id_, text in CHOICES.items():
        folder.joinpath(f"{id_}.yaml").write_text(f"{{id: {id_}, title: {id_}, {text[1:]}", encoding="utf-8")
    return {id_: problem.questions[0] for id_, problem in load_problems(folder).items()}


@pytest.mark.parametrize(
    "text",
    [
        "skipped",
        "(skipped, no time left)",
        "nicht bearbeitet",
        "I skipped this one.",
        "No supe hacerlo.",
        "Couldn't solve this, sorry",
        "TODO",
        "overgeslagen",
        "saltato",
        "em branco",
        "Je n'ai pas su répondre.",
        "non ho saputo rispondere",
        "No supe responder.",
    ],
)
def test_a_choice_that_was_not_done(choices, text):
    assert [is_not_done(choices[id_], text) for id_ in ("pick", "yes")] == [True, True]


def test_a_choice_that_says_a_word_of_the_problem_or_no_is_none(choices):
    assert not is_not_done(choices["blank"], "left blank")
    assert not is_not_done(choices["blank"], "skipped")
    assert not is_not_done(choices["stop"], "out of time")
    assert not any(is_not_done(choices[id_], text) for id_ in ("yes", "stop") for text in ("no time", "non fait"))
    assert not any(is_not_done(one, text) for one in choices.values() for text in ("not", "skip A", "none", "no idea"))


def test_an_excuse_stands_in_brackets_behind_it(questions):
    excused = ["Je n'ai pas trouvé, désolé (j'ai raté le cours).", "no time (I was ill)"]
    assert all(is_not_done(questions["value"], text) for text in excused)
    kept = [
        "no time (but I guess it diverges)",
        "Pas trouvé (je pense la moitié)",
        "no idea (infinity?)",
        "no time (a half)",
    ]
    assert not any(is_not_done(questions["value"], text) for text in kept)
    assert not any(is_not_done(questions["words"], text) for text in excused)
