# SPDX-License-Identifier: GPL-2.0-or-later
"""Which lines each test runs, measured once by gcov: a mutant need not be tried with the others."""

import glob
import json
import os
import re
import subprocess
import tempfile
import time
from bisect import bisect_right
from concurrent.futures import ThreadPoolExecutor

from bench import object_in, temporary_directory

COUNTED = ("-O0", "--coverage")


class Lines:
    """What gcov says of a file: its functions, its lines with code, and those that were run."""

    def __init__(self, told):
        self.functions = [(function["start_line"], function["end_line"])
                          for function in told["functions"]]
        self.with_code = sorted({line["line_number"] for line in told["lines"]})
        self.run = {line["line_number"] for line in told["lines"] if line["count"] > 0}

    def runs(self, line):
        """Whether a line was run: of one without code, the one before in its function decides.
        Outside of functions are tables, which nobody counts."""
        starts = [start for start, end in self.functions if start <= line <= end]
        before = bisect_right(self.with_code, line)
        if not starts or before == 0 or self.with_code[before - 1] < min(starts):
            return True
        return self.with_code[before - 1] in self.run


def told_by_gcov(directory, notes):
    """gcov's figures of the sources whose counts are in a directory, by name."""
    counts = sorted(os.path.basename(path) for path in glob.glob(os.path.join(directory, "*.gcda")))
    for name in counts:
        note = name.replace(".gcda", ".gcno")
        os.symlink(os.path.join(notes, note), os.path.join(directory, note))
    if not counts:
        return {}
    documents = subprocess.check_output(["gcov", "--json-format", "--stdout", *counts],
                                        cwd=directory, stderr=subprocess.DEVNULL, text=True)
    files = [file for document in documents.splitlines() for file in json.loads(document)["files"]]
    return {file["file"]: Lines(file) for file in files}


class Reach:
    """The tests of a bench with what they run of some sources, and how long they take; unit tests
    one by one. Of a test that fails while its lines are counted they are not known. Tests that take
    longer than `quick` seconds are not chosen."""

    def __init__(self, bench, sources, jobs, quick=float("inf")):
        self.bench = bench
        self.quick = quick
        self.seconds = {}
        self.lines = {}
        self.notes = tempfile.mkdtemp(dir=bench.scratch)
        self.objects = {object_in(self.notes, source): source for source in sources}
        with ThreadPoolExecutor(jobs) as pool:
            if not all(pool.map(lambda output: bench.compile(self.objects[output], output,
                                                             flags=COUNTED), self.objects)):
                raise RuntimeError("cannot compile for gcov")
            measured = [test._replace(flags=COUNTED) for test in self.tests_of(sources)]
            self.units = {test.units: bench.listed(test) for test in measured if test.units}
            list(pool.map(self.measure, [each for test in measured for each in self.each_of(test)]))

    def tests_of(self, sources):
        """Each test that may be tried with a mutant of these sources, once."""
        tests = {test.label(): test for test in self.bench.tests if not test.flags and
                 any(re.search(test.files, source) for source in sources)}
        return tests.values()

    def each_of(self, test):
        """A test, or each of the unit tests that it consists of."""
        if not test.units:
            return [test]
        return [test._replace(command=[*test.command, unit]) for unit in self.units[test.units]]

    def measure(self, test):
        with temporary_directory(self.bench.scratch) as directory:
            os.chmod(directory, 0o777)
            environment = {"GCOV_PREFIX": directory, "GCOV_PREFIX_STRIP": "99"}
            start = time.monotonic()
            passes = self.bench.passes(test, self.objects, directory, environment)
            self.seconds[test.label()] = time.monotonic() - start
            if passes:
                self.lines[test.label()] = told_by_gcov(directory, self.notes)

    def runs(self, test, name, line):
        """Whether a test runs a line of a file; it may if that is not known. Of a file that has
        tables alone gcov says nothing, whatever runs."""
        told = self.lines.get(test.label())
        known = name.endswith(".c") and any(name in each for each in self.lines.values())
        if told is None or not known:
            return True
        lines = told.get(name)
        return lines is not None and lines.runs(line)

    def turn_of(self, test):
        """A floor's own tests come first, which end when one fails; then what takes less time."""
        return test.name != self.bench.floor, self.seconds.get(test.label(), float("inf"))

    def chosen(self, tests, name, line):
        """Those of the tests that run a line of a file, in their turn."""
        quick = (test for test in tests if self.seconds.get(test.label(), 0) <= self.quick)
        narrowed = (self.narrowed(test, name, line) for test in quick)
        return sorted((test for test in narrowed if test), key=self.turn_of)

    def narrowed(self, test, name, line):
        """A test with those of its unit tests alone that run the line; None if nothing does."""
        if not test.units:
            return test if self.runs(test, name, line) else None
        plain = next(other for other in self.bench.tests if other.units == test.units)
        units = [each for each in self.each_of(plain) if self.runs(each, name, line)]
        names = [each.command[-1] for each in sorted(units, key=self.turn_of)]
        return test._replace(command=[*test.command, *names]) if names else None
