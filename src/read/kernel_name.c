/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "read/kernel_name.h"

#include <ctype.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/suggest.h"
#include "base/utf8.h"

enum {
	BASE_BYTES = 32,
	NAME_SHOWN = 40, /* of a name in a message */
	NEAR_MAX = 3,	 /* of the known names that are suggested */
};

static void append(char words[NKV_KERNEL_WORDS_BYTES], const char *format, ...)
	__attribute__((format(printf, 2, 3)));

static void append(char words[NKV_KERNEL_WORDS_BYTES], const char *format, ...)
{
	size_t used = strlen(words);
	va_list arguments;

	va_start(arguments, format);
	vsnprintf(words + used, NKV_KERNEL_WORDS_BYTES - used, format, arguments);
	va_end(arguments);
}

/* Calls `take` with each name of each profile, in the order of the profiles. */
static void each_name(void (*take)(void *context, const char *name), void *context)
{
	size_t count;
	const struct nkv_profile *profiles = nkv_profile_all(&count);

	for (size_t i = 0; i < count; i++) {
		take(context, profiles[i].name);
		for (const char *const *alias = profiles[i].aliases; *alias; alias++)
			take(context, *alias);
	}
}

/* --- the base version --- */

/*
 * The length of the base version: of "2.6.24" in "2.6.24.7". 0 if the name does not begin with
 * three numbers.
 */
static size_t base_length(const char *name)
{
	size_t length = 0;

	for (int part = 0; part < 3; part++) {
		size_t digits;

		if (part > 0 && name[length++] != '.')
			return 0;
		digits = strspn(name + length, "0123456789");
		if (digits == 0)
			return 0;
		length += digits;
	}
	return length;
}

/* Names with a suffix of their own: a misspelt one must not be taken for its base version. */
static void offer_tailed(void *context, const char *name)
{
	if (strchr(name, '-'))
		nkv_suggest_offer(context, name);
}

static bool is_slip(const char *name)
{
	struct nkv_suggestion suggestion = { .given = name };

	each_name(offer_tailed, &suggestion);
	return suggestion.nearest && suggestion.distance <= 3;
}

static const struct nkv_profile *find_base(const char *name, char base[BASE_BYTES])
{
	size_t length = base_length(name);

	if (length == 0 || length >= BASE_BYTES || name[length] == '\0' ||
	    !strchr(".-+", name[length]) || !isalnum((unsigned char)name[length + 1]) ||
	    is_slip(name))
		return NULL;
	memcpy(base, name, length);
	base[length] = '\0';
	return nkv_profile_find(base);
}

/* --- messages --- */

static int shown_length(const char *name)
{
	size_t length = strlen(name);

	return (int)(length > NAME_SHOWN ? nkv_utf8_cut(name, NAME_SHOWN) : length);
}

/* --- names near to an unknown one --- */

struct near_names {
	const char *given;
	const char *names[NEAR_MAX + 1]; /* the nearest first; the last is spare */
	size_t count;
	unsigned int distance; /* the same for all of them */
};

/* The difference of the last numbers: 4 for "2.6.33" and "2.6.29". */
static unsigned long version_gap(const char *a, const char *b)
{
	const char *a_point = strrchr(a, '.'), *b_point = strrchr(b, '.');
	unsigned long x = a_point ? strtoul(a_point + 1, NULL, 10) : 0;
	unsigned long y = b_point ? strtoul(b_point + 1, NULL, 10) : 0;

	return x > y ? x - y : y - x;
}

static void insert_near(struct near_names *near, const char *name)
{
	unsigned long gap = version_gap(near->given, name);
	size_t place = near->count;

	for (; place > 0 && version_gap(near->given, near->names[place - 1]) > gap; place--)
		near->names[place] = near->names[place - 1];
	near->names[place] = name;
	if (near->count < NEAR_MAX)
		near->count++;
}

/* Keeps the names with the fewest typing errors; of these, those with the nearest number. */
static void offer_near(void *context, const char *name)
{
	struct near_names *near = context;
	struct nkv_suggestion suggestion = { .given = near->given };

	nkv_suggest_offer(&suggestion, name);
	if (!suggestion.nearest || (near->count > 0 && suggestion.distance > near->distance))
		return;
	if (suggestion.distance < near->distance)
		near->count = 0;
	near->distance = suggestion.distance;
	insert_near(near, name);
}

static void append_near(char words[NKV_KERNEL_WORDS_BYTES], const char *given)
{
	struct near_names near = { .given = given };

	each_name(offer_near, &near);
	if (near.count == 0)
		append(words, ", expected one such as '%s'", nkv_profile_default()->name);
	for (size_t i = 0; i < near.count; i++)
		append(words, "%s%s'%s'", i == 0 ? ", did you mean " : "",
		       nkv_suggest_separator(i, near.count), near.names[i]);
	append(words, "%s (--list-profiles shows all)", near.count > 0 ? "?" : "");
}

const struct nkv_profile *nkv_kernel_name_find(const char *name, char words[NKV_KERNEL_WORDS_BYTES])
{
	const struct nkv_profile *profile = nkv_profile_find(name);
	char base[BASE_BYTES];

	words[0] = '\0';
	if (profile)
		return profile;
	profile = find_base(name, base);
	if (profile) {
		append(words, "kernel '%.*s' is treated as its base version %s", shown_length(name),
		       name, base);
		if (strcmp(profile->name, base) != 0)
			append(words, ", planned as %s", profile->name);
		return profile;
	}
	append(words, "unknown kernel '%.*s%s'", shown_length(name), name,
	       strlen(name) > NAME_SHOWN ? "..." : "");
	append_near(words, name);
	return NULL;
}

bool nkv_kernel_name_is_near(const char *name, char words[NKV_KERNEL_WORDS_BYTES])
{
	static const char *const differences[][2] = {
		{ "2.6.19",
		  "finds a page's zone as 2.6.18 does, so lowmem-lost and section-dead-zone "
		  "cannot occur" },
		{ "2.6.24", "takes one more page after the first mem_map from low memory" },
	};
	char base[BASE_BYTES] = "";
	size_t length = base_length(name);

	words[0] = '\0';
	if (length < BASE_BYTES)
		memcpy(base, name, length);
	for (size_t i = 0; i < sizeof(differences) / sizeof(differences[0]); i++)
		if (strcmp(base, differences[i][0]) == 0)
			append(words, "with SPARSEMEM %s is planned as %s, but differs: it %s",
			       base, nkv_profile_find(base)->name, differences[i][1]);
	return words[0] != '\0';
}
