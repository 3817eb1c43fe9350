"""From the bytes of a file to located nodes, and what is wrong with a file, each fault at its place.

`source` finds characters, `yamltext` and `jsontext` read them into nodes that know where they stand (`located`), whose
scalars are the text typed (`typed`); `faults` collects what is wrong, `yamlwords` says in a teacher's words what YAML
says. May use `language` for limits, and nothing of what problems mean. Another format is a reader here that makes the
same nodes.
"""
