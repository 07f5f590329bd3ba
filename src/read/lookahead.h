/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Reads the beginning of a stream, which can be a pipe, so that it can be read again later. */
#ifndef NUMAKVA_READ_LOOKAHEAD_H
#define NUMAKVA_READ_LOOKAHEAD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>
#include <sys/types.h>

enum { NKV_LOOKAHEAD_BYTES_MAX = 65536 };

struct nkv_lookahead {
	FILE *file; /* the file; nothing was read from it before */
	int fd;	    /* its descriptor, or -1 */
	char *head; /* the bytes that were read */
	size_t length;
	size_t capacity;
	size_t given; /* bytes of `head` that the replay has returned */
	int error;    /* errno of a failed read, for the replay to report */
	bool ended;   /* `head` is the whole file */
};

/*
 * Prepares for `file`, which the caller owns and which must outlive the lookahead; NULL if
 * nothing will be read. Reads nothing yet.
 */
void nkv_lookahead_begin(struct nkv_lookahead *ahead, FILE *file);

/*
 * Reads more, as much as is available without waiting. Returns false at the
 * end, after NKV_LOOKAHEAD_BYTES_MAX bytes, and after an error, which the
 * replay reports.
 */
bool nkv_lookahead_more(struct nkv_lookahead *ahead);

/*
 * Reads the input from its first byte on, like read(2): the available bytes, at least one; 0
 * at the end; -1 with errno after an error.
 */
ssize_t nkv_lookahead_read(struct nkv_lookahead *ahead, char *bytes, size_t size);

/* A stream with the same bytes. Close it before the lookahead is freed. */
FILE *nkv_lookahead_replay(struct nkv_lookahead *ahead);

void nkv_lookahead_free(struct nkv_lookahead *ahead);

#endif
