#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Makes boot logs up from machines, and looks whether the program reads the machines back.

    readback.py PROGRAM [--logs N] [--first N] [--keep DIRECTORY]

Log N is made of N alone: --first N --logs 1 makes it again, and --keep leaves it
there. What is read otherwise than it was written is printed with N, the key,
and both values.
"""

import argparse
import itertools
import json
import os
import random
import re
import subprocess
import sys
import tempfile
from collections import namedtuple

from hypervisor import NEW, OLD, hypervisor_boot_lines
from kernels import Kernel, boot_lines, memory_as_printed, name_of, prints_ramdisk, random_kernel, \
    tables_as_printed, types_of
from machines import TYPE_NAMES, random_cmdline, random_machine
from noise import around, between
from planned import ALIKE, LAYOUT_WORDS, boots_of, consoles_in, describe, planned_lines, random_planned
from wraps import name_of_wrap, random_wrap, wrap

FILES_AT_ONCE = 250
# Of kernels without NUMA, which list the table alone.
RIGHT_TO_SAY = "the machine has an SRAT, but the log has none of its entries"

# A log: its number, the bytes, the boot that is asked for (0: none is), what is to be read, and what it is.
Log = namedtuple("Log", "number data boot wanted told")
# A boot: the description is that for a kernel that is planned, the profile its own or a hypervisor's version.
Boot = namedtuple("Boot", "kernel profile machine has_cmdline description")
# What is drawn of a log before its planned boots are planned: which of the boots is asked for.
Drawn = namedtuple("Drawn", "number draw boots asked")


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
        "ebda": machine.ebda or 0,
        "reserve": [machine.mp_table] if machine.mp_table else [],
    }
    if has_cmdline or machine.user_map is None:
        wanted["cmdline"] = words
    if has_initrd:
        wanted["initrd"] = machine.initrd
    return wanted


def as_read(memory, console):
    """From 2.6.27 on a kernel may read less than all, and does not show the rest: disabled ones stand for it."""
    unread = re.search(r"ACPI: \[SRAT:0x01\] ignored (\d+) entries", "\n".join(console))
    count = len(memory) - int(unread[1]) if unread else len(memory)
    return memory[:count] + [(memory[count - 1][0], 0, 0, False) for _ in memory[count:]]


def wanted_of_planned(profile, machine, console, has_cmdline):
    """Besides, the same layout comes of it again, unless the log ends before the words that make it."""
    wanted = {
        "e820": [(start, end, TYPE_NAMES[kind]) for start, end, kind in machine.e820],
        "processors": machine.processors,
        "memory": as_read([tuple(entry) for entry in machine.memory], console),
        "ebda": machine.ebda or 0,
        "console": console,
    }
    if not has_cmdline and machine.cmdline.endswith(LAYOUT_WORDS):
        return {**wanted, "console": None, "warnings": None}
    if profile not in ALIKE:
        wanted["profile"] = profile
    if has_cmdline:
        wanted["cmdline"] = machine.cmdline
    return wanted


def wanted_of_hypervisor(machine, has_cmdline):
    """What its kernel is shown of memory is not the machine's."""
    wanted = {
        "e820": [(start, end, TYPE_NAMES[kind]) for start, end, kind in machine.e820],
        "processors": machine.processors,
        "memory": [tuple(entry) for entry in machine.memory],
    }
    return {**wanted, "cmdline": machine.cmdline} if has_cmdline else wanted


# --- logs ---

def random_boot(draw):
    has_cmdline = draw.random() < 0.8
    if draw.random() < 0.05:
        machine = random_machine(draw)._replace(user_map=None, cmdline=random_cmdline(draw))
        kernel = Kernel(draw.choice(((2, 6, 32), (3, 2), (4, 19), (6, 1))), "", 64)
        return Boot(kernel, draw.choice((OLD, NEW)), machine, has_cmdline, None)
    if draw.random() < 0.15:
        kernel, profile, machine = random_planned(draw, has_cmdline)
        return Boot(kernel, profile, machine, has_cmdline, describe(profile, machine))
    kernel = random_kernel(draw)
    return Boot(kernel, None, random_machine(draw, types_of(kernel)), has_cmdline, None)


def drawn_log(number):
    draw = random.Random(number)
    boots = [random_boot(draw) for _ in range(draw.choice((1, 1, 1, 2, 3)))]
    return Drawn(number, draw, boots, draw.randrange(len(boots)))


def lines_and_wanted(draw, boot, planned):
    """What a boot prints, and what is to be read of it."""
    if boot.profile is None:
        return (boot_lines(draw, boot.kernel, boot.machine, boot.has_cmdline),
                wanted_of(boot.kernel, boot.machine, boot.has_cmdline))
    if boot.description is None:
        return (hypervisor_boot_lines(boot.profile, boot.kernel, boot.machine, boot.has_cmdline),
                wanted_of_hypervisor(boot.machine, boot.has_cmdline))
    console, boots = planned[boot.description]
    has_cmdline = boot.has_cmdline and boots
    return (planned_lines(boot.kernel, boot.machine, console, boots, has_cmdline),
            wanted_of_planned(boot.profile, boot.machine, console, has_cmdline))


def asked_as(draw, index, count):
    """A boot's number, or, of those before the last, how many there are after it, less than 0."""
    if index == count - 1:
        return draw.choice((0, count))
    return draw.choice((index + 1, index + 1 - count))


def make_log(plan, planned):
    draw, lines = plan.draw, []
    for index, boot in enumerate(plan.boots):
        printed, wanted = lines_and_wanted(draw, boot, planned)
        if boot.profile is None:
            lines += between(draw, printed)
        else:
            lines += printed
        if index == plan.asked:
            wanted_of_asked = wanted
    kinds = random_wrap(draw)
    kernel = plan.boots[plan.asked].kernel
    return Log(plan.number, wrap(around(draw, lines), kinds), asked_as(draw, plan.asked, len(plan.boots)),
               wanted_of_asked, "%s of %d bits, %s" % (name_of(kernel), kernel.bits, name_of_wrap(kinds)))


def make_logs(program, numbers):
    drawn = [drawn_log(number) for number in numbers]
    descriptions = list(dict.fromkeys(boot.description for plan in drawn for boot in plan.boots
                                      if boot.description))
    planned = dict(zip(descriptions, boots_of(program, descriptions)))
    return [make_log(plan, planned) for plan in drawn]


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
    read = {"e820": [], "processors": [], "memory": [], "tables": [], "reserve": [], "ebda": 0,
            "initrd": None}
    section = None
    for line in text.splitlines():
        key = re.match(r" *([a-z0-9_]+):", line)
        if key:
            section = key.group(1)
        if section in ("name", "cmdline", "profile") and key:
            value = line.split(": ", 1)[1]
            read[section] = json.loads(value) if value.startswith('"') else value.split("#")[0].strip()
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


def run(program, boot, form, paths):
    """What the program says of some logs, and the messages with that."""
    boots = ["--boot=%d" % boot] if boot else []
    done = subprocess.run([program, "-f", form, *boots, *paths], capture_output=True, check=False)
    return done.stdout.decode(), done.stderr.decode(errors="replace").splitlines()


def descriptions_in(text):
    """By their names."""
    documents = [read_description(document) for document in re.split(r"(?m)^---\n", text) if document.strip()]
    return {document["name"]: document for document in documents}


def layouts(program, boot, logs, paths):
    """The console forms of the logs of which one is wanted."""
    chosen = [path for log, path in zip(logs, paths) if log.wanted.get("console")]
    if not chosen:
        return {}
    return dict(zip(chosen, consoles_in(run(program, boot, "console", chosen)[0])))


# --- both ---

def warnings(said, path):
    """What the program says of a log, but for what is right to say of it."""
    return [line[len(path) + 1:] for line in said if line.startswith(path + ":") and
            re.search(r": (warning|error): (?!%s)" % RIGHT_TO_SAY, line)]


def differences(log, read, warned):
    if read is None:
        return [("it", "to be read", "not")]
    wanted = {"warnings": [], **log.wanted}
    read = {**read, "warnings": warned}
    return [(key, value, read.get(key)) for key, value in wanted.items()
            if value is not None and read.get(key) != value]


def write_files(logs, directory):
    paths = [os.path.join(directory, "log-%d.txt" % log.number) for log in logs]
    for log, path in zip(logs, paths):
        with open(path, "wb") as file:
            file.write(log.data)
    return paths


def check_of_boot(program, boot, logs, directory):
    """How many are read otherwise, of those of which that boot is asked for; each is printed."""
    paths = write_files(logs, directory)
    text, said = run(program, boot, "yaml", paths)
    read, consoles = descriptions_in(text), layouts(program, boot, logs, paths)
    wrong = 0
    for log, path in zip(logs, paths):
        got = read.get("log-%d" % log.number)
        if got is not None:
            got["console"] = consoles.get(path)
        found = differences(log, got, warnings(said, path))
        wrong += bool(found)
        for key, wanted, value in found:
            print("log %d (%s, --boot=%d): %s: wanted %s, read %s" %
                  (log.number, log.told, boot, key, *first_difference(wanted, value)))
    return wrong


def first_difference(wanted, read):
    """Of long lists, the first of each that is not the same."""
    if isinstance(wanted, list) and isinstance(read, list) and len(wanted) > 8:
        for pair in itertools.zip_longest(wanted, read):
            if pair[0] != pair[1]:
                return pair
    return wanted, read


def check(program, logs, directory):
    return sum(check_of_boot(program, boot, [log for log in logs if log.boot == boot], directory)
               for boot in sorted({log.boot for log in logs}))


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
        logs = make_logs(arguments.program, range(first, last))
        with tempfile.TemporaryDirectory() as scratch:
            wrong += check(arguments.program, logs, arguments.keep or scratch)
    print("%d logs, %d read otherwise than they were made" % (arguments.logs, wrong))
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
