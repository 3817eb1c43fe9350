"""A problem and an answer become a verdict: credit, recognised mistakes, feedback, what may be shown.

`mark.mark` is the way in, `answer.Answer` what was handed in. May use `evidence` and all below it, but not `comparing`;
what concerns a class (lateness, marks by hand of many) belongs to `course`. A way of marking is a file here and a case
in `mark.mark_question`, which asks for properties of the answer's kind; sentences are added to `feedback`.

Nothing is imported here: who only needs the texts of an answer loads no algebra.
"""
