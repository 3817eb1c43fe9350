"""What a prompt asks for, told by its words: the names that its value may bear, and what is only given.

`nouns` reads `Find the derivative of $f(x) = x^2$`: f' is asked for, and f is given. A prompt that asks for more than
one thing, or for it in words that the tables do not know, asks for nothing by name. `asked_names` compares that with
the names on an answer's left side (`left_names`, `left_lists`), and `another` refuses those of something else, by the
usual names of `quantities`, too. What a quantity is of (`objects`, `counted_sets`), what the prompt gives a value to
(`given_values`, `given_lists`, `given_names`), what signs of the calculus make of it (`differentials`), probabilities
of its events (`events`) and which left sides are of another kind (`other_kinds`) is a file each. May use nothing else
of `marking`; a word in another language is an entry of a table here, a German compound one of `compounds`.

The rule of them all: a value is said of a name that the prompt does not know, of exactly what it asks for, or of a
calculation with given data that comes to that. What has an operator around an object of the prompt, or is a name that
it gives, is another thing, whose value is never credited; `another.is_surely_other` is asked wherever a left side is.
"""

from typing import TYPE_CHECKING

from grader.faces import files_of

if TYPE_CHECKING:
    from grader.marking.asked import another, asked_names, differentials, events, labels, left_lists, new_values
else:
    __getattr__ = files_of(__name__)

__all__ = ["another", "asked_names", "differentials", "events", "labels", "left_lists", "new_values"]
