/* SPDX-License-Identifier: GPL-2.0-or-later */
#define _GNU_SOURCE /* mkostemp */
#include "cli/output/destination.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cli/output/destination_path.h"
#include "cli/output/diagnostics.h"
#include "cli/output/signals.h"

static const char temporary_suffix[] = ".XXXXXX";

/* With the suffix, a name of this length is not too long for any file system. */
enum { NAME_KEPT_BYTES = 100 };

static mode_t new_mode(void)
{
	mode_t mask = umask(0);

	umask(mask);
	return 0666 & ~mask;
}

/*
 * If the group changes, members of the old group become others, and members of
 * the new group were others. Neither may get more rights than both had.
 */
static mode_t mode_in_other_group(mode_t mode)
{
	mode_t both = mode >> 3 & mode & 07;

	return (mode & 0700) | both << 3 | both;
}

/* Gives the file the owner and the group of the old one, as far as that is allowed. */
static bool copy_ownership(int fd, const struct stat *old)
{
	mode_t mode = old->st_mode & 0777;

	/* Before the permissions, which until then would be those of another owner. */
	if (fchown(fd, old->st_uid, old->st_gid) != 0 && fchown(fd, (uid_t)-1, old->st_gid) != 0)
		mode = mode_in_other_group(mode);
	return fchmod(fd, mode) == 0;
}

/* How much of a path the temporary name begins with; no character is divided. */
static size_t kept_length(const char *path)
{
	const char *name = nkv_path_name(path);
	size_t length = strlen(name);

	if (length > NAME_KEPT_BYTES)
		for (length = NAME_KEPT_BYTES; length > 0; length--)
			if (((unsigned char)name[length] & 0xc0) != 0x80)
				break;
	return (size_t)(name - path) + length;
}

static bool name_temporary(struct nkv_destination *destination)
{
	size_t kept = kept_length(destination->target), size = kept + sizeof(temporary_suffix);

	/* A temporary file in the directory '' could be made, but nothing is there: ENOENT. */
	if (nkv_path_name(destination->target)[0] == '\0')
		return false;
	destination->temporary = malloc(size);
	if (!destination->temporary)
		return false;
	snprintf(destination->temporary, size, "%.*s%s", (int)kept, destination->target,
		 temporary_suffix);
	return true;
}

static void forget_temporary(struct nkv_destination *destination)
{
	int error = errno;

	nkv_signals_keep();
	free(destination->temporary);
	free(destination->target);
	destination->temporary = NULL;
	destination->target = NULL;
	errno = error;
}

/* Opens the temporary file; NULL with errno set, and then no file is left. */
static FILE *open_temporary(struct nkv_destination *destination, const struct stat *old)
{
	FILE *file = NULL;
	int fd, error;

	nkv_signals_hold();
	fd = mkostemp(destination->temporary, O_CLOEXEC);
	if (fd >= 0)
		nkv_signals_remove(destination->temporary);
	nkv_signals_release();
	if (fd < 0)
		return NULL;
	if (old ? copy_ownership(fd, old) : fchmod(fd, new_mode()) == 0)
		file = fdopen(fd, "w");
	if (file)
		return file;
	error = errno;
	close(fd);
	unlink(destination->temporary);
	errno = error;
	return NULL;
}

static void open_beside(struct nkv_destination *destination, const struct stat *old)
{
	if (old && access(destination->target, W_OK) != 0)
		return;
	if (!name_temporary(destination))
		return;
	destination->file = open_temporary(destination, old);
	/* The old file itself can be opened, so that is not the problem. */
	if (!destination->file && old)
		destination->refusal = "cannot create a file beside";
}

static FILE *open_descriptor(const char *path)
{
	int fd = nkv_path_open_descriptor(path), error;
	FILE *file;

	if (fd < 0)
		return NULL;
	file = fdopen(fd, "w");
	if (file)
		return file;
	error = errno;
	close(fd);
	errno = error;
	return NULL;
}

static void open_file(struct nkv_destination *destination, const char *path)
{
	struct stat old;
	bool exists = stat(path, &old) == 0;

	if (exists && !S_ISREG(old.st_mode))
		destination->file = fopen(path, "we");
	else if (exists || errno == ENOENT)
		open_beside(destination, exists ? &old : NULL);
}

static bool open_path(struct nkv_destination *destination, const char *path)
{
	destination->name = path;
	destination->refusal = "cannot open";
	/* A symbolic link is kept: the file that it points to is replaced, or made. */
	destination->target = nkv_path_follow(path);
	if (!destination->target)
		return false;
	if (nkv_path_is_descriptor(destination->target))
		destination->file = open_descriptor(destination->target);
	else
		open_file(destination, path);
	if (!destination->file || !destination->temporary)
		forget_temporary(destination);
	return destination->file != NULL;
}

enum nkv_exit nkv_destination_open(struct nkv_destination *destination, const char *path)
{
	*destination = (struct nkv_destination){ 0 };
	if (!path || strcmp(path, "-") == 0) {
		destination->file = stdout;
		destination->name = "<stdout>";
		return NKV_EXIT_OK;
	}
	if (open_path(destination, path))
		return NKV_EXIT_OK;
	if (errno == ENOMEM) {
		nkv_say(stderr, "out of memory");
		return NKV_EXIT_INTERNAL;
	}
	nkv_say_errno(destination->refusal, path, errno);
	return NKV_EXIT_OPEN;
}

bool nkv_destination_failed(struct nkv_destination *destination)
{
	if (destination->error == 0 && ferror(destination->file))
		destination->error = errno != 0 ? errno : EIO;
	return destination->error != 0;
}

/* Keeps the first error. */
static void note(struct nkv_destination *destination, bool succeeded)
{
	if (!succeeded && destination->error == 0)
		destination->error = errno;
}

/* Whether the file is to be replaced by the output. */
static bool is_wanted(const struct nkv_destination *destination, enum nkv_exit status)
{
	return destination->target && status < NKV_EXIT_USAGE && destination->error == 0;
}

static void replace_target(struct nkv_destination *destination, enum nkv_exit status)
{
	bool wanted = is_wanted(destination, status);

	/* A signal between the rename and the end of this would remove another file. */
	nkv_signals_hold();
	if (wanted)
		note(destination, rename(destination->temporary, destination->target) == 0);
	if (!wanted || destination->error != 0)
		unlink(destination->temporary);
	forget_temporary(destination);
	nkv_signals_release();
}

enum nkv_exit nkv_destination_close(struct nkv_destination *destination, enum nkv_exit status)
{
	nkv_destination_failed(destination);
	note(destination, fflush(destination->file) == 0);
	if (is_wanted(destination, status))
		note(destination, fsync(fileno(destination->file)) == 0);
	note(destination, fclose(destination->file) == 0);
	if (destination->target)
		replace_target(destination, status);
	if (destination->error == 0 || destination->error == EPIPE)
		return status;
	nkv_say_errno("cannot write", destination->name, destination->error);
	return nkv_exit_worse(status, NKV_EXIT_IO);
}
