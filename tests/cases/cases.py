#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Holds inputs of public reports, logs and tables against what is right for them.

    cases.py [FILE...]   all cases, or those of these files, as TAP; ends with a
                         line of comment for each kind: how many of it come out right

Each line of cases.ndjson is a case: a file, the program's arguments (F is the
file, D this directory), and what is wanted of the messages, the status and the
plan. A case of OPEN is known to be wrong still: it counts as passed while it is,
and as failed once it is right, so that it is taken off the list.
"""

import json
import os
import re
import subprocess
import sys

HERE = "tests/cases"

# Which inputs are of one kind, by what they are read as.
KINDS = {
    "log: the map": ["linux-7.0-map.log", "last-pfn-6.13.log", "unaccepted-memory.log",
                     "user-map.log", "bios-88.log", "bootdata-ok.log",
                     "map-with-remarks.log", "map-with-remarks-6.1.log", "map-cut.log",
                     "cut-behind-map.log",
                     "photograph.txt",
                     "newline-lost.log"],
    "log: the SRAT": ["srat-to-16t.log", "srat-size-0.log", "nodes-16.log", "numa-fake.log", "srat-cut.log",
                      "photograph-of-srat.txt"],
    "log: nodes and pfns": ["hex-pfns-2.6.28.log", "numaq-2.6.0.log", "numaq-dies-early.log",
                             "initializing-highmem.log"],
    "log: figures that it fixes": ["struct-page-told.log", "initrd-beyond-lowmem.log"],
    "log: the way to the SRAT": ["tables-14.log", "acpi-nine.log", "acpi-big20k.log"],
    "log: what stands around it": ["kernel-prefix.log", "mail-with-dashes.eml", "diff.log",
                                   "anaconda-syslog.log", "abrt-report.txt", "grep-n.log",
                                   "base64.eml", "front-matter.md",
                                   "word-processor.txt",
                                   "windows-1252.txt",
                                   "backspaces.log",
                                   "escaped-twice.html",
                                   "backslashes.txt",
                                   "cat-A.log",
                                   "table.md",
                                   "messages.ndjson",
                                   "messages.xml",
                                   "issue.json",
                                   "page-in-one-line.html",
                                   "one-string.txt",
                                   "quoted-printable-body.txt",
                                   "comments.txt"],
    "log: held against a plan": ["srat-type-1.log", "srat-interleaved.log", "flatmem-2.6.18.log",
                                 "snip-memory-line.log", "bug-in-subject.txt",
                                 "excerpt.log",
                                 "doubled.log",
                                 "excerpt-otherwise.log",
                                 "wrapped-lists.eml",
                                 "other-order.log"],
    "an SRAT": ["srat-entry-by-hand.dsl", "srat-length-0.bin", "acpidump.txt",
                "srat-carriage-returns.dsl", "srat-utf-16.dsl", "srat-in-c.txt",
                "srat-buffer.txt", "srat-base64.txt"],
    "firmware": ["firmware-srat1"],
    "another map": ["proc-iomem.txt", "proc-iomem-grep.txt", "proc-iomem-quoted.eml",
                    "proc-iomem-carriage-returns.txt", "proc-iomem-of-driver.log",
                    "xen-hypervisor.log"],
    "a description": ["description-pretty.json", "kernel-at-16m.yaml", "zone-misaligned.yaml"],
    "refused": ["dmesg.json", "many-dashes.txt", "arm64-no-version.log", "dmidecode.txt", "begins-late.log",
                "base64-alone.txt"],
}

# Cases that do not come out right yet. A case leaves the list with the change that mends its kind.
OPEN = []


class Run:
    """What the program made of a case."""

    def __init__(self, plan, arguments):
        command = [plan, *arguments]
        done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, check=False)
        self.command = command
        self.status = done.returncode
        self.out = done.stdout.decode(errors="replace")
        self.err = done.stderr.decode(errors="replace")

    def plan(self):
        """The first plan that it wrote; of a machine that could not be read, nothing."""
        lines = self.out.splitlines()
        return json.loads(lines[0]) if lines and lines[0].startswith("{") else {}

    def described(self):
        """The description of the same machine."""
        arguments = [word for word in self.command[1:] if word not in ("-f", "ndjson")]
        return Run(self.command[0], ["-q", "-f", "yaml", *arguments]).out


def has(pattern, text):
    return re.search(pattern, text) is not None


def usable(plan):
    return [[entry["start"], entry["end"]] for entry in plan.get("e820", [])
            if entry["type"] == "usable"]


def node_ends(plan):
    return [node["present_end_pfn"] for node in plan.get("nodes", [])]


def hazards(plan):
    return [hazard["code"] for hazard in plan.get("hazards", [])]


def has_srat(plan):
    return plan.get("memory_source") == "srat"


def is_warned(run):
    return ": warning: " in run.err


# What is wanted, by its key: whether the run has it.
WANTED = {
    "status": lambda run, want: run.status == want,
    "err": lambda run, want: has(want, run.err),
    "err_not": lambda run, want: not has(want, run.err),
    "err_lines_max": lambda run, want: len(run.err.splitlines()) <= want,
    "out": lambda run, want: has(want, run.out),
    "out_not": lambda run, want: not has(want, run.out),
    "verdict": lambda run, want: run.plan().get("verdict") == want,
    "hazard": lambda run, want: want in hazards(run.plan()),
    "memory_source": lambda run, want: run.plan().get("memory_source") == want,
    "kva": lambda run, want: list(run.plan().get("kva", {}).values()) == want,
    "nodes": lambda run, want: len(node_ends(run.plan())) == want,
    "nodes_or_warning": lambda run, want: len(node_ends(run.plan())) == want or is_warned(run),
    "node_ends": lambda run, want: node_ends(run.plan()) == want,
    "e820_usable": lambda run, want: usable(run.plan()) == want,
    "e820_usable_first": lambda run, want: usable(run.plan())[:1] == [want],
    "struct_page": lambda run, want: run.plan().get("kernel", {}).get("struct_page") == want,
    "highmem_mb": lambda run, want: run.plan().get("highmem_mb") == want,
    "lowmem_mb": lambda run, want: run.plan().get("lowmem_mb") == want,
    "cmdline_has": lambda run, want: has("(?m)^cmdline: .*%s" % re.escape(want), run.described()),
    "srat_or_warning": lambda run, want: has_srat(run.plan()) or is_warned(run),
}


def faults(case, plan):
    """What is wrong, in words; nothing if all is right."""
    file = os.path.join(HERE, case["file"])
    places = {"F": file, "D": HERE}
    arguments = [re.sub(r"^(.*=)?([FD])(?=/|$)", lambda m: (m[1] or "") + places[m[2]], word)
                 for word in case["args"]]
    run = Run(plan, arguments)
    found = ["%s: wanted %s" % (key, json.dumps(value)) for key, value in case["want"].items()
             if key != "note" and not WANTED[key](run, value)]
    if not 0 <= run.status < 128:
        found.append("it crashed")
    return found and found + ["status %d" % run.status, *run.err.splitlines()[:5]]


def kind_of(file):
    return [kind for kind, files in KINDS.items() if file in files]


def main(wanted):
    plan = os.path.abspath(os.environ.get("NUMAKVA_PLAN", "./numakva-plan"))
    with open(os.path.join(HERE, "cases.ndjson"), encoding="utf-8") as lines:
        cases = [json.loads(line) for line in lines]
    cases = [case for case in cases if not wanted or case["file"] in wanted]
    right, failed = {kind: [0, 0] for kind in KINDS}, 0
    for number, case in enumerate(cases, 1):
        file, found = case["file"], faults(case, plan)
        (kind,) = kind_of(file)
        right[kind][0] += not found
        right[kind][1] += 1
        passed = bool(found) == (file in OPEN)
        failed += not passed
        print("%s %d - %s: %s%s" % ("ok" if passed else "not ok", number, file,
                                    case["want"].get("note", kind),
                                    " (still open)" if found and passed else ""))
        if not passed:
            for line in found or ["it comes out right: take it off the list"]:
                print("# " + line)
    for kind, (good, count) in right.items():
        if count > 0:
            print("# %s: %d of %d" % (kind, good, count))
    print("1..%d" % len(cases))
    return failed > 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
