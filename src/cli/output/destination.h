/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Where results go: standard output, a descriptor, a device, or a file that is
 * replaced whole or not at all.
 */
#ifndef NUMAKVA_CLI_OUTPUT_DESTINATION_H
#define NUMAKVA_CLI_OUTPUT_DESTINATION_H

#include <stdbool.h>
#include <stdio.h>

#include "cli/exit.h"

struct nkv_destination {
	FILE *file;
	const char *name;    /* for messages */
	const char *refusal; /* what could not be done if it is not opened */
	char *target;	     /* the file to replace; NULL if `file` is written directly */
	char *temporary;     /* written in its place until then */
	int error;	     /* errno of the first write that failed; 0: none did */
};

/*
 * Opens `path`; NULL and "-" are standard output, and /dev/stdout and its like
 * what is open there. A regular file, or one that is not there yet, is written
 * to a temporary file beside it, which a signal that ends the program removes.
 * Says what went wrong; NKV_EXIT_OK if nothing.
 */
enum nkv_exit nkv_destination_open(struct nkv_destination *destination, const char *path);

/* Whether a write has failed, so that more is in vain. To be asked after each piece of work. */
bool nkv_destination_failed(struct nkv_destination *destination);

/*
 * Ends the output after work that came to `status`, and returns what is to be
 * the exit status: a write that failed is said and makes it NKV_EXIT_IO, but
 * for a pipe that its reader closed. A file is replaced only if the work
 * succeeded; otherwise it stays as it was.
 */
enum nkv_exit nkv_destination_close(struct nkv_destination *destination, enum nkv_exit status);

#endif
