"""What is typed in several ways, on a keyboard, in LaTeX or as Unicode, in one spelling, and messages as it was typed.

`dressed` takes off what is drawn around a whole answer, `one_spelling` writes a text so before it is marked; another
sign is a row there. `shown_as_typed` writes the messages on it back. May use `language` and `problems`.
"""
