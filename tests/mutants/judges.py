# SPDX-License-Identifier: GPL-2.0-or-later
"""The tests that a mutant has to pass, by the floor that it is of: the quick ones first."""

import glob
import os
from collections import namedtuple

CPU_SECONDS_SANITIZED = 60
SANITIZE = ("-fsanitize=address,undefined", "-fno-sanitize-recover=all")


class Test(namedtuple("Test", "name objects libraries command files flags units", defaults=[(), ""])):
    """The objects to link with the mutant (a list, or a function that returns one), how to run the
    program, the files that it tests, how to compile the mutant, and the floor whose unit tests
    they are, which can be run one by one."""

    def label(self):
        """What tells it from the others."""
        return " ".join([self.name, *self.command])[:100]


CORE, READ, WRITE, CLI = ("^src/%s/" % floor for floor in ("core", "read", "write", "cli"))
# Tests that take longest only judge the files that they are about; mutants of others would hardly
# die of them.
JUDGING = r"^src/core/.*/(check|compare|console|outcome|version)"
LOGS = r"^src/read/(lines|forms|infer|log)/"
TABLES = r"^src/read/(srat|firmware|iomem)/"
COMPARISONS = r"^src/(read/log/|write/(comparison|words|console)/)"
PICTURES = r"^src/write/(drawing|map|svg|html|chart)"

# The command's tests: the files that they judge, and their names, one in each row.
COMMAND = (
    (CORE, "cli/golden cli/real"),
    (JUDGING, "cli/rows cli/set cli/check cli/compare"),
    (READ, "cases/cases cli/real cli/kva_above readback/readback"),
    (LOGS, "cli/old_kernels"),
    (r"^src/read/infer/", "cli/figures"),
    (r"^src/read/(description|machine|[^/]*$)", "cli/set cli/streams cli/limits cli/text cli/options"),
    (TABLES, "cli/reach cli/firmware"),
    (READ, "cli/cases"),
    (LOGS, "cli/bootlog"),
    (READ, "faults/allocations"),
    (WRITE, "cli/golden cli/written cli/rows cli/options"),
    (PICTURES, "cli/pictures_agree cli/pictures"),
    (r"^src/write/(diff|yaml|json|table)/", "cli/diff cli/set cli/streams"),
    (r"^src/write/(rows|words|text|explain|writer|formats|check|chart)",
     "cli/check_forms cli/text cli/whatif cli/check"),
    (COMPARISONS, "cli/compare"),
    (r"^src/(read/machine|write/yaml)/", "cli/yaml"),
    (WRITE, "faults/allocations"),
    (CLI, "cli/options cli/color cli/set cli/streams cli/text cli/limits cli/rows cli/output cli/diff"),
    (CLI, "cli/whatif cli/fleet cli/firmware cli/cases cli/parallel"),
    (r"^src/cli/(plan|options/options(\.c|_(check|comp|what)))", "cli/check_forms cli/compare cli/check"),
    (r"^src/cli/options/options_picture", "cli/written"),
    (r"^src/cli/(output|main|run|intake|plan/comparing)", "faults/calls"),
    (r"^src/cli/(fleet|plan|intake|inputs|tree|main|run|exit|options/options(_rows)?\.c|output/destination)",
     "faults/allocations"),
    (r"^src/cli/(fleet|output|run|inputs|intake)", "cli/jobs"),
)
# Those of the command that are run with sanitizers, too.
SANITIZED = (
    (WRITE, "cli/written"),
    (CLI, "cli/rows cli/streams cli/output cli/options cli/fleet"),
    (r"^src/cli/plan/whatif", "cli/whatif"),
)


def library(build, floor):
    return os.path.join(build, "libnumakva%s.a" % ("" if floor == "core" else "-" + floor))


def fuzz_tests(bench):
    """Properties of readers, on the seeds and on logs."""
    logs = sorted(glob.glob("tests/data/logs/*.log") + glob.glob("tests/cases/*.log"))
    support = bench.objects("tests/fuzz/support/*.o", "tests/support/*.o") + \
        [path for path in bench.objects("tests/model/*.o") if not path.endswith("/main.o")]
    rows = (("bootlog", LOGS, logs), ("srat", TABLES, []), ("iomem", TABLES, []),
            ("acpidump", TABLES, []), ("firmware", TABLES, []), ("override", "^src/read/machine/", []),
            ("description", r"^src/read/(description|machine)/", []),
            ("condition", "^src/write/rows/", []))
    for name, files, more in rows:
        seeds = sorted(glob.glob("tests/fuzz/corpus/%s/*" % name)) + more
        yield Test("fuzz, " + name, bench.objects("tests/fuzz/%s.o" % name) + support, bench.all_libraries,
                   ["{}", *seeds], files)


def command_objects(bench):
    return bench.objects("src/cli/*.o", "src/cli/*/*.o", "examples.o")


def command_tests(bench):
    objects = command_objects(bench)
    for files, names in COMMAND:
        for name in names.split():
            yield Test(name, objects, bench.all_libraries,
                       ["tests/mutants/command.sh", "{}", bench.build, name], files)


def unit_tests(bench, floor, *flags):
    shared = bench.objects("tests/support/document_text.o") if floor == "read" else []
    return lambda: bench.portable(floor, *flags) + shared


def sanitized(name, files, objects, libraries, command):
    """Sanitizers want more addresses than others may have, and more time."""
    return Test(name + ", sanitized", objects, libraries,
                ["env", "ASAN_OPTIONS=detect_leaks=1", "prlimit", "--as=unlimited:",
                 "--cpu=%d:" % CPU_SECONDS_SANITIZED, *command],
                files, SANITIZE)


def sanitized_units(bench, floor, libraries):
    return sanitized(floor, "^src/%s/" % floor, unit_tests(bench, floor, *SANITIZE), libraries,
                     ["{}", "--fail-fast"])._replace(units=floor)


def sanitized_commands(bench):
    """What is read behind an end, or never freed, often changes nothing of what is written."""
    objects = command_objects(bench)
    for files, names in SANITIZED:
        for name in names.split():
            yield sanitized(name, files, objects, bench.all_libraries,
                            ["tests/mutants/command.sh", "{}", bench.build, name])


def core_tests(bench):
    model = bench.objects("tests/model/*.o", "tests/support/*.o")
    fuzz = bench.objects("tests/fuzz/machine.o", "tests/fuzz/support/*.o") + \
        [path for path in model if not path.endswith("/main.o")]
    vectors = bench.objects("tests/vectors/*.o", "tests/support/document_text.o")
    seeds = sorted(glob.glob("tests/fuzz/corpus/machine/*"))
    one_by_one = ["{}", "-j1", "--fail-fast"]
    return [
        Test("core", unit_tests(bench, "core"), [], ["{}", "--fail-fast"], CORE, units="core"),
        Test("model", model, [], ["{}", "60"], CORE),
        Test("model", model, [], ["{}", "240", "61"], CORE),
        Test("vectors", vectors, bench.criterion, [*one_by_one, "--filter", "vectors/*"], CORE),
        Test("vectors", vectors, bench.criterion, [*one_by_one, "--filter", "!(vectors)/*"], CORE),
        Test("fuzz", fuzz, bench.all_libraries, ["{}", *seeds], CORE),
        Test("write", bench.objects("tests/write/*.o"), bench.criterion, one_by_one, CORE),
        Test("read", bench.objects("tests/read/*.o", "tests/support/document_text.o"),
             bench.criterion, one_by_one, JUDGING),
    ]


def tests_of(bench, floor):
    """All that mutants of a floor are tried with."""
    if floor == "core":
        return [*core_tests(bench), *command_tests(bench), sanitized_units(bench, "core", [])]
    if floor == "cli":
        return [*command_tests(bench), *sanitized_commands(bench)]
    return [Test(floor, unit_tests(bench, floor), bench.all_libraries, ["{}", "--fail-fast"],
                 "^src/%s/" % floor, units=floor),
            *fuzz_tests(bench), *command_tests(bench), sanitized_units(bench, floor, bench.all_libraries),
            *sanitized_commands(bench)]
