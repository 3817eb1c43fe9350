"""The JSON Schema of a problem file."""

import json

from grader.problems.models import ANSWERS
from grader.problems.models.assignments import AssignmentFile
from grader.problems.schema import assignment_schema, json_schema


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


def test_the_schema_of_an_assignment_names_every_key_too():
    schema = assignment_schema()
    assert json.loads(json.dumps(schema)) == schema
    assert list(schema["properties"]) == list(AssignmentFile.model_fields)
    assert all(key["description"] for key in schema["properties"].values())
    assert schema["required"] == ["problems"]
    assert schema["additionalProperties"] is False
