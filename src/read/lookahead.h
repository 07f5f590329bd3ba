/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A look at how a stream begins, also of a pipe, without taking anything from it. */
#ifndef NUMAKVA_READ_LOOKAHEAD_H
#define NUMAKVA_READ_LOOKAHEAD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

enum { NKV_LOOKAHEAD_BYTES_MAX = 65536 };

struct nkv_lookahead {
	FILE *file; /* what is looked at; nothing has been read from it */
	int fd;	    /* of the file, or -1 */
	char *head; /* what has been seen */
	size_t length;
	size_t capacity;
	size_t given; /* bytes of `head` that the replay has given */
	int error;    /* errno of what failed, for the replay to tell */
	bool ended;   /* `head` is all */
};

/* A look at `file`, which stays the caller's and must outlive it. Nothing is read yet. */
void nkv_lookahead_begin(struct nkv_lookahead *ahead, FILE *file);

/*
 * Looks further, as far as the input has something at hand. Returns false if
 * there is no more to be seen: at the end, after NKV_LOOKAHEAD_BYTES_MAX, or after
 * an error, which the replay tells.
 */
bool nkv_lookahead_more(struct nkv_lookahead *ahead);

/* A stream of the whole input, from its first byte. To be closed before the lookahead is freed. */
FILE *nkv_lookahead_replay(struct nkv_lookahead *ahead);

void nkv_lookahead_free(struct nkv_lookahead *ahead);

#endif
