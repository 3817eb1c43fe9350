"""What a prompt asks for, told by its words: the names that its value may bear, and what is only given.

`words` reads `Find the derivative of $f(x) = x^2$`: f' is asked for, and f is given. A prompt that asks for more than
one thing, or for it in words that the tables do not know, asks for nothing by name. `asked_names` compares that with
the `names` on an answer's left side, and `other_things` refuses those of something else, by the usual names of
quantities, too.

What a quantity is asked of is told in `about`, what the prompt gives a value to in `given`; `wanted` has the nouns that
are asked for, by which `labels` reads the words before a value, with `foreign_words` of the prompt that are none of it
and the names of methods in `method_names`; `prompt_formulas` finds the formulas of prompts, marked or not.
`beside` is what makes another thing of a right value, `agreeing` what has to agree with the part that asks, `orders`
knows how lists of names go on, `left_sides` which left sides are known, `in_words` which are of another thing than
words ask for. May use nothing else of `marking`; a word in another language is an entry of a `.txt`, which `tables`
reads.

The rule of them all: a value is said of a name that the prompt does not know, of exactly what it asks for, or of a
calculation with given data that comes to that. What has an operator around an object of the prompt, or is a name that
it gives, is another thing, whose value is never credited; `other_things.another.is_surely_other` is asked wherever a
left side is.
"""

from typing import TYPE_CHECKING

from grader.faces import files_of

if TYPE_CHECKING:
    from grader.marking.asked import (
        about,
        agreeing,
        asked_names,
        beside,
        in_words,
        labels,
        left_sides,
        names,
        orders,
        other_things,
        prompt_formulas,
    )
else:
    __getattr__ = files_of(__name__)

__all__ = [
    "about",
    "agreeing",
    "asked_names",
    "beside",
    "in_words",
    "labels",
    "left_sides",
    "names",
    "orders",
    "other_things",
    "prompt_formulas",
]
