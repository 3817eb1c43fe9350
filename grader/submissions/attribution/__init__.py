"""From what stands in a document to regions, each written for one question.

An exact id names its question wherever it stands; otherwise title, label and place must agree on one. What is written
for none is kept with its place, and never closes a question: `text_heads` takes heads that name nothing for text of the
section above, `ignored` says what an assignment leaves out. May use forms, the ledger and weights. Another way to name
a question is a file here that `resolving` asks.
"""
