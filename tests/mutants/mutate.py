#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Breaks a floor of the program one token at a time, and counts what the tests notice.

    mutate.py BUILD [--floor FLOOR] [--share N] [--sample N] [--seed N] [--files FILE...]
              [--jobs N] [--least PERCENT] [--again] [--known] [--quick SECONDS] [--out DIRECTORY]

BUILD is the directory of a build with its tests. A mutant is killed by the
first of the tests that fails; one whose code is the same as before is not
counted. What survives in the core must be explained in tests/MUTANTS. The fate
of each goes to BUILD/mutants-FLOOR.tsv: file, line, what was there, what is
there now, fate, the line's text; counts go to BUILD/mutants-FLOOR.summary. With
--share every Nth is tried, always the same ones; with --sample so many, drawn by
the seed; with --again only those that were not killed the last time; with --known
those that are explained are not tried, for they survive. With --quick only tests that
take at most so long are run, for a first time; the others with --again. With --out
the files go to another directory.
"""

import argparse
import glob
import hashlib
import os
import re
import subprocess
import sys
import zlib
from collections import Counter, namedtuple
from concurrent.futures import ThreadPoolExecutor, as_completed

from bench import Bench, temporary_directory
from operators import mutants_of
from reach import Reach

EXPLANATIONS = "tests/MUTANTS"
# They contain no rule: they plan machines that they make, and tests compare the results with
# plans.
LEFT_OUT = re.compile(r"^src/core/(.*/)?(remedy|vary|sweep|trial|error|names)[^/]*$")
UNCOUNTED = ("same", "no C")
MANY = 100  # mutants: for as many it pays to measure which tests run which lines
LEAST = {"core": 95, "read": 90, "write": 85, "cli": 85}  # killed, in percent

# A mutant and its file. Its key identifies it even if its line moves.
Trial = namedtuple("Trial", "name text mutant key")


def trials_of(name):
    with open(name, encoding="utf-8") as file:
        text = file.read()
    lines = text.splitlines()
    for mutant in mutants_of(text):
        line = lines[mutant.line - 1].strip()
        key = (name, line, " ".join(mutant.old.split()), " ".join(mutant.new.split()))
        yield Trial(name, text, mutant, key)


def mutated(trial):
    return trial.text[:trial.mutant.start] + trial.mutant.new + trial.text[trial.mutant.end:]


def is_in_share(trial, share):
    """Whether it is one of every `share`; what else is in the file has no say in it."""
    return zlib.crc32("\t".join(trial.key).encode()) % share == 0


def drawn(trials, count, seed):
    """So many of them, which the seed alone decides for each; a part of them is a sample, too."""
    def lot(trial):
        return hashlib.sha1("\t".join((str(seed), *trial.key)).encode()).digest()

    return sorted(trials, key=lot)[:count]


def explained():
    """The keys of the mutants in tests/MUTANTS."""
    with open(EXPLANATIONS, encoding="utf-8") as file:
        return {match.groups() for match in
                re.finditer(r"^(\S+): `(.*)`: `(.*)` becomes `(.*)`$", file.read(), re.M)}


def row_of(trial, fate):
    name, line, old, new = trial.key
    return "\t".join((name, str(trial.mutant.line), old, new, fate, line))


def killed_before(path):
    """Fates of mutants that need not be tried again, by what names them; of what names several on
    a line there is none."""
    if not os.path.exists(path):
        return {}
    with open(path, encoding="utf-8") as file:
        rows = [line.rstrip("\n").split("\t") for line in file]
    fates = [((row[0], row[1], row[5], row[2], row[3]), row[4]) for row in rows if len(row) == 6]
    named = Counter(name for name, _ in fates)
    return {name: fate for name, fate in fates if fate != "survives" and named[name] == 1}


def output_path(arguments, suffix):
    return os.path.join(arguments.out or arguments.build, "mutants-%s.%s" % (arguments.floor, suffix))


def try_all(trials, arguments):
    """The fate of each trial; written as it becomes known."""
    path = output_path(arguments, "tsv")
    before = killed_before(path) if arguments.again else {}
    with temporary_directory() as scratch, ThreadPoolExecutor(arguments.jobs) as pool, \
            open(path, "w", encoding="utf-8") as out:
        bench = Bench(arguments.build, scratch, arguments.floor)
        if len(trials) >= MANY:
            sources = sorted({trial.name for trial in trials if trial.name.endswith(".c")})
            bench.reach = Reach(bench, sources, arguments.jobs, arguments.quick)
        known = explained() if arguments.known else ()

        def fate_of(index):
            name, *others = trials[index].key
            if trials[index].key in known:
                return "survives"
            return before.get((name, str(trials[index].mutant.line), *others)) or \
                bench.fate_of(name, trials[index].mutant.line, mutated(trials[index]))

        fates = {}
        running = {pool.submit(fate_of, index): index for index in range(len(trials))}
        try:
            for future in as_completed(running):
                index = running[future]
                fates[index] = future.result()
                print(row_of(trials[index], fates[index]), file=out, flush=True)
        finally:
            pool.shutdown(cancel_futures=True)
    return [fates[index] for index in range(len(trials))]


def count(trials, total, fates):
    """Rows of figures: by file, by the test that kills, and in all."""
    known = explained()
    counted = [(trial.key, fate) for trial, fate in zip(trials, fates) if fate not in UNCOUNTED]
    files = {}
    for key, fate in counted:
        figures = files.setdefault(key[0], Counter())
        figures.update(["mutants", "survive" if fate == "survives" else "killed"])
        figures.update(["explained"] if fate == "survives" and key in known else [])
    killers = Counter(fate for _, fate in counted if fate != "survives")
    for name, figures in sorted(files.items()):
        yield (name, figures["mutants"], figures["killed"], figures["explained"])
    for name, killed in killers.most_common():
        yield ("killed by " + name, killed)
    yield ("tried", len(trials))
    yield ("of", total)
    yield ("mutants", len(counted))
    yield ("killed", sum(killers.values()))
    yield ("explained", sum(figures["explained"] for figures in files.values()))


def report(arguments, trials, total, fates, stamp):
    """Prints what became of them. Returns the percentage killed, and how many are a riddle."""
    rows = [*count(trials, total, fates), *zip(("date", "commit"), stamp)]
    with open(output_path(arguments, "summary"), "w", encoding="utf-8") as out:
        for row in rows:
            print(*row, sep="\t", file=out)
    known = explained()
    riddles = [trial.key for trial, fate in zip(trials, fates)
               if fate == "survives" and trial.key not in known]
    for key in riddles:
        print("%s: `%s`: `%s` becomes `%s`" % key)
    figures = {row[0]: row[1] for row in rows}
    percent = 100.0 * figures["killed"] / max(figures["mutants"], 1)
    print("%d mutants, %d killed (%.1f %%), %d explained, %d not" %
          (figures["mutants"], figures["killed"], percent, figures["explained"], len(riddles)))
    return percent, len(riddles)


def files_of(floor):
    return [name for name in sorted(glob.glob("src/%s/**/*.[ch]" % floor, recursive=True))
            if not LEFT_OUT.search(name)]


def main():
    parser = argparse.ArgumentParser(usage=__doc__)
    parser.add_argument("build")
    parser.add_argument("--floor", choices=LEAST, default="core")
    parser.add_argument("--share", type=int, default=1)
    parser.add_argument("--sample", type=int, default=0)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--files", nargs="*")
    parser.add_argument("--least", type=float)
    parser.add_argument("--jobs", type=int, default=os.cpu_count())
    parser.add_argument("--again", action="store_true")
    parser.add_argument("--known", action="store_true")
    parser.add_argument("--quick", type=float, default=float("inf"))
    parser.add_argument("--out")
    arguments = parser.parse_args()
    floor = arguments.floor
    least = LEAST[floor] if arguments.least is None else arguments.least
    trials = [trial for name in arguments.files or files_of(floor) for trial in trials_of(name)]
    total = len(trials)
    trials = [trial for trial in trials if is_in_share(trial, arguments.share)]
    if arguments.sample > 0:
        print("%s: %d of %d mutants, drawn by seed %d" %
              (floor, min(arguments.sample, len(trials)), len(trials), arguments.seed))
        trials = drawn(trials, arguments.sample, arguments.seed)
    stamp = subprocess.check_output("scripts/stamp", text=True).split()
    percent, riddles = report(arguments, trials, total, try_all(trials, arguments), stamp)
    return 0 if percent >= least and (riddles == 0 or floor != "core") else 1


if __name__ == "__main__":
    sys.exit(main())
