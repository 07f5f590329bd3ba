#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""What each line of an input is read as: readings.py PROGRAM [--whole] FILE...

Prints the machine that is read from each input, and what becomes of it without each of its lines,
with half of each, and with each twice: lines of the machine that go and come, or where it is
refused. A damage that changes nothing is not printed. Of messages only their severity and place
are: their words may change. With --whole nothing is damaged.
"""

import os
import re
import subprocess
import sys
import tempfile
from collections import Counter

BATCH = 500
PLACE = re.compile(r"^[^:\n]*?(v\d{5})((?::\d+)*): (note|warning|error): ")


def damages(lines):
    """A name and the text of each."""
    for number, line in enumerate(lines, 1):
        before, after = b"".join(lines[:number - 1]), b"".join(lines[number:])
        half = line[:len(line) // 2]
        yield "%d gone" % number, before + after
        yield "%d half" % number, before + half + (b"\n" if line.endswith(b"\n") else b"") + after
        yield "%d twice" % number, before + line + line + after


def documents(text):
    """The lines of machines in YAML, without their names and the reasons in comments."""
    for document in re.split(r"^# A machine for numakva-plan.*\n", text, flags=re.M)[1:]:
        lines = [re.sub(r"\s*# (assumed)?.*", r" \1", line).rstrip() for line in document.splitlines()]
        yield [line for line in lines if line.strip() and line[:4] not in ("name", "---")]


def places(text):
    """Places of messages, by the name of the file."""
    found = {}
    for line in text.splitlines():
        match = PLACE.match(line)
        if match:
            found.setdefault(match.group(1), []).append("%s%s" % (match.group(3), match.group(2)))
    return found


def read(program, texts):
    """The lines of the machine, and the places of the messages, of each text."""
    with tempfile.TemporaryDirectory() as directory:
        names = ["v%05d" % number for number in range(len(texts))]
        for name, text in zip(names, texts):
            with open(os.path.join(directory, name), "wb") as file:
                file.write(text)
        done = subprocess.run([program, "-f", "yaml", *names], cwd=directory, check=False,
                              capture_output=True, encoding="utf-8", errors="replace")
    machines, messages = list(documents(done.stdout)), places(done.stderr)
    good = [name for name in names if "error" not in " ".join(messages.get(name, []))]
    if len(good) != len(machines):
        raise RuntimeError("%d machines of %d inputs" % (len(machines), len(good)))
    found = dict(zip(good, machines))
    return [(found.get(name, []), messages.get(name, [])) for name in names]


def changes(whole, damaged):
    """Lines that go and come, a message as a line."""
    for sign, lines in (("-", Counter(whole) - Counter(damaged)), ("+", Counter(damaged) - Counter(whole))):
        for line in lines:
            yield sign + re.sub(r"^\s*(- )?", "", line)


def readings(program, path, damaging):
    with open(path, "rb") as file:
        text = file.read()
    variants = [("whole", text)]
    if damaging:
        variants += damages(text.splitlines(keepends=True))
    outcomes = []
    for start in range(0, len(variants), BATCH):
        outcomes += read(program, [text for _, text in variants[start:start + BATCH]])
    machine, messages = outcomes[0]
    yield ("=== %s: %s" % (os.path.basename(path), " ".join(messages))).rstrip()
    yield from machine
    for (name, _), (damaged, said) in zip(variants[1:], outcomes[1:]):
        lines = list(changes(machine, damaged)) if damaged or not machine else ["refused"]
        if said != messages:
            lines.append("(%s)" % " ".join(said[:8]))
        if lines:
            yield "%s: %s" % (name, "; ".join(lines))


def main():
    program, *paths = sys.argv[1:]
    damaging = paths[0] != "--whole"
    for path in paths if damaging else paths[1:]:
        for line in readings(os.path.abspath(program), path, damaging):
            print(line)


if __name__ == "__main__":
    main()
