"""What stands beside an answer in words or values and keeps it open: heads, labels, doubts, other properties.

`unclear_shapes` is the way in, `told_beside` looks at paragraphs, `heads_said` and `spoken_heads` at heads. What is
found here only ever opens a question. May use `meanings` and `choices`.
"""
