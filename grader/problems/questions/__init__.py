"""One file an answer type: from its model to a question that is ready to be marked.

`common` is what all types have, `formal` what an expected value has. `meaning`, beside this folder, knows which file is
whose. May use `declared`, `texts` and `language`, and other types' files only for what both ask. A new answer type is
a file here and a case in `meaning`.
"""
