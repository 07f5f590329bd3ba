#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Writes tests/REPORT of what measure.sh measured: assemble.py RESULTS REPORT README

RESULTS is the directory of PART.tsv. What is there no result of is said not to
be measured. The lines in short are put into README, too, below the command
that shows them there.
"""

import os
import re
import sys
import time

COMMAND = "    $ sed -n '/^In short/,/^$/{/./p}' tests/REPORT\n"
HEAD = ("date", "commit", "seconds")
COUNTS = ("passed", "failed", "skipped")


class Part:
    """The result of a part: rows of a name and its figures."""

    def __init__(self, directory, name):
        self.rows = []
        path = os.path.join(directory, name + ".tsv")
        if os.path.exists(path):
            with open(path, encoding="utf-8") as file:
                self.rows = [line.rstrip("\n").split("\t") for line in file]
        self.head = {row[0]: row[1] for row in self.rows if row[0] in HEAD}
        self.rows = [row for row in self.rows if row[0] not in HEAD]
        self.figures = {row[0]: row[1] for row in self.rows if len(row) == 2}

    def __bool__(self):
        return bool(self.rows)

    def __getitem__(self, name):
        """A count; 0 if it was not told of."""
        return int(self.figures.get(name, 0))

    def when(self):
        return "%s, %s" % (self.head["date"], self.head["commit"])


def number(value):
    return "{:,}".format(int(value))


def percent(part, whole):
    return "%.1f %%" % (100.0 * int(part) / int(whole)) if int(whole) else "-"


def duration(seconds):
    if seconds >= 3600:
        return "%.1f h" % (seconds / 3600)
    return "%d min" % (seconds // 60) if seconds >= 60 else "%d s" % seconds


def table(rows, left="l"):
    """Lines of columns, flush left where `left` has an l, else right."""
    rows = [[str(cell) for cell in row] for row in rows]
    widths = [max(len(row[i]) for row in rows) for i in range(len(rows[0]))]
    for row in rows:
        cells = [cell.ljust(width) if left[i:i + 1] == "l" else cell.rjust(width)
                 for i, (cell, width) in enumerate(zip(row, widths))]
        yield "    " + "  ".join(cells).rstrip()


# --- the parts, each a heading, a part's result, and lines ---

def of_versions(part):
    return table(part.rows, "ll")


def of_check(part):
    return ["    %s tests passed, %s failed, %s skipped" %
            tuple(number(part[key]) for key in COUNTS)]


def of_cases(part):
    """Cases by source and kind."""
    yield "    %d right, %d wrong" % (part["passed"], part["failed"])
    yield from table([row for row in part.rows if len(row) == 3], "ll")


VECTORS = (
    ("plans", "machines with the kernel's own answers: every figure and every line printed"),
    ("full-old", "whole plans for six kernels from 2.6.5 to 2.6.15"),
    ("full-2.6.16", "whole plans for kernel 2.6.16"),
    ("full-2.6.17", "whole plans for kernel 2.6.17"),
    ("full-2.6.18", "whole plans for kernel 2.6.18"),
    ("full", "whole plans for kernels 2.6.23 to 2.6.25"),
    ("full-2.6.26", "whole plans for kernel 2.6.26"),
    ("full-2.6.27", "whole plans for kernel 2.6.27"),
    ("full-2.6.32", "whole plans for kernel 2.6.32"),
    ("full-sparse", "whole plans for kernels built with SPARSEMEM"),
    ("boots-old", "boots of real kernels 2.6.12 and 2.6.15"),
    ("boots-2.6.18", "boots of a real kernel 2.6.18"),
    ("boots", "boots of real kernels in an emulator, 2.6.23 to 2.6.25"),
    ("boots-late", "boots of real kernels 2.6.27 and 2.6.32"),
    ("boots-discontig-srat", "boots of a real kernel 2.6.23 with SRATs made by hand"),
    ("boots-sparse", "boots of real kernels built with SPARSEMEM"),
)
AGREEMENTS = ("confirmed", "not contradicted", "contradicted")


def of_vectors(part):
    yield "    tests that hold them, of all machines of a file each: %d passed, %d failed" % (
        part["passed"], part["failed"])
    yield from table([(number(part[key]), text) for key, text in VECTORS], "rl")
    logs = [part["logs " + word] for word in AGREEMENTS]
    yield "    logs of boots held against the plans of their machines: %s" % ", ".join(
        "%d %s" % pair for pair in zip(logs, AGREEMENTS))


def of_coverage(part):
    rows = [("", "lines", "of", "", "branches", "of", "")]
    sums = [sum(int(row[i]) for row in part.rows) for i in range(1, 5)]
    for name, *figures in part.rows + [["all"] + sums]:
        rows.append((name, number(figures[0]), number(figures[1]), percent(*figures[:2]),
                     number(figures[2]), number(figures[3]), percent(*figures[2:])))
    return table(rows)


def of_mutants(part):
    """Those tried less those that are no program, or the same, are mutants."""
    rows = [("", "tried", "of", "mutants", "killed", "", "explained", "measured", "")]
    for name, mutants, killed, explained, tried, total, day, commit in part.rows:
        rows.append((name, number(tried), number(total), number(mutants), number(killed),
                     percent(killed, mutants), number(explained), day, commit))
    return table(rows)


def of_model(part):
    yield "    %s machines up to 8 GiB, %s differences: %s" % (
        number(part["machines"]), number(part["differences"]),
        ", ".join("%s %s" % (number(part[key]), key)
                  for key in ("boots", "unstable", "panics", "refused")))


def of_fuzz(part):
    """The runs of each target in all; edges and inputs kept are of the last one that noted them."""
    rows = [("", "runs", "executions", "time", "edges", "of", "", "inputs kept", "crashes", "measured", "")]
    for target in sorted({row[0] for row in part.rows}):
        runs = sorted((row for row in part.rows if row[0] == target), key=lambda row: row[7])
        seconds, executions, crashes = (sum(int(run[i]) for run in runs) for i in (1, 2, 5))
        _, _, _, edges, inputs, _, known, _, commit = [run for run in runs if run[3] != "-"][-1]
        days = sorted({runs[0][7], runs[-1][7]})
        rows.append((target, len(runs), number(executions), duration(seconds), number(edges),
                     number(known), percent(edges, known), number(inputs), crashes,
                     " to ".join(days), commit))
    return table(rows, "lrrrrrrrrll")


def of_faults(part):
    yield "    %s allocations failed in turn, alone and with all after them, in %d formats; %s wrong" % (
        number(part["allocations"]), part["formats"], number(part["allocations wrong"]))
    yield "    %s system calls failed in turn; %s wrong" % (
        number(part["system calls"]), number(part["system calls wrong"]))
    yield "    %s tests of full disks, signals, odd files and names; %s wrong" % (
        number(part["disks, signals, files and names"]),
        number(part["disks, signals, files and names wrong"]))


def of_valgrind(part):
    return ["    %s runs, %s with findings" % (number(part["runs"]), number(part["findings"]))]


def of_list(part):
    """What a script reported: a line for each, with its fate."""
    return table([(fate, name) for name, fate in part.rows if name not in COUNTS], "ll")


def of_lint(part):
    return ["    findings of compilers' warnings, cppcheck, clang-tidy and shellcheck: %s" %
            part.figures.get("findings", "?")]


PARTS = (
    ("Versions", "versions", of_versions),
    ("All tests (make check)", "check", of_check),
    ("Inputs of others, by source and kind", "cases", of_cases),
    ("Recorded machines and boots", "vectors", of_vectors),
    ("Coverage of the tests", "coverage", of_coverage),
    ("Mutants (make check-mutants)", "mutants", of_mutants),
    ("The core against a slow model (make check-model)", "model", of_model),
    ("Fuzzing with libFuzzer and sanitizers (make fuzz)", "fuzz", of_fuzz),
    ("Fuzzing with AFL++ (make fuzz-afl)", "afl", of_fuzz),
    ("Faults (make check-faults)", "faults", of_faults),
    ("Long runs in 64 MiB (make check-long)", "long", of_check),
    ("Address and undefined behaviour sanitizers (make check-sanitize)", "sanitize", of_check),
    ("Memory, by valgrind (make check-valgrind)", "valgrind", of_valgrind),
    ("Compilers and targets (make check-builds)", "builds", of_list),
    ("Hardening, and what is opened (make check-hardening)", "hardening", of_list),
    ("Static analysis (make lint)", "lint", of_lint),
    ("The tarball (make distcheck)", "distcheck", of_list),
    ("The Debian package (make check-debian)", "debian", of_list),
)


# --- in short ---

def short_vectors(part):
    yield "%s recorded machines and boots, %s planned as the kernel did" % (
        number(sum(part[key] for key, _ in VECTORS)), "not all" if part["failed"] else "all")


def short_coverage(part):
    core = [row for row in part.rows if row[0] == "src/core"][0]
    sums = [sum(int(row[i]) for row in part.rows) for i in range(1, 5)]
    yield "lines covered: %s, of src/core %s; branches %s, of src/core %s" % (
        percent(*sums[:2]), percent(*core[1:3]), percent(*sums[2:]), percent(*core[3:5]))


def short_mutants(part):
    yield "mutants killed: %s (others: tests/MUTANTS)" % ", ".join(
        "%s %s" % (name.removeprefix("src/"), percent(killed, mutants))
        for name, mutants, killed, *_ in part.rows)


def short_model(part):
    yield "%s random machines planned as a slow model does, %s otherwise" % (
        number(part["machines"] - part["differences"]), number(part["differences"]))


def short_fuzz(part):
    runs, seconds, crashes = (sum(int(row[i]) for row in part.rows) for i in (2, 1, 5))
    yield "%s inputs of a fuzzer in %s, %s crashes" % (number(runs), duration(seconds), number(crashes))


def short_faults(part):
    yield "%s allocations and %s system calls failed in turn, %s badly" % (
        number(part["allocations"]), number(part["system calls"]),
        number(part["allocations wrong"] + part["system calls wrong"]))


SHORT = (("vectors", short_vectors), ("model", short_model), ("mutants", short_mutants),
         ("coverage", short_coverage), ("fuzz", short_fuzz), ("faults", short_faults))


def in_short(results):
    yield "In short"
    for name, tell in SHORT:
        if results[name]:
            yield from ("    " + line for line in tell(results[name]))


# --- the report ---

def report(results, version):
    title = "What numakva-plan %s was tested with, and what came of it" % version
    yield title
    yield "=" * len(title)
    yield ""
    yield "Put together by `make report` on %s. Each part says on which day and at which commit" % \
        time.strftime("%Y-%m-%d", time.gmtime())
    yield "its figures were measured; a + says that something was changed since that commit."
    yield ""
    yield from in_short(results)
    for heading, name, tell in PARTS:
        part = results[name]
        yield ""
        yield "%s: %s" % (heading, part.when() if part else "not measured")
        if part:
            yield from tell(part)


def quote(readme, short):
    """README with those lines in place of the ones that it has."""
    start = readme.index(COMMAND) + len(COMMAND)
    end = re.compile(r"^(?! {4})", re.M).search(readme, start).start()
    return readme[:start] + "".join("    %s\n" % line for line in short) + readme[end:]


def main():
    directory, report_path, readme_path = sys.argv[1:]
    results = {name: Part(directory, name) for _, name, _ in PARTS}
    with open("VERSION", encoding="utf-8") as file:
        version = file.read().strip()
    with open(report_path, "w", encoding="utf-8") as file:
        file.writelines(line + "\n" for line in report(results, version))
    with open(readme_path, encoding="utf-8") as file:
        readme = file.read()
    with open(readme_path, "w", encoding="utf-8") as file:
        file.write(quote(readme, in_short(results)))


if __name__ == "__main__":
    main()
