/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The destination of results: standard output, a descriptor, a device, or a
 * file that is replaced as a whole or not at all.
 */
#ifndef NUMAKVA_CLI_OUTPUT_DESTINATION_H
#define NUMAKVA_CLI_OUTPUT_DESTINATION_H

#include <stdbool.h>
#include <stdio.h>

#include "cli/exit.h"

struct nkv_destination {
	FILE *file;
	const char *name;    /* for messages */
	const char *refusal; /* for the message if it cannot be opened */
	char *target;	     /* the file to replace; NULL if `file` is written directly */
	char *temporary;     /* written instead, until it is complete */
	int error;	     /* errno of the first failed write; 0: none failed */
};

/*
 * Opens `path`. NULL and "-" are standard output; /dev/stdout and the like are
 * what is open there. For a regular or new file, a temporary file is written
 * next to it, which is removed if a signal ends the program. Reports errors;
 * returns NKV_EXIT_OK if there are none.
 */
enum nkv_exit nkv_destination_open(struct nkv_destination *destination, const char *path);

/* Whether a write has failed, so that more work is useless. Call this after each piece of work. */
bool nkv_destination_failed(struct nkv_destination *destination);

/*
 * Ends the output. `status` is that of the work. Returns the exit status: a
 * failed write is reported and makes it NKV_EXIT_IO, except for a pipe whose
 * reader closed it. A file is replaced only if the work succeeded; otherwise it
 * is unchanged.
 */
enum nkv_exit nkv_destination_close(struct nkv_destination *destination, enum nkv_exit status);

#endif
