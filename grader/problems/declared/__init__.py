"""What an author declares of a problem: names with their domains and units, conventions, definitions, forms, samples.

Each file reads one key, or what several answer types share, and puts what it finds into the plain data of `question`;
a fault stands at its place in the file. May use `texts`, `language` and `question`. A new key is a line of a model in
`models`, and a file here where it needs reading.
"""
