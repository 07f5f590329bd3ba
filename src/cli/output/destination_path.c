/* SPDX-License-Identifier: GPL-2.0-or-later */
#define _XOPEN_SOURCE 700 /* realpath */
#include "cli/output/destination_path.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/text.h"

/* The limit of Linux. */
enum { LINKS_FOLLOWED = 40 };

const char *nkv_path_name(const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash ? slash + 1 : path;
}

/* The length of a path without its last name. */
static size_t directory_length(const char *path)
{
	return (size_t)(nkv_path_name(path) - path);
}

/* A relative link begins in its own directory. */
static char *step(const char *path, const char *link)
{
	size_t length = link[0] == '/' ? 0 : directory_length(path);
	size_t size = length + strlen(link) + 1;
	char *next = malloc(size);

	if (next)
		snprintf(next, size, "%.*s%s", (int)length, path, link);
	return next;
}

/* The directory of a path, without symbolic links; "" if it does not exist. */
static void find_directory(const char *path, char directory[PATH_MAX])
{
	char with_links[PATH_MAX];
	int length = snprintf(with_links, sizeof(with_links), "%.*s.", (int)directory_length(path),
			      path);

	if ((size_t)length >= sizeof(with_links) || !realpath(with_links, directory))
		directory[0] = '\0';
}

bool nkv_path_is_descriptor(const char *path)
{
	char directory[PATH_MAX];

	find_directory(path, directory);
	return nkv_text_begins_with(directory, "/proc/") && nkv_text_ends_with(directory, "/fd");
}

char *nkv_path_follow(const char *path)
{
	char *at = strdup(path);
	char link[PATH_MAX];

	/* These entries only look like links: the file may have no name, or another one by now. */
	for (int links = 0; at && !nkv_path_is_descriptor(at); links++) {
		ssize_t length = readlink(at, link, sizeof(link) - 1);
		char *next = NULL;

		/* Not a link, or not readable: using the path will show it. */
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

/* The number of a descriptor of this process; -1 for any other path. */
static int own_descriptor(const char *path)
{
	const char *name = nkv_path_name(path);
	char directory[PATH_MAX], own[PATH_MAX];
	long number = strtol(name, NULL, 10);

	find_directory(path, directory);
	find_directory("/proc/self/", own);
	if (own[0] == '\0' || strncmp(directory, own, strlen(own)) != 0 ||
	    directory[strlen(own)] != '/')
		return -1;
	if (name[0] == '\0' || name[strspn(name, "0123456789")] != '\0' || number > INT_MAX)
		return -1;
	return (int)number;
}

int nkv_path_open_descriptor(const char *path)
{
	int own = own_descriptor(path), flags;

	/* The position of another process in the file is unknown: appending keeps what is there. */
	if (own < 0)
		return open(path, O_WRONLY | O_APPEND | O_CLOEXEC);
	/* Opening it again would begin at the start of the file. */
	flags = fcntl(own, F_GETFL);
	if (flags >= 0 && (flags & O_ACCMODE) != O_RDONLY)
		return fcntl(own, F_DUPFD_CLOEXEC, 0);
	errno = EBADF;
	return -1;
}
