# SPDX-License-Identifier: GPL-2.0-or-later
"""Compiles mutants, and runs them against the tests of a build."""

import contextlib
import glob
import os
import re
import signal
import subprocess
import sys
import tempfile
import threading
import zlib

from judges import library, tests_of

COMPILE = ["gcc", "-std=c11", "-O2", "-w"]
CPU_SECONDS = 8  # a process that takes longer is assumed to loop
WALL_SECONDS = 100  # one that only waits, say for a byte of a pipe, uses no processor
WALL_SECONDS_UNITS = 30
WALL_SECONDS_FAULTS = 300  # many short runs, which take long where others run, too
SLOW = re.compile("remedy|noise")  # tests that find remedies, and those that pass over noise


def pkg_config(what, *modules):
    return subprocess.check_output(["pkg-config", what, *modules], text=True).split()


def protection():
    """How a command begins whose mutant may be run as root: /dev is read-only, or --output could
    replace a device by a file."""
    begins = ["unshare", "--mount", "sh", "-c",
              'mount --rbind /dev /dev && mount -o remount,bind,ro /dev && exec "$@"', "-"]
    if os.geteuid() != 0:
        return []
    try:
        subprocess.run([*begins, "true"], stderr=subprocess.DEVNULL, check=True)
    except (OSError, subprocess.CalledProcessError):
        sys.exit("mutants run as root need unshare(1), to keep /dev as it is")
    return begins


PROTECTION = protection()


def succeeds(command, scratch, environment=(), seconds=WALL_SECONDS):
    """Runs a command with limits on what it may take. Returns whether it ends well."""
    limited = [*PROTECTION, "prlimit", "--core=0", "--as=%d:" % (4 << 30), "--cpu=%d:" % CPU_SECONDS, *command]
    process = subprocess.Popen(limited, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                               stderr=subprocess.DEVNULL, start_new_session=True,
                               env={**os.environ, "TMPDIR": scratch, **dict(environment)})
    try:
        return process.wait(seconds) == 0
    except subprocess.TimeoutExpired:
        return False
    finally:
        try:
            os.killpg(process.pid, signal.SIGKILL)
        except ProcessLookupError:
            pass
        process.wait()


@contextlib.contextmanager
def temporary_directory(parent=None):
    """A directory that others may enter: some tests run as other users."""
    with tempfile.TemporaryDirectory(dir=parent) as directory:
        os.chmod(directory, 0o755)
        yield directory


def read_bytes(path):
    with open(path, "rb") as file:
        return file.read()


def object_in(directory, source):
    """Files of the same name in several rooms are apart."""
    return os.path.join(directory, source[:-2].replace("/", "-") + ".o")


class Bench:
    """The tests of a build, and a floor's objects as they are without a mutant."""

    def __init__(self, build, scratch, floor):
        self.build = build
        self.scratch = scratch
        self.reach = None
        self.floor = floor
        self.includes = self.external_includes()
        self.all_libraries = [library(build, name) for name in ("write", "read", "core", "base")] + \
            pkg_config("--libs", "yaml-0.1", "libcjson")
        self.criterion = self.all_libraries + pkg_config("--libs", "criterion")
        self.lock = threading.RLock()
        self.sound = []
        self.tests = tests_of(self, floor)
        self.sources = sorted(glob.glob("src/%s/**/*.c" % floor, recursive=True))
        self.originals = {}
        self.portables = {}

    def external_includes(self):
        """What a floor is compiled with besides: the core with nothing."""
        if self.floor == "core":
            return []
        with open("VERSION", encoding="utf-8") as file:
            version = file.read().strip()
        return ['-DNUMAKVA_VERSION="%s"' % version, *pkg_config("--cflags", "yaml-0.1", "libcjson")]

    def compile(self, source, output, *first_included, flags=()):
        """Whether a source compiles."""
        command = [*COMPILE, *flags, *["-I" + path for path in first_included], "-Iinclude", "-Isrc",
                   *self.includes, "-c", source, "-o", output]
        return subprocess.run(command, stderr=subprocess.DEVNULL, check=False).returncode == 0

    def objects(self, *patterns):
        """Of the build's, those whose source is still there."""
        found = sorted(path for pattern in patterns
                       for path in glob.glob(os.path.join(self.build, pattern)))
        return [path for path in found if os.path.exists(path[:-2] + ".c") or
                os.path.exists(os.path.relpath(path[:-2] + ".c", self.build))]

    def original(self, source):
        """A source's object without a mutant; compiled when it is first asked for."""
        with self.lock:
            if source not in self.originals:
                output = object_in(self.scratch, source)
                if not self.compile(source, output):
                    raise RuntimeError("cannot compile " + source)
                self.originals[source] = read_bytes(output)
            return self.originals[source]

    def portable(self, floor, *flags):
        """A floor's tests with the runner that needs no process a test; compiled when they are first
        asked for. It begins with what is linked last: what takes longer than all others is linked
        first."""
        with self.lock:
            if (floor, flags) not in self.portables:
                sources = sorted(glob.glob("tests/%s/*.c" % floor),
                                 key=lambda path: (not SLOW.search(path), path))
                self.portables[floor, flags] = [self.compile_portable(floor, source, flags)
                                                for source in [*sources, "tests/portable/runner.c"]]
            return self.portables[floor, flags]

    def compile_portable(self, floor, source, flags):
        """Tests are not made fast: they take longer to compile than to run."""
        made = object_in(self.scratch, "portable-%d-%s" % (len(flags), os.path.basename(source)))
        subprocess.check_call([*COMPILE, "-O0", *flags, "-Iinclude", "-Isrc", "-Itests",
                               "-Itests/" + floor, "-Itests/portable", *self.includes, "-c", source,
                               "-o", made])
        return made

    def linked(self, test, sources, directory):
        """A test's program with these sources, by their objects, and the others as they are."""
        objects = test.objects() if callable(test.objects) else test.objects
        archives = [word for word in test.libraries if not word.startswith("-")]
        flags = [word for word in test.libraries if word.startswith("-")]
        replaced = {os.path.join(self.build, source[:-2] + ".o") for source in sources.values()}
        others = [path for path in objects if path not in replaced]
        made = zlib.crc32("\n".join([*test.flags, *others]).encode())
        program = os.path.join(directory, "program-%08x" % made)
        if test.flags or not os.path.exists(program):
            subprocess.check_call(["gcc", "-pthread", *test.flags, "-o", program, *sources, *others,
                                   *archives, library(self.build, "core"), *flags])
        return program

    def passes(self, test, sources, directory, environment=()):
        """Whether a test passes with these sources, by their objects, and the others as they are."""
        program = self.linked(test, sources, directory)
        seconds = WALL_SECONDS
        if test.units and not test.flags:
            seconds = WALL_SECONDS_UNITS
        elif test.name.startswith("faults/"):
            seconds = WALL_SECONDS_FAULTS
        return succeeds([word.format(program) for word in test.command], directory, environment, seconds)

    def listed(self, test):
        """The names of the unit tests that a test consists of."""
        with temporary_directory(self.scratch) as directory:
            program = self.linked(test, {}, directory)
            return subprocess.check_output([program, "--list"], text=True).split()

    def require_sound(self, test):
        """A test that fails without a mutant, too, would kill them all."""
        if test.units:
            test = next(whole for whole in self.tests if whole.name == test.name and whole.units)
        with self.lock, temporary_directory(self.scratch) as directory:
            if test not in self.sound and not self.passes(test, {}, directory):
                raise RuntimeError("a test fails without a mutant: " + test.label())
            self.sound.append(test)

    def tests_for(self, name, line):
        """The tests for a mutant in that line of a file; if it was measured, those that run it."""
        tests = [test for test in self.tests if re.search(test.files, name)]
        return tests if self.reach is None else self.reach.chosen(tests, name, line)

    def killer_of(self, name, line, compiled, directory):
        """The first test that fails with a mutant of that line of a file, or None. Of each object
        that it changes there is what was compiled, and the source that this stands for."""
        sources = {output: source for output, (_, source) in compiled.items()}
        for test in self.tests_for(name, line):
            for output, (text, _) in compiled.items() if test.flags else ():
                self.compile(text, output, directory, flags=test.flags)
            if not self.passes(test, sources, directory):
                self.require_sound(test)
                return test.name
        return None

    def fate_of(self, name, line, text):
        """What becomes of a file of the floor with that text, which is changed in that line: the
        test that kills it, or "survives"; "same" if its code is the same, "no C" if it does not
        compile."""
        sources = [name] if name.endswith(".c") else self.sources
        with temporary_directory(self.scratch) as directory:
            mutant = os.path.join(directory, os.path.relpath(name, "src"))
            os.makedirs(os.path.dirname(mutant))
            with open(mutant, "w", encoding="utf-8") as file:
                file.write(text)
            changed = {}
            for source in sources:
                output = object_in(directory, source)
                compiled = mutant if source == name else source
                if not self.compile(compiled, output, directory):
                    return "no C"
                if read_bytes(output) != self.original(source):
                    changed[output] = (compiled, source)
            if not changed:
                return "same"
            return self.killer_of(name, line, changed, directory) or "survives"
