/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The exit status of the command. If several apply, the greatest is returned. */
#ifndef NUMAKVA_CLI_EXIT_H
#define NUMAKVA_CLI_EXIT_H

/* The values of sysexits.h, if it has one for the case. */
enum nkv_exit {
	NKV_EXIT_OK = 0,
	NKV_EXIT_FAILED = 1,	/* a machine fails the check, or a boot differs from the plan */
	NKV_EXIT_USAGE = 64,	/* wrong usage */
	NKV_EXIT_INPUT = 65,	/* a machine could not be read */
	NKV_EXIT_OPEN = 66,	/* a file cannot be opened */
	NKV_EXIT_INTERNAL = 70, /* out of memory */
	NKV_EXIT_IO = 74,	/* a read or write failed */
};

/* The greater of two statuses. */
static inline enum nkv_exit nkv_exit_worse(enum nkv_exit a, enum nkv_exit b)
{
	return a > b ? a : b;
}

#endif
