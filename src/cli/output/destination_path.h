/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Follows the path of an output. */
#ifndef NUMAKVA_CLI_OUTPUT_DESTINATION_PATH_H
#define NUMAKVA_CLI_OUTPUT_DESTINATION_PATH_H

#include <stdbool.h>

/* The last name in a path; "" if there is none, as after a slash. */
const char *nkv_path_name(const char *path);

/*
 * The path at the end of the symbolic links at `path`. It is that of a file,
 * which need not exist, or of a descriptor. To be freed. NULL with errno set if
 * there are too many links.
 */
char *nkv_path_follow(const char *path);

/*
 * Whether a path, after nkv_path_follow(), is a descriptor of a process: an
 * entry of /proc/PID/fd, to which /dev/stdout and /dev/fd lead.
 */
bool nkv_path_is_descriptor(const char *path);

/* Opens such a path for writing at the process's position; negative with errno set. */
int nkv_path_open_descriptor(const char *path);

#endif
