# SPDX-License-Identifier: GPL-2.0-or-later
"""Boots of kernels that are planned: the lines of their layout are those of the console form."""

import json
import subprocess

from kernels import Kernel, layout_lines, memory_line, since, version_line
from machines import GIB, TYPE_NAMES, random_machine

# Whose figures are in the log: versions, by what they are planned as.
PROFILES = (("2.6.0", "2.6.5"), ("2.6.5", "2.6.5"), ("2.6.8", "2.6.8"), ("2.6.10", "2.6.9"), ("2.6.12", "2.6.12"),
            ("2.6.14", "2.6.14"), ("2.6.15", "2.6.15"), ("2.6.16", "2.6.16"), ("2.6.17", "2.6.17"),
            ("2.6.18", "2.6.18"), ("2.6.20", "2.6.23"), ("2.6.23", "2.6.23"), ("2.6.23", "2.6.23-numaboot"),
            ("2.6.24", "2.6.23"), ("2.6.25", "2.6.25"), ("2.6.26", "2.6.26"), ("2.6.27", "2.6.27"),
            ("2.6.28", "2.6.28"), ("2.6.29", "2.6.29"), ("2.6.30", "2.6.30"), ("2.6.31", "2.6.32"),
            ("2.6.32", "2.6.32"))
# Of these the log does not tell one from the other where both do the same.
ALIKE = ("2.6.23", "2.6.23-numaboot")
LAYOUT_WORDS = (" vmalloc=256M", " highmem=512M")
PROCESSORS_READ = 8  # by kernels from 2.6.27 on, with NR_CPUS as usual


def random_planned(draw, has_cmdline):
    """A kernel, its profile, and a machine as that kernel can have it."""
    version, profile = draw.choice(PROFILES)
    machine = random_machine(draw, most_high=12 * GIB)
    if has_cmdline and draw.random() < 0.2:
        machine = machine._replace(cmdline=machine.cmdline + draw.choice(LAYOUT_WORDS))
    machine = machine._replace(tables=[], mp_table=None, initrd=None,
                               processors=machine.processors[:PROCESSORS_READ])
    return Kernel(tuple(map(int, version.split("."))), "", 32), profile, machine


def describe(profile, machine):
    """A description of the machine, in JSON."""
    description = {
        "numakva": 1, "cmdline": machine.cmdline,
        "kernel": {"profile": profile},
        "e820": [{"start": hex(start), "end": hex(end), "type": TYPE_NAMES[kind]}
                 for start, end, kind in machine.e820]}
    if machine.ebda:
        description["ebda"] = hex(machine.ebda)
    if machine.memory:
        description["srat"] = {
            "processors": [{"pxm": pxm, "apic": apic} for pxm, apic in machine.processors],
            "memory": [{"pxm": pxm, "start": hex(start), "end": hex(end), "hotplug": hotplug}
                       for pxm, start, end, hotplug in machine.memory]}
    return json.dumps(description)


def plan(program, arguments, text):
    done = subprocess.run([program, "-q", *arguments], input=text, capture_output=True, check=False)
    return done.stdout.decode()


def consoles_in(text):
    """The lines of each machine in the console form of some."""
    return [block.strip("\n").split("\n") for block in text.split("\n\n")]


def boots_of(program, descriptions):
    """The lines of each machine, and whether it boots without harm."""
    if not descriptions:
        return []
    text = "\n".join(descriptions).encode()
    consoles = consoles_in(plan(program, ["-f", "console"], text))
    verdicts = plan(program, ["-f", "tsv", "--columns=verdict"], text).split("\n")[1:]
    if len(consoles) != len(descriptions):
        raise RuntimeError("%d machines, %d consoles" % (len(descriptions), len(consoles)))
    return [(console, verdict == "boots") for console, verdict in zip(consoles, verdicts)]


def high_start(console):
    """The address at which high memory starts."""
    (line,) = [line for line in console if line.startswith("High memory starts at vaddr ")]
    return int(line.split()[-1], 16)


def planned_lines(kernel, machine, console, boots, has_cmdline):
    """A log: that of a boot which ends, or goes wrong, is cut off behind what it says of its layout."""
    yield version_line(kernel)
    yield from console
    if not boots:
        return
    yield "Built 1 zonelists.  Total pages: 1000"
    if has_cmdline:
        yield "Kernel command line: " + machine.cmdline
    yield memory_line(kernel, machine)
    if since(kernel, 2, 6, 19):
        yield from layout_lines(kernel, high_start(console), ())
