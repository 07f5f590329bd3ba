#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Takes each key out of descriptions, one at a time.

    keys.py without DESCRIPTION...   a JSON object a line, each with one key less
    keys.py judge STREAM PLANS ERRORS   what was made of them: one that is not
                                        planned must be told of by the key's name

A line of the stream has the key's path as its machine's name.
"""

import copy
import json
import re
import sys

import yaml


def plain(value):
    """What JSON has instead of YAML's words."""
    return {"true": True, "false": False}.get(value, value) if isinstance(value, str) else value


def load(path):
    with open(path, encoding="utf-8") as file:
        return yaml.load(file, Loader=yaml.BaseLoader)


def convert(node):
    if isinstance(node, dict):
        return {key: convert(value) for key, value in node.items()}
    if isinstance(node, list):
        return [convert(value) for value in node]
    return plain(node)


def paths(node, path=()):
    """The paths of all keys, inner ones, too."""
    items = node.items() if isinstance(node, dict) else enumerate(node)
    for key, value in items:
        if isinstance(node, dict):
            yield path + (key,)
        if isinstance(value, (dict, list)):
            yield from paths(value, path + (key,))


def without(description, path):
    shorter = copy.deepcopy(description)
    node = shorter
    for key in path[:-1]:
        node = node[key]
    del node[path[-1]]
    shorter["name"] = ".".join(str(key) for key in path)
    return shorter


def print_stream(files):
    for file in files:
        description = convert(load(file))
        for path in paths(description):
            if path != ("name",):
                print(json.dumps(without(description, path)))


def names_key(message, key):
    """The key itself, or those of which one is wanted."""
    return any("'%s'" % name in message for name in {"end": ("end", "size"), "size": ("end", "size")}
               .get(key, (key,)))


def judge(stream, plans, errors):
    wrong = 0
    with open(stream, encoding="utf-8") as wanted, open(plans, encoding="utf-8") as got:
        pairs = list(zip(wanted, got, strict=True))
    with open(errors, encoding="utf-8") as file:
        messages = file.read().splitlines()
    for number, (line, plan) in enumerate(pairs, 1):
        path = json.loads(line)["name"]
        if "error" not in json.loads(plan):
            continue
        told = [text for text in messages if re.search(r":%d:\d+: error: " % number, text)]
        if not any(names_key(text, path.split(".")[-1]) for text in told):
            print("%s: %s" % (path, told))
            wrong += 1
    print("%d keys, %d refusals that do not name them" % (len(pairs), wrong))


if __name__ == "__main__":
    if sys.argv[1] == "without":
        print_stream(sys.argv[2:])
    else:
        judge(*sys.argv[2:])
