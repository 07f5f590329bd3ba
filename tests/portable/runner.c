/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Runs the tests of a floor without Criterion; ends with "N passed, N failed". Those that were
 * linked last run first. With --fail-fast no test follows one that fails, and tests that are named
 * after it run alone, in that order; --list names all. */
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

/* Whether a test is called suite/name. */
static bool is_called(const struct portable_test *test, const char *called)
{
	size_t length = strlen(test->suite);

	return strncmp(called, test->suite, length) == 0 && called[length] == '/' &&
	       strcmp(called + length + 1, test->name) == 0;
}

static const struct portable_test *find(const char *called)
{
	const struct portable_test *test = tests;

	while (test && !is_called(test, called))
		test = test->next;
	return test;
}

static int list(void)
{
	for (const struct portable_test *test = tests; test; test = test->next)
		printf("%s/%s\n", test->suite, test->name);
	return 0;
}

static int run_named(char **names)
{
	for (; *names; names++) {
		const struct portable_test *test = find(*names);

		if (!test || !run(test))
			return 1;
	}
	return 0;
}

int main(int argc, char **argv)
{
	bool fails_fast = argc > 1 && strcmp(argv[1], "--fail-fast") == 0;
	unsigned int passes = 0, failures = 0;

	if (argc > 1 && strcmp(argv[1], "--list") == 0)
		return list();
	if (argc > 2)
		return run_named(argv + 2);
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
