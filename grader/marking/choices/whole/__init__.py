"""Whether all of a text is understood as choosing options, and which: nothing but names of them, lists and verdicts.

`told` is the way in. A text is first written in `signs`, one for each option by whatever it is named; `tokens` then
tells words that lead to a list, join it, affirm or deny, by the tables in `words` and by what is `asked`, from all
others, and from texts of options that were `altered`; `groups` are names with the verdict on them. What nothing here
knows leaves an answer to a person: a way to write lists is a row in a table, and no exception for a text. May use
`labels`, `denied` and `typed_out`.
"""
