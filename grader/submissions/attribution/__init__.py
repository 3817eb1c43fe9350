"""From what stands in a document to regions, each written for one question.

An exact id names its question wherever it stands; otherwise title, label and place must agree on one (`naming`). What
opens and closes a section is told by `structure`. What is written for none is kept with its place by `leftovers`, and
never closes a question. `running` attributes running documents, `keyed` what stands under keys. May use forms, the
ledger and weights. Another way to name a question is a file in `naming` that `resolving` asks.
"""
