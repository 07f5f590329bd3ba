/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A look at how a stream begins, also of a pipe, without taking anything from it. */
#ifndef NUMAKVA_READ_PEEK_H
#define NUMAKVA_READ_PEEK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

enum { NKV_PEEK_BYTES_MAX = 65536 };

struct nkv_peek {
	FILE *file; /* what is looked at; nothing has been read from it */
	int fd;	    /* of the file, or -1 */
	char *head; /* what has been seen */
	size_t length;
	size_t capacity;
	size_t given; /* bytes of `head` that the replay has given */
	int error;    /* errno of what failed, for the replay to tell */
	bool ended;   /* `head` is all */
};

/* A peek of `file`, which stays the caller's and must outlive it. Nothing is read yet. */
void nkv_peek_begin(struct nkv_peek *peek, FILE *file);

/*
 * Looks further, as far as the input has something at hand. Returns false if
 * there is no more to be seen: at the end, after NKV_PEEK_BYTES_MAX, or after
 * an error, which the replay tells.
 */
bool nkv_peek_more(struct nkv_peek *peek);

/* A stream of the whole input, from its first byte. To be closed before the peek is freed. */
FILE *nkv_peek_replay(struct nkv_peek *peek);

void nkv_peek_free(struct nkv_peek *peek);

#endif
