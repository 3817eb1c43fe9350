"""One text for all fields of an answer, parted into one text for each: `k = 3, stride 2 and padding: 1`, `3, 2, 1`.

`labels` is what a field is called, by its name, by its letter in the other case, or by the noun before its letter in
the prompt, which `nouns` finds; `named_values` reads values behind such labels, with what stands before and behind
them, `in_order` values by themselves, which are those of the fields in the order of the prompt, `tuples` those behind a
tuple of names, and in equations. Nothing of a text is passed over: what none of them reads stays whole. May use all of
`texts` but `field_texts`. Another way to say which value is whose is a file.
"""

from typing import TYPE_CHECKING

from grader.faces import files_of

if TYPE_CHECKING:
    from grader.marking.texts.fields_said import in_order, labels, named_values, tuples
else:
    __getattr__ = files_of(__name__)

__all__ = ["in_order", "labels", "named_values", "tuples"]
