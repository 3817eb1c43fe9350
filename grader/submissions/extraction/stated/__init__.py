"""What a sentence states: the one formula that it gives as its answer, with what restricts it and what is left aside.

`stated` is the way in; `clause_reader` reads one clause from both ends inwards, `clause_values` finds the value in it,
`clause_texts` the text of one formula as a value. What leads to an answer and is none
(`lead_ins`, `preludes`, `steps`), what says it again or of something else (`glosses`, `asides`, `named_values`) is a
file each. May use `words`, `formulas`, `paragraphs`, `fields` and `pieces`.
"""
