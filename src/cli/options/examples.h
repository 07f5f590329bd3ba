/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The descriptions of configs/, which the build puts into the program. */
#ifndef NUMAKVA_CLI_OPTIONS_EXAMPLES_H
#define NUMAKVA_CLI_OPTIONS_EXAMPLES_H

#include <stddef.h>

struct nkv_example {
	const char *name; /* the file's, without .yaml */
	const char *text; /* the whole file */
};

/* In the order of their names. */
extern const struct nkv_example nkv_examples[];
extern const size_t nkv_example_count;

#endif
