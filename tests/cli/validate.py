# SPDX-License-Identifier: GPL-2.0-or-later
"""Holds documents against a schema: validate.py SCHEMA FILE...

A FILE is YAML (.yaml), or one JSON value a line (.ndjson, packed .ndjson.gz), of
which "machine" is taken if it is a vector's. Says how many were valid.
"""
import gzip
import json
import sys

import jsonschema
import yaml


def documents(path):
    with (gzip.open if path.endswith(".gz") else open)(path, "rt", encoding="utf-8") as file:
        if path.endswith(".yaml"):
            yield from yaml.safe_load_all(file)
        elif path.endswith((".ndjson", ".ndjson.gz")):
            for line in file:
                value = json.loads(line)
                yield value["machine"] if isinstance(value.get("machine"), dict) else value


def main(schema_path, *paths):
    with open(schema_path, encoding="utf-8") as file:
        schema = json.load(file)
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema)
    count = 0
    for path in paths:
        for document in documents(path):
            for error in validator.iter_errors(document):
                print(f"{path}: {error.json_path}: {error.message[:200]}")
                return 1
            count += 1
    print(f"{count} valid")
    return 0


sys.exit(main(*sys.argv[1:]))
