"""From a region that was written for a question to the texts that are its answer.

`finding` is the way in, `page` goes block by block, `single` chooses for a question with one field, `settling` writes
what was found, `worded` reads answers in words, `left_over` (with `foreign_answers`, `whole_answers`) keeps open what
may be for another question. A paragraph is cut up in `paragraphs`; `stated` and `fields` say which formula a sentence
gives as its answer, by the words and arrows in `words` (what stands before `⇒` is a premise, and no answer); answers
in pieces are put together in `pieces`. What the closed tables do not know is never taken for an answer, and between
two candidates nobody chooses. May use forms, the ledger and weights. A word in another language is an entry in its
file in `words`.
"""
