/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Runs the tests of the core without Criterion; ends with "N passed, N failed". With --fail-fast no
 * test follows one that fails. Those that were linked last run first. */
#include <setjmp.h>
#include <stdio.h>
#include <string.h>

#include <criterion/criterion.h>

static struct portable_test *tests;
static bool failed;
static jmp_buf stopped;

void portable_add(struct portable_test *test)
{
	test->next = tests;
	tests = test;
}

void portable_fail(const char *file, int line, const char *condition)
{
	failed = true;
	printf("%s:%d: %s\n", file, line, condition);
}

void portable_stop(void)
{
	longjmp(stopped, 1);
}

static bool run(const struct portable_test *test)
{
	failed = false;
	if (setjmp(stopped) == 0)
		test->run();
	if (failed)
		printf("failed: %s, %s\n", test->suite, test->name);
	return !failed;
}

int main(int argc, char **argv)
{
	bool fails_fast = argc > 1 && strcmp(argv[1], "--fail-fast") == 0;
	unsigned int passes = 0, failures = 0;

	for (const struct portable_test *test = tests; test && !(fails_fast && failures > 0);
	     test = test->next) {
		if (run(test))
			passes++;
		else
			failures++;
	}
	printf("%u passed, %u failed\n", passes, failures);
	return failures > 0 || passes == 0;
}
