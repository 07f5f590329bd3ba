#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Makes boot logs up from machines, and looks whether the program reads the machines back.

    readback.py PROGRAM [--logs N] [--first N] [--keep DIRECTORY]

Log N is made of N alone: --first N --logs 1 makes it again, and --keep leaves it
there. What is read otherwise than it was written is printed with N, the key,
and both values.
"""

import argparse
import json
import os
import random
import re
import subprocess
import sys
import tempfile
from collections import namedtuple

from kernels import boot_lines, memory_as_printed, name_of, prints_ramdisk, random_kernel, \
    tables_as_printed, types_of
from machines import TYPE_NAMES, random_machine
from noise import around, between
from wraps import name_of_wrap, random_wrap, wrap

FILES_AT_ONCE = 250
# Of kernels without NUMA, which list the table alone.
RIGHT_TO_SAY = "the machine has an SRAT, but the log none of its entries"

# A log: its number, the bytes, the boot that is asked for (0: none is), what is to be read, and what it is.
Log = namedtuple("Log", "number data boot wanted told")


# --- what is to be read ---

def wanted_of(kernel, machine, has_cmdline):
    """The keys of the description, as texts, as they follow from what is printed."""
    has_srat = kernel.bits == 64
    has_initrd = machine.initrd and prints_ramdisk(kernel)
    words = machine.cmdline if has_cmdline else ""
    wanted = {
        "e820": [(start, end, TYPE_NAMES.get(kind, str(kind))) for start, end, kind in machine.e820],
        "processors": machine.processors if has_srat else [],
        "memory": [tuple(entry) for entry in memory_as_printed(kernel, machine.memory)] if has_srat else [],
        "tables": [tuple(table) for table in tables_as_printed(kernel, machine.tables)],
        "ebda": machine.ebda,
        "reserve": [machine.mp_table] if machine.mp_table else [],
    }
    if has_cmdline or machine.user_map is None:
        wanted["cmdline"] = words
    if has_initrd:
        wanted["initrd"] = machine.initrd
    return wanted


def make_log(number):
    draw = random.Random(number)
    boots, lines = draw.choice((1, 1, 1, 2, 3)), []
    asked = draw.randrange(1, boots + 1)
    for boot in range(1, boots + 1):
        kernel = random_kernel(draw)
        machine = random_machine(draw, types_of(kernel), 60 << 30)
        has_cmdline = draw.random() < 0.8
        lines += between(draw, boot_lines(draw, kernel, machine, has_cmdline))
        if boot == asked:
            wanted = wanted_of(kernel, machine, has_cmdline)
            told = name_of(kernel) + " of %d bits" % kernel.bits
    kinds = random_wrap(draw)
    asked = draw.choice((asked, asked - boots - 1)) if asked < boots else draw.choice((0, asked))
    data = wrap(around(draw, lines), kinds)
    return Log(number, data, asked if asked >= 0 else asked + 1, wanted, told + ", " + name_of_wrap(kinds))


# --- what is read ---

def number(text):
    if text[-1] in "KMGT":
        return int(text[:-1]) << 10 * (1 + "KMGT".index(text[-1]))
    return int(text, 0)


def row_of(line):
    """"  - {start: 0x0, end: 0x9fc00, type: usable} # ..." as a mapping."""
    inside = line[line.index("{") + 1:line.index("}")]
    return dict(part.strip().split(": ", 1) for part in inside.split(","))


def read_description(text):
    """What a description has, in the form of wanted_of()."""
    read = {"e820": [], "processors": [], "memory": [], "tables": [], "reserve": [], "ebda": None,
            "initrd": None}
    section = None
    for line in text.splitlines():
        key = re.match(r" *([a-z0-9_]+):", line)
        if key:
            section = key.group(1)
        if section in ("name", "cmdline") and key:
            value = line.split(": ", 1)[1]
            read[section] = json.loads(value) if value.startswith('"') else value
        elif section == "ebda" and key:
            read["ebda"] = number(line.split()[1])
        elif section == "initrd" and key:
            row = row_of(line)
            read["initrd"] = (number(row["start"]), number(row["size"]))
        elif line.lstrip().startswith("- {"):
            read[section].append(READERS[section](row_of(line)))
    return read


READERS = {
    "e820": lambda row: (number(row["start"]), number(row["end"]), row["type"]),
    "processors": lambda row: (int(row["pxm"]), number(row["apic"])),
    "memory": lambda row: (int(row["pxm"]), number(row["start"]), number(row["end"]),
                           row["hotplug"] == "true"),
    "tables": lambda row: (row["signature"].strip('"'), number(row.get("start", "0")),
                           number(row.get("length", "0"))),
    "reserve": lambda row: number(row["start"]),
}


def run(program, boot, paths):
    """The descriptions of some logs, by their names, and what the program says of them."""
    boots = ["--boot=%d" % boot] if boot else []
    done = subprocess.run([program, "-f", "yaml", *boots, *paths], capture_output=True, check=False)
    said = done.stderr.decode(errors="replace").splitlines()
    read = {}
    for document in re.split(r"(?m)^---\n", done.stdout.decode()):
        if document.strip():
            description = read_description(document)
            read[description["name"]] = description
    return read, said


# --- both ---

def warnings(said, path):
    """What the program says of a log, but for what is right to say of it."""
    return [line[len(path) + 1:] for line in said if line.startswith(path + ":") and
            re.search(r": (warning|error): (?!%s)" % RIGHT_TO_SAY, line)]


def differences(log, read, warned):
    if read is None:
        return [("it", "to be read", "not")]
    wanted = {**log.wanted, "warnings": []}
    read = {**read, "warnings": warned}
    return [(key, value, read.get(key)) for key, value in wanted.items() if read.get(key) != value]


def check(program, logs, directory):
    """How many are read otherwise; each is printed."""
    wrong = 0
    for boot in sorted({log.boot for log in logs}):
        group = [log for log in logs if log.boot == boot]
        paths = [os.path.join(directory, "log-%d.txt" % log.number) for log in group]
        for log, path in zip(group, paths):
            with open(path, "wb") as file:
                file.write(log.data)
        read, said = run(program, boot, paths)
        for log, path in zip(group, paths):
            warned = warnings(said, path)
            found = differences(log, read.get("log-%d" % log.number), warned)
            wrong += bool(found)
            for key, wanted, got in found:
                print("log %d (%s, --boot=%d): %s: wanted %s, read %s" %
                      (log.number, log.told, boot, key, wanted, got))
    return wrong


def main():
    parser = argparse.ArgumentParser(usage=__doc__)
    parser.add_argument("program")
    parser.add_argument("--logs", type=int, default=1000)
    parser.add_argument("--first", type=int, default=1)
    parser.add_argument("--keep")
    arguments = parser.parse_args()
    wrong = 0
    for first in range(arguments.first, arguments.first + arguments.logs, FILES_AT_ONCE):
        last = min(first + FILES_AT_ONCE, arguments.first + arguments.logs)
        logs = [make_log(number) for number in range(first, last)]
        with tempfile.TemporaryDirectory() as scratch:
            wrong += check(arguments.program, logs, arguments.keep or scratch)
    print("%d logs, %d read otherwise than they were made" % (arguments.logs, wrong))
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
