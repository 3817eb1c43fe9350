"""From what stands in a document to regions, each written for one question.

An exact id names its question wherever it stands; otherwise title, label and place must agree on one. What is written
for none is kept with its place, and never closes a question. May use forms, the ledger and weights. Another way to name
a question is a file here that `resolving` asks.
"""
