/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What would make a machine boot, for the tests of that. */
#ifndef TESTS_CORE_REMEDY_H
#define TESTS_CORE_REMEDY_H

#include "boot.h"

struct found {
	struct nkv_remedy remedies[NKV_REMEDIES_MAX];
	size_t count;
};

/* That the machine boots, without limits. */
extern const struct nkv_limits boots;

/* All that is found for the machine. */
struct found find(const struct nkv_machine *machine, const struct nkv_limits *goal);

/* The first single change of that kind, or NULL. */
const struct nkv_change *of_kind(const struct found *found, enum nkv_change_kind kind);

/* The first of these two kinds, in this order, or NULL. */
const struct nkv_remedy *of_kinds(const struct found *found, enum nkv_change_kind first,
				  enum nkv_change_kind second);

/* Whether the machine passes with what the remedy changes; and with one change. */
bool passes_with(struct nkv_machine machine, const struct nkv_remedy *remedy,
		 const struct nkv_limits *goal);
bool passes_with_change(const struct nkv_machine *machine, const struct nkv_change *changed,
			const struct nkv_limits *goal);

/* A PC of 1 GiB with the default kernel, which panics, and that command line. */
struct nkv_machine pc(const char *cmdline);

#endif
