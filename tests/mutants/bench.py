# SPDX-License-Identifier: GPL-2.0-or-later
"""Compiles mutants of the core, and runs them against the tests of a build."""

import glob
import os
import re
import signal
import subprocess
import tempfile
import threading
from collections import namedtuple

COMPILE = ["gcc", "-std=c11", "-O2", "-w"]
CPU_SECONDS = 8  # a process that takes longer is taken to be in a loop
CPU_SECONDS_SANITIZED = 60
WALL_SECONDS = 600

SANITIZE = ("-fsanitize=address,undefined", "-fno-sanitize-recover=all")

# A test: what the mutant is linked with, how the program is run, for which files it is, and how
# the mutant is compiled.
Test = namedtuple("Test", "name objects libraries command files flags", defaults=["", ()])

# What takes longest is for the files that it is about; the others' mutants could but die of it.
JUDGING = r"/(check|compare|console|outcome|version)"


def pkg_config(*modules):
    return subprocess.check_output(["pkg-config", "--libs", *modules], text=True).split()


def succeeds(command, scratch):
    """Runs a command with limits on what it may take. Returns whether it ends well."""
    limited = ["prlimit", "--core=0", "--as=%d:" % (4 << 30), "--cpu=%d:" % CPU_SECONDS, *command]
    process = subprocess.Popen(limited, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                               stderr=subprocess.DEVNULL, start_new_session=True,
                               env={**os.environ, "TMPDIR": scratch})
    try:
        return process.wait(WALL_SECONDS) == 0
    except subprocess.TimeoutExpired:
        return False
    finally:
        try:
            os.killpg(process.pid, signal.SIGKILL)
        except ProcessLookupError:
            pass
        process.wait()


def compile_core(source, output, *first_included, flags=()):
    """Whether a source of the core compiles."""
    command = [*COMPILE, *flags, *["-I" + path for path in first_included], "-Iinclude", "-Isrc",
               "-c", source, "-o", output]
    return subprocess.run(command, stderr=subprocess.DEVNULL, check=False).returncode == 0


def read_bytes(path):
    with open(path, "rb") as file:
        return file.read()


def object_in(directory, source):
    """Files of the same name in several rooms are apart."""
    return os.path.join(directory, source[:-2].replace("/", "-") + ".o")


class Bench:
    """The tests of a build, and the core's objects as they are without a mutant."""

    def __init__(self, build, scratch):
        self.build = build
        self.scratch = scratch
        self.core_library = os.path.join(build, "libnumakva.a")
        self.tests = self.list_tests()
        self.lock = threading.Lock()
        self.sound = []
        self.originals = {}
        for source in sorted(glob.glob("src/core/**/*.c", recursive=True)):
            output = object_in(scratch, source)
            if not compile_core(source, output):
                raise RuntimeError("cannot compile " + source)
            self.originals[source] = read_bytes(output)

    def objects(self, *patterns):
        return sorted(path for pattern in patterns
                      for path in glob.glob(os.path.join(self.build, pattern)))

    def list_tests(self):
        """The quick ones first: most mutants are killed by them."""
        others = [os.path.join(self.build, "libnumakva-%s.a" % floor)
                  for floor in ("write", "read", "base")]
        libraries = others + pkg_config("yaml-0.1", "libcjson")
        criterion = libraries + pkg_config("criterion")
        model = self.objects("tests/model/*.o", "tests/support/*.o")
        fuzz = self.objects("tests/fuzz/machine.o", "tests/fuzz/support/*.o") + \
            [path for path in model if not path.endswith("/main.o")]
        seeds = sorted(glob.glob("tests/fuzz/corpus/machine/*"))
        command = self.objects("src/cli/*.o", "src/cli/*/*.o", "examples.o")
        run = ["tests/mutants/command.sh", "{}", self.build]
        one_by_one = ["{}", "-j1", "--fail-fast"]
        return [
            Test("core", self.compile_portable(), [], ["{}"]),
            Test("model", model, [], ["{}", "60"]),
            Test("vectors", self.objects("tests/vectors/*.o"), criterion, one_by_one),
            Test("model", model, [], ["{}", "240", "61"]),
            Test("fuzz", fuzz, libraries, ["{}", *seeds]),
            Test("write", self.objects("tests/write/*.o"), criterion, one_by_one),
            Test("command", command, libraries, [*run, "golden", "real"]),
            Test("read", self.objects("tests/read/*.o"), criterion, one_by_one, JUDGING),
            Test("command", command, libraries, [*run, *"rows set check compare".split()],
                 JUDGING),
            # Sanitizers want more addresses than others may have, and more time.
            Test("core, sanitized", self.compile_portable(*SANITIZE), [],
                 ["prlimit", "--as=unlimited:", "--cpu=%d:" % CPU_SECONDS_SANITIZED, "{}"],
                 flags=SANITIZE),
        ]

    def compile_portable(self, *flags):
        """The core's tests with the runner that needs no process a test."""
        made = []
        for source in sorted(glob.glob("tests/core/*.c")) + ["tests/portable/runner.c"]:
            name = "portable-%d-%s" % (len(flags), os.path.basename(source))
            made.append(object_in(self.scratch, name))
            subprocess.check_call([*COMPILE, *flags, "-Iinclude", "-Isrc", "-Itests", "-Itests/core",
                                   "-Itests/portable", "-c", source, "-o", made[-1]])
        return made

    def passes(self, test, objects, directory):
        """Whether a test passes with these objects of the core, and the others as they are."""
        program = os.path.join(directory, "program")
        archives = [word for word in test.libraries if not word.startswith("-")]
        flags = [word for word in test.libraries if word.startswith("-")]
        subprocess.check_call(["gcc", "-pthread", *test.flags, "-o", program, *objects, *test.objects,
                               *archives, self.core_library, *flags])
        return succeeds([word.format(program) for word in test.command], directory)

    def require_sound(self, test):
        """A test that fails without a mutant, too, would kill them all."""
        with self.lock, tempfile.TemporaryDirectory(dir=self.scratch) as directory:
            if test not in self.sound and not self.passes(test, [], directory):
                raise RuntimeError("a test fails without a mutant: " + test.name)
            self.sound.append(test)

    def killer_of(self, name, sources, directory):
        """The first test that fails with these sources, by their objects in the directory, which a
        mutant of that file changed; or None."""
        objects = list(sources)
        for test in self.tests:
            if not re.search(test.files, name):
                continue
            for output, source in sources.items() if test.flags else ():
                compile_core(source, output, directory, flags=test.flags)
            if not self.passes(test, objects, directory):
                self.require_sound(test)
                return test.name
        return None

    def fate_of(self, name, text):
        """What becomes of a file of the core with that text: the test that kills it, or
        "survives"; "same" if its code is the same, "no C" if it does not compile."""
        sources = [name] if name.endswith(".c") else sorted(self.originals)
        with tempfile.TemporaryDirectory(dir=self.scratch) as directory:
            mutant = os.path.join(directory, os.path.relpath(name, "src"))
            os.makedirs(os.path.dirname(mutant))
            with open(mutant, "w", encoding="utf-8") as file:
                file.write(text)
            changed = {}
            for source in sources:
                output = object_in(directory, source)
                compiled = mutant if source == name else source
                if not compile_core(compiled, output, directory):
                    return "no C"
                if read_bytes(output) != self.originals[source]:
                    changed[output] = compiled
            if not changed:
                return "same"
            return self.killer_of(name, changed, directory) or "survives"
