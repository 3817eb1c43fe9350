"""A problem and an answer become a verdict: credit, recognised mistakes, feedback, what may be shown.

`mark.mark` is the way in, `answer.Answer` what was handed in. `texts` reads the texts of fields as values, `choices`
the options that a text chooses, `asked` the names of what a prompt asks for; `ways` holds the ways of marking, one a
file; `judging` makes an outcome of claims, `feedback` says it. May use `evidence` and all below it, but not
`comparing`; what concerns a class (lateness, marks by hand of many) belongs to `course`. A way of marking is a file in
`ways` and a case in `mark.mark_question`, which asks for properties of the answer's kind.

Nothing is imported here: who only needs the texts of an answer loads no algebra. What few problems ask for, and what
few answers need, is loaded when it is named.
"""

from typing import TYPE_CHECKING

from grader.faces import files_of

if TYPE_CHECKING:
    from grader.marking import asked, choices, feedback, texts, ways
else:
    __getattr__ = files_of(__name__)

__all__ = ["asked", "choices", "feedback", "texts", "ways"]
