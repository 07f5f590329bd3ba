/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A value that the input does not contain, and that was therefore assumed. */
#ifndef NUMAKVA_ASSUMPTION_H
#define NUMAKVA_ASSUMPTION_H

/* One assumed value of a description. Plain strings; the maker of the list owns them. */
struct nkv_assumption {
	const char *key;   /* its path in a description: "kernel.pg_data" */
	const char *value; /* as a description writes it: "2432" */
	const char *why;   /* lower case, no full stop: "no kernel prints it" */
};

#endif
