/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Reads the beginning of a stream, also of a pipe, and gives it back to who reads it then. */
#ifndef NUMAKVA_READ_LOOKAHEAD_H
#define NUMAKVA_READ_LOOKAHEAD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>
#include <sys/types.h>

enum { NKV_LOOKAHEAD_BYTES_MAX = 65536 };

struct nkv_lookahead {
	FILE *file; /* what is looked at; nothing has been read from it */
	int fd;	    /* of the file, or -1 */
	char *head; /* what has been seen */
	size_t length;
	size_t capacity;
	size_t given; /* bytes of `head` that the replay has given */
	int error;    /* errno of a failed read, which the replay reports */
	bool ended;   /* `head` is all */
};

/*
 * Begins with `file`, which stays the caller's and must outlive the lookahead; NULL if nothing will
 * be read. Reads nothing yet.
 */
void nkv_lookahead_begin(struct nkv_lookahead *ahead, FILE *file);

/*
 * Reads more, as much as is available without waiting for a full buffer.
 * Returns false at the end, after NKV_LOOKAHEAD_BYTES_MAX, and after an error,
 * which the replay reports.
 */
bool nkv_lookahead_more(struct nkv_lookahead *ahead);

/*
 * Reads the input from its first byte on, as read(2) does: what is at hand, at least one byte;
 * 0 at the end; -1 with errno if reading failed.
 */
ssize_t nkv_lookahead_read(struct nkv_lookahead *ahead, char *bytes, size_t size);

/* A stream of the same. Close it before the lookahead is freed. */
FILE *nkv_lookahead_replay(struct nkv_lookahead *ahead);

void nkv_lookahead_free(struct nkv_lookahead *ahead);

#endif
