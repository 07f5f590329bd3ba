/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * What the command's exit status says. Of several that apply, the greatest is
 * given.
 */
#ifndef NUMAKVA_CLI_EXIT_H
#define NUMAKVA_CLI_EXIT_H

/* The values of sysexits.h where it has the case. */
enum nkv_exit {
	NKV_EXIT_OK = 0,
	NKV_EXIT_FAILED = 1,	/* a machine does not pass the check, or a boot differs */
	NKV_EXIT_USAGE = 64,	/* wrong usage */
	NKV_EXIT_INPUT = 65,	/* a machine could not be read */
	NKV_EXIT_OPEN = 66,	/* a file cannot be opened */
	NKV_EXIT_INTERNAL = 70, /* out of memory */
	NKV_EXIT_IO = 74,	/* a read or write failed */
};

/* The status that counts when both apply. */
static inline enum nkv_exit nkv_exit_worse(enum nkv_exit a, enum nkv_exit b)
{
	return a > b ? a : b;
}

#endif
