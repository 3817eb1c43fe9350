"""What a sentence states: the one formula that it gives as its answer, with what restricts it and what is left aside.

`stated` is the way in; `clauses` reads one clause from both ends inwards and finds the value in it, by the
`words_around` it. What leads to an answer and is none is told in `leading`, what names mean in `meanings`, and what is
said beside the answer in `beside`. May use `words`, `formulas`, `paragraphs`, `fields` and `pieces`. Another way to
state an answer is a file in one of these folders.
"""
