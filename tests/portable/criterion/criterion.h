/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * As much of Criterion as the tests of the core use, for targets that
 * Criterion is not there for: another size of long, another byte order,
 * another C library. The tests are the same files.
 */
#ifndef NUMAKVA_PORTABLE_CRITERION_H
#define NUMAKVA_PORTABLE_CRITERION_H

#include <stdbool.h>
#include <stddef.h>
#include <string.h>

struct portable_test {
	const char *suite, *name;
	void (*run)(void);
	struct portable_test *next;
};

/* Adds a test to those that are run. */
void portable_add(struct portable_test *test);

/* Notes a failure of the test that is running. */
void portable_fail(const char *file, int line, const char *condition);

/* Ends the test that is running. */
void portable_stop(void) __attribute__((noreturn));

#define Test(suite_, name_, ...)                                                                   \
	static void suite_##_##name_(void);                                                        \
	__attribute__((constructor)) static void add_##suite_##_##name_(void)                      \
	{                                                                                          \
		static struct portable_test test = { #suite_, #name_, suite_##_##name_, NULL };    \
		portable_add(&test);                                                               \
	}                                                                                          \
	static void suite_##_##name_(void)

#define portable_expect(condition)                                                                 \
	do {                                                                                       \
		if (!(condition))                                                                  \
			portable_fail(__FILE__, __LINE__, #condition);                             \
	} while (0)
#define portable_assert(condition)                                                                 \
	do {                                                                                       \
		if (!(condition)) {                                                                \
			portable_fail(__FILE__, __LINE__, #condition);                             \
			portable_stop();                                                           \
		}                                                                                  \
	} while (0)

#define cr_expect(condition, ...) portable_expect(condition)
#define cr_expect_not(condition, ...) portable_expect(!(condition))
#define cr_expect_eq(a, b, ...) portable_expect((a) == (b))
#define cr_expect_neq(a, b, ...) portable_expect((a) != (b))
#define cr_expect_lt(a, b, ...) portable_expect((a) < (b))
#define cr_expect_leq(a, b, ...) portable_expect((a) <= (b))
#define cr_expect_gt(a, b, ...) portable_expect((a) > (b))
#define cr_expect_geq(a, b, ...) portable_expect((a) >= (b))
#define cr_expect_null(a, ...) portable_expect((a) == NULL)
#define cr_expect_not_null(a, ...) portable_expect((a) != NULL)
#define cr_expect_arr_eq(a, b, bytes, ...) portable_expect(memcmp(a, b, bytes) == 0)
#define cr_expect_str_eq(a, b, ...) portable_expect(strcmp(a, b) == 0)
#define cr_assert(condition, ...) portable_assert(condition)
#define cr_assert_not(condition, ...) portable_assert(!(condition))
#define cr_assert_eq(a, b, ...) portable_assert((a) == (b))
#define cr_assert_neq(a, b, ...) portable_assert((a) != (b))
#define cr_assert_lt(a, b, ...) portable_assert((a) < (b))
#define cr_assert_leq(a, b, ...) portable_assert((a) <= (b))
#define cr_assert_gt(a, b, ...) portable_assert((a) > (b))
#define cr_assert_geq(a, b, ...) portable_assert((a) >= (b))
#define cr_assert_null(a, ...) portable_assert((a) == NULL)
#define cr_assert_not_null(a, ...) portable_assert((a) != NULL)
#define cr_assert_arr_eq(a, b, bytes, ...) portable_assert(memcmp(a, b, bytes) == 0)
#define cr_assert_str_eq(a, b, ...) portable_assert(strcmp(a, b) == 0)

#endif
