/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What the name of an output leads to. */
#ifndef NUMAKVA_CLI_OUTPUT_DESTINATION_PATH_H
#define NUMAKVA_CLI_OUTPUT_DESTINATION_PATH_H

#include <stdbool.h>

/* The last name in a path; "" if there is none, as after a slash. */
const char *nkv_path_name(const char *path);

/*
 * The name that the symbolic links at `path` end in, of a file that need not be
 * there, or of a descriptor; to be freed. NULL with errno set if there are too
 * many links.
 */
char *nkv_path_follow(const char *path);

/*
 * Whether a path that was followed names a descriptor of a process: an entry of
 * /proc/PID/fd, which /dev/stdout and /dev/fd lead to.
 */
bool nkv_path_is_descriptor(const char *path);

/* What such a path names, for writing where the process writes; negative with errno set. */
int nkv_path_open_descriptor(const char *path);

#endif
