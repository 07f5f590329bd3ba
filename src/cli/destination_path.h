/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What the name of an output leads to. */
#ifndef NUMAKVA_CLI_DESTINATION_PATH_H
#define NUMAKVA_CLI_DESTINATION_PATH_H

/*
 * The name that the symbolic links at `path` end in, of a file that need not be
 * there; to be freed. NULL with errno set if there are too many links.
 */
char *nkv_path_follow(const char *path);

#endif
