"""From a region that was written for a question to the texts that are its answer.

`finding` is the way in, `page` goes block by block. A paragraph is cut into `lexemes`, `sentences` and clauses;
`stated` and `statements` say which formula a sentence gives as its answer, by the words and arrows in `cues` (what
stands before `⇒` is a premise, and no answer), `single` chooses for a question with one field. What these closed
tables do not know is never taken for an answer, and between two candidates nobody chooses. Answers in pieces are put
together in `put_together`, a rule for each kind of piece in a file `…_said`; `named_values` tells what a value is the
value of. May use forms, the ledger and weights. A word in another language is an entry in its file in `words`.
"""
