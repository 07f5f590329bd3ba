/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * What an input does not tell of a machine, so that its value was assumed.
 */
#ifndef NUMAKVA_ASSUMPTION_H
#define NUMAKVA_ASSUMPTION_H

/* One value of a description. Plain strings, which belong to whoever made the list. */
struct nkv_assumption {
	const char *key;   /* its path in a description: "kernel.pg_data" */
	const char *value; /* as a description writes it: "2432" */
	const char *why;   /* lower case, no full stop: "no kernel prints it" */
};

#endif
