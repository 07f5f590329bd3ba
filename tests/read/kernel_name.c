/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Kernels by the names that people give them. */
#define _POSIX_C_SOURCE 200809L
#include "read/kernel_name.h"

#include <criterion/criterion.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "read/description/reader.h"

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
		/* Four letters are more than a slip. */
		{ "2.6.23-numa", "2.6.23",
		  "kernel '2.6.23-numa' is treated as its base version 2.6.23" },
		{ "2.6.18-xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx", "2.6.18",
		  "kernel '2.6.18-xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx' is treated as its base version "
		  "2.6.18" },
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

/*
 * Names that no profile covers, that are none, or are a slip. Expect an error with the names that
 * take the fewest slips, those with the nearest number first, at most three.
 */
Test(kernel_name, unknown)
{
	static const char *const none = ", expected one such as '2.6.23-numaboot'";
	const struct {
		const char *name, *near;
	} cases[] = {
		{ "", none },
		{ "2", none },
		{ "2.6", none },
		{ "2.6.", ", did you mean '2.6.0', '2.6.1' or '2.6.2'?" },
		{ "3.10", none },
		{ "2.6.33", ", did you mean '2.6.32', '2.6.31' or '2.6.30'?" },
		{ "2.6.99", ", did you mean '2.6.29', '2.6.19' or '2.6.9'?" },
		{ "2.6.223", ", did you mean '2.6.23' or '2.6.22'?" },
		{ "2.6.33.2", ", did you mean '2.6.32'?" },
		{ "2.4.18-bigmem", none },
		{ "2.6.24x", ", did you mean '2.6.24'?" },
		{ "2.6.24.", ", did you mean '2.6.24'?" },
		{ "2.6.24-", ", did you mean '2.6.24'?" },
		{ "2.6.24--", ", did you mean '2.6.24'?" },
		{ "2.6.23-numab", ", did you mean '2.6.23-numaboot'?" },
		{ "x.33", none },
		{ "2.6.24.-", ", did you mean '2.6.24'?" },
		{ "999999999999999999999999999.6.2", none },
		{ "9999999999999999999999999999.6.2-x", none },
		{ "9999999999999999999999999999.6.23-x", none },
		{ "2.6.23-numabot", ", did you mean '2.6.23-numaboot'?" },
		{ "2.6.23.numaboot", ", did you mean '2.6.23-numaboot'?" },
		{ "99999999999999999999999999999999.6.23.1", none },
	};

	for (size_t i = 0; i < COUNT(cases); i++) {
		char words[NKV_KERNEL_WORDS_BYTES], expected[NKV_KERNEL_WORDS_BYTES];

		cr_expect_null(nkv_kernel_name_find(cases[i].name, words), "%s", cases[i].name);
		snprintf(expected, sizeof(expected),
			 "unknown kernel '%s'%s (--list-profiles shows all)", cases[i].name,
			 cases[i].near);
		cr_expect_str_eq(words, expected);
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
	cr_expect(strstr(words, "xx...', expected one "), "%s", words);
}

/* A name of forty characters, and of one more. Expect all of it, and that something is missing. */
Test(kernel_name, cut_names)
{
	static const char forty[] = "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx";
	char name[42], words[NKV_KERNEL_WORDS_BYTES], wanted[64];

	for (int more = 0; more < 2; more++) {
		snprintf(name, sizeof(name), "%s%s", forty, more ? "x" : "");
		cr_expect_null(nkv_kernel_name_find(name, words));
		snprintf(wanted, sizeof(wanted), "unknown kernel '%s%s', ", forty,
			 more ? "..." : "");
		cr_expect_eq(strncmp(words, wanted, strlen(wanted)), 0, "%s", words);
	}
}

/* Names that a profile covers, but only nearly with SPARSEMEM, and others. */
Test(kernel_name, near_with_sparsemem)
{
	static const struct {
		const char *name, *words;
	} cases[] = {
		{ "2.6.19", "with SPARSEMEM 2.6.19 is planned as 2.6.23, but differs: it finds" },
		{ "2.6.19.7", "with SPARSEMEM 2.6.19 is planned as 2.6.23, but differs: it finds" },
		{ "2.6.24", "with SPARSEMEM 2.6.24 is planned as 2.6.23, but differs: it takes" },
		{ "2.6.24-rc7",
		  "with SPARSEMEM 2.6.24 is planned as 2.6.23, but differs: it takes" },
		{ "2.6.23", "" },
		{ "2.6.2", "" },
		{ "2.6", "" },
		{ "", "" },
		{ "999999999999999999999999999.6.24", "" },
		{ "9999999999999999999999999999.6.24", "" },
	};

	for (size_t i = 0; i < COUNT(cases); i++) {
		char words[NKV_KERNEL_WORDS_BYTES] = "x";

		cr_expect_eq(nkv_kernel_name_is_near(cases[i].name, words), *cases[i].words != '\0',
			     "%s", cases[i].name);
		cr_expect_eq(strncmp(words, cases[i].words, strlen(cases[i].words)), 0, "%s: %s",
			     cases[i].name, words);
		cr_expect_eq(*words == '\0', *cases[i].words == '\0', "%s", words);
	}
}

/* Expect a description with such a name to be noted, too. */
Test(kernel_name, near_in_a_description)
{
	static const char text[] = "numakva: 1\nkernel: {profile: 2.6.19, memory_model: sparse}\n"
				   "e820: [{start: 0, end: 640K, type: usable},"
				   " {start: 1M, end: 64M, type: usable}]\n";
	FILE *file = fmemopen((void *)(uintptr_t)text, strlen(text), "r");
	struct nkv_reader *reader = nkv_reader_new(file, "m", NULL, 0);
	struct nkv_document document;

	cr_assert_eq(nkv_reader_next(reader, &document), NKV_READ_DOCUMENT);
	cr_assert(document.machine);
	cr_assert_eq(document.diagnostic_count, 1);
	cr_expect_eq(document.diagnostics[0].gravity, NKV_GRAVITY_NOTE);
	cr_expect(strstr(document.diagnostics[0].text, "2.6.19 is planned as 2.6.23"));
	nkv_reader_free(reader);
	fclose(file);
}
