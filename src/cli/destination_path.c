/* SPDX-License-Identifier: GPL-2.0-or-later */
#define _POSIX_C_SOURCE 200809L
#include "cli/destination_path.h"

#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* Where Linux gives up. */
enum { LINKS_FOLLOWED = 40 };

/* How long a path is up to its last name. */
static size_t directory_length(const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash ? (size_t)(slash - path) + 1 : 0;
}

/* A link counts from the directory that it is in. */
static char *step(const char *path, const char *link)
{
	size_t length = link[0] == '/' ? 0 : directory_length(path);
	size_t size = length + strlen(link) + 1;
	char *next = malloc(size);

	if (next)
		snprintf(next, size, "%.*s%s", (int)length, path, link);
	return next;
}

char *nkv_path_follow(const char *path)
{
	char *at = strdup(path);
	char link[PATH_MAX];

	for (int links = 0; at; links++) {
		ssize_t length = readlink(at, link, sizeof(link) - 1);
		char *next = NULL;

		/* No link, or one that may not be read: using it will tell. */
		if (length < 0)
			break;
		link[length] = '\0';
		if (links < LINKS_FOLLOWED)
			next = step(at, link);
		free(at);
		at = next;
		if (links == LINKS_FOLLOWED)
			errno = ELOOP;
	}
	return at;
}
