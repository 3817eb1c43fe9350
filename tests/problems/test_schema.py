"""The JSON Schema of a problem file."""

import json

from grader.problems import json_schema
from grader.problems.models import ANSWERS


def test_schema_names_every_key_and_says_what_it_is():
    schema = json_schema()
    assert json.loads(json.dumps(schema)) == schema
    definitions = schema["$defs"]
    for model in ANSWERS.values():
        keys = definitions[model.__name__]["properties"]
        assert [field.alias or name for name, field in model.model_fields.items()] == list(keys)
        assert all(key["description"] for key in keys.values())
        assert definitions[model.__name__]["additionalProperties"] is False


def test_a_problem_has_an_answer_or_parts():
    names = [option["$ref"].rsplit("/", 1)[1] for option in json_schema()["anyOf"]]
    assert names == ["Question", "WithParts"]
    assert "parts" in json_schema()["$defs"]["WithParts"]["required"]
