"""Code with arrays, interpreted by us: over numbers at some sizes to refute, over trees for any sizes to prove.

Values (`values`) hold entries that a `Space` computes with: `numbers` (exact rationals, balls) or `symbolic` (trees).
What Python does is in `interpreter`, `expressions`, `arithmetic` and `fields`; what NumPy and PyTorch do is in
`operators`, `indexing` and the table of functions (`table`). `decide` runs both programs and compares what they
return and change.
May use arrays, contractions, numbers and trees. A new function of NumPy or PyTorch is one row of the table.
"""
