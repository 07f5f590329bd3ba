# SPDX-License-Identifier: GPL-2.0-or-later
"""Holds documents against a schema: validate.py SCHEMA FILE...

A FILE is YAML (.yaml), or one JSON value a line (.ndjson, packed .ndjson.gz), of
which "machine" is taken if it is a vector's. Says a line of each: how many were
valid, or what is wrong with the first that is not.
"""
import gzip
import json
import sys

import jsonschema
import yaml

SIMILAR_BYTES = 300  # longer values are seldom the same


def documents(path):
    with (gzip.open if path.endswith(".gz") else open)(path, "rt", encoding="utf-8") as file:
        if path.endswith(".yaml"):
            yield from yaml.safe_load_all(file)
        elif path.endswith((".ndjson", ".ndjson.gz")):
            for line in file:
                value = json.loads(line)
                yield value["machine"] if isinstance(value.get("machine"), dict) else value


class Known:
    """Values that were valid for a part of the schema: plans have many that are the same."""

    def __init__(self):
        self.valid = set()

    def errors(self, validator, value, schema, **where):
        text = repr(value)
        key = (id(schema), text)
        if key in self.valid:
            return []
        errors = list(validator.descend(value, schema, **where))
        if not errors and len(text) <= SIMILAR_BYTES:
            self.valid.add(key)
        return errors

    def properties(self, validator, properties, instance, _):
        if validator.is_type(instance, "object"):
            for name, schema in properties.items():
                if name in instance:
                    yield from self.errors(validator, instance[name], schema, path=name,
                                           schema_path=name)

    def items(self, validator, items, instance, _):
        if validator.is_type(instance, "array"):
            for index, item in enumerate(instance):
                yield from self.errors(validator, item, items, path=index)


def verdict(validator, path):
    count = 0
    for document in documents(path):
        for error in validator.iter_errors(document):
            return f"{error.json_path}: {error.message[:200]}"
        count += 1
    return f"{count} valid"


def main(schema_path, *paths):
    with open(schema_path, encoding="utf-8") as file:
        schema = json.load(file)
    jsonschema.Draft202012Validator.check_schema(schema)
    known = Known()
    validator = jsonschema.validators.extend(
        jsonschema.Draft202012Validator,
        {"properties": known.properties, "items": known.items})(schema)
    for path in paths:
        print(f"{path}: {verdict(validator, path)}")


main(*sys.argv[1:])
