"""A class run without a command line: what is set and for whom, the desk, marks by hand, the queue of what is open.

`run.class_run(plan.Plan(…))` opens a run, `queue.Queue` what waits for a person; both are for `cli` and for a service,
and print nothing, ask nobody and exit nowhere. May use all rooms below, from `batch`, `reports` and `submissions` down.
A rule that concerns a class (lateness, rounding, which attempt counts) is added here; one that concerns a single answer
in `marking`.
"""

from typing import TYPE_CHECKING

from grader.faces import files_of

if TYPE_CHECKING:
    from grader.course import accepted_words, framed, handed_in, joined_sentences, stated
else:
    __getattr__ = files_of(__name__)

__all__ = ["accepted_words", "framed", "handed_in", "joined_sentences", "stated"]
