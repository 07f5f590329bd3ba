/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Kernels by the names that people give them. */
#include "read/kernel_name.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

struct name_case {
	const char *name, *profile, *words;
};

/* Expect names of profiles to be themselves, without a word, and others to be their base version's. */
Test(kernel_name, found)
{
	static const struct name_case cases[] = {
		{ "2.6.23-numaboot", "2.6.23-numaboot", "" },
		{ "2.6.24", "2.6.23", "" },
		{ "2.6.18", "2.6.18", "" },
		{ "2.6.24.7", "2.6.23",
		  "kernel '2.6.24.7' is treated as its base version 2.6.24, planned as 2.6.23" },
		{ "2.6.18-92.el5", "2.6.18",
		  "kernel '2.6.18-92.el5' is treated as its base version 2.6.18" },
		{ "2.6.16.60-0.21-smp", "2.6.16",
		  "kernel '2.6.16.60-0.21-smp' is treated as its base version 2.6.16" },
		{ "2.6.18-mm3", "2.6.18",
		  "kernel '2.6.18-mm3' is treated as its base version 2.6.18" },
		{ "2.6.23-rc3-mm1", "2.6.23",
		  "kernel '2.6.23-rc3-mm1' is treated as its base version 2.6.23" },
		{ "2.6.26+1", "2.6.26", "kernel '2.6.26+1' is treated as its base version 2.6.26" },
	};

	for (size_t i = 0; i < COUNT(cases); i++) {
		char words[NKV_KERNEL_WORDS_BYTES];
		const struct nkv_profile *profile = nkv_kernel_name_find(cases[i].name, words);

		cr_assert(profile, "%s", cases[i].name);
		cr_expect_str_eq(profile->name, cases[i].profile, "%s", cases[i].name);
		cr_expect_str_eq(words, cases[i].words, "%s", words);
	}
}

/* Names that no profile covers, that are none, or are a slip. Expect an error with all that there are. */
Test(kernel_name, unknown)
{
	static const char *const names[] = {
		"",
		"2",
		"2.6",
		"2.6.",
		"3.10",
		"2.6.33",
		"2.6.33.2",
		"2.4.18-bigmem",
		"2.6.24x",
		"2.6.24.",
		"2.6.24-",
		"2.6.24--",
		"2.6.23-numabot",
		"2.6.23.numaboot",
		"x2.6.23.1",
		"99999999999999999999999999999999.6.23.1",
	};

	for (size_t i = 0; i < COUNT(names); i++) {
		char words[NKV_KERNEL_WORDS_BYTES], begins[128];

		cr_expect_null(nkv_kernel_name_find(names[i], words), "%s", names[i]);
		snprintf(begins, sizeof(begins), "unknown kernel '%s', known: 2.6.5, 2.6.0, ",
			 names[i]);
		cr_expect_eq(strncmp(words, begins, strlen(begins)), 0, "%s", words);
		cr_expect(strstr(words, ", 2.6.16, "), "%s", words);
		cr_expect(strlen(words) < NKV_KERNEL_WORDS_BYTES - 64, "there is room for more");
	}
}

/* A long name, with a character of two bytes where it is cut. Expect it to be cut before that. */
Test(kernel_name, long_name)
{
	char name[200], words[NKV_KERNEL_WORDS_BYTES];

	memset(name, 'x', sizeof(name));
	memcpy(name + 39, "é", 2);
	name[sizeof(name) - 1] = '\0';
	cr_expect_null(nkv_kernel_name_find(name, words));
	cr_expect(strstr(words, "xx...', known: "), "%s", words);
}
