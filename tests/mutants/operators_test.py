# SPDX-License-Identifier: GPL-2.0-or-later
"""What is made of a few lines of C, which tests are tried with it, and whether tests/MUTANTS speaks of
what there is."""

import glob
import tempfile
import unittest

from judges import Test
from mutate import drawn, explained, killed_before, trials_of
from operators import mutants_of
from reach import Lines, Reach

HEAD = "#include <a>\nstatic int f(int a)\n{\n"


def changes(line):
    """The changes of one line in a function: what was there, and what is there then."""
    found = mutants_of(HEAD + "\t" + line + "\n}\n")
    return {(mutant.old, mutant.new) for mutant in found}


class Operators(unittest.TestCase):
    def test_comparison(self):
        self.assertEqual(changes("return a < b;"), {("<", "<="), ("<", ">="), ("a < b", "0")})
        self.assertEqual(changes("if (a == b)"), {("==", "!=")})

    def test_sums(self):
        self.assertEqual(changes("return a + b;"), {("+", "-"), ("a + b", "0")})
        self.assertEqual(changes("return -a;"), {("-a", "0")})
        self.assertEqual(changes("return a->b;"), {("a->b", "0")})

    def test_numbers(self):
        self.assertEqual(changes("return 7;"), {("7", "8")})
        self.assertEqual(changes("return 1;"), {("1", "2"), ("1", "0")})
        self.assertEqual(changes("return 0xffU;"), {("0xffU", "0x100U")})

    def test_wraps(self):
        self.assertEqual(changes("b = nkv_ulong_cut(a);"),
                         {("nkv_ulong_cut", "(uint64_t)"), ("b = nkv_ulong_cut(a)", "")})
        self.assertEqual(changes("if (nkv_min(a, b))"),
                         {("nkv_min", "nkv_max"), ("nkv_min(a, b)", "!(nkv_min(a, b))")})
        self.assertEqual(mutants_of("uint64_t f(void);\n"), [])
        wide = mutants_of("typedef uint32_t nkv_ulong;\n")
        self.assertEqual([(mutant.old, mutant.new) for mutant in wide], [("uint32_t", "uint64_t")])

    def test_statements(self):
        self.assertEqual(changes("f(a);"), {("f(a)", "")})
        self.assertEqual(changes("a = b;"), {("a = b", "")})
        self.assertEqual(changes("break;"), {("break", "")})
        self.assertEqual(changes("int a = b;"), set())

    def test_conditions(self):
        self.assertEqual(changes("if (a)"), {("a", "!(a)")})
        self.assertEqual(changes("if (f(a) && b)"),
                         {("&&", "||"), ("f(a) && b", "!(f(a) && b)")})
        self.assertEqual(changes("if (!a)"), {("!", "")})

    def test_results(self):
        self.assertEqual(changes("return f(a);"), {("f(a)", "0")})
        self.assertEqual(changes("return NULL;"), set())
        self.assertEqual(changes("return true;"), {("true", "false")})
        self.assertEqual(changes("return a != b;"), {("!=", "=="), ("a != b", "0")})

    def test_texts_and_comments(self):
        self.assertEqual(changes('const char *b = "a < 1"; /* 1 < 2 */'), set())

    def test_place(self):
        text = HEAD + "\treturn a < b;\n}\n"
        mutant = [mutant for mutant in mutants_of(text) if mutant.old == "<"][0]
        self.assertEqual((mutant.line, text[mutant.start:mutant.end]), (4, "<"))


class Samples(unittest.TestCase):
    def test_the_seed_decides(self):
        trials = list(trials_of("src/core/range.c"))
        first = drawn(trials, 20, 1)
        self.assertEqual((len(first), drawn(trials, 20, 1)), (20, first))
        self.assertNotEqual(drawn(trials, 20, 2), first)
        self.assertEqual(drawn(trials, 10, 1), first[:10])
        self.assertEqual(sorted(drawn(trials, len(trials) + 1, 1)), sorted(trials))


class Again(unittest.TestCase):
    def test_what_is_alive_or_named_twice_is_tried_again(self):
        with tempfile.NamedTemporaryFile("w", suffix=".tsv") as file:
            for row in (("a.c", "1", "<", "<=", "core", "a < b"), ("a.c", "2", "<", "<=", "survives", "c < d"),
                        ("a.c", "3", "+", "-", "core", "e + f + g"), ("a.c", "3", "+", "-", "same", "e + f + g")):
                print(*row, sep="\t", file=file)
            file.flush()
            self.assertEqual(killed_before(file.name), {("a.c", "1", "a < b", "<", "<="): "core"})


class Reached(unittest.TestCase):
    def test_lines_of_functions_and_of_tables(self):
        here, there, unknown = (Test(name, [], [], [], "") for name in ("here", "there", "unknown"))
        told = {"functions": [{"start_line": 4, "end_line": 7}],
                "lines": [{"line_number": 4, "count": 1}, {"line_number": 6, "count": 0}]}
        reach = Reach.__new__(Reach)
        reach.lines = {"here": {"a.c": Lines(told)}, "there": {"b.c": Lines(told)}}
        self.assertTrue(reach.runs(here, "a.c", 4))
        self.assertFalse(reach.runs(here, "a.c", 6))
        self.assertTrue(reach.runs(here, "a.c", 2))
        self.assertFalse(reach.runs(there, "a.c", 2))
        self.assertTrue(reach.runs(unknown, "a.c", 6))
        self.assertTrue(reach.runs(there, "a.h", 6))
        self.assertTrue(reach.runs(there, "table.c", 6))


class Explanations(unittest.TestCase):
    def test_each_is_of_a_mutant(self):
        there = {trial.key for name in glob.glob("src/**/*.[ch]", recursive=True) for trial in trials_of(name)}
        self.assertEqual(sorted(explained() - there), [])


if __name__ == "__main__":
    unittest.main()
