/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "read/machine/path.h"

#include <stdio.h>
#include <string.h>

const char *nkv_path_text(const struct nkv_path *path, char buffer[NKV_PATH_BYTES])
{
	size_t used;

	buffer[0] = '\0';
	if (!path->outer)
		return buffer;
	nkv_path_text(path->outer, buffer);
	used = strlen(buffer);
	if (path->name)
		snprintf(buffer + used, NKV_PATH_BYTES - used, "%s%s", used > 0 ? "." : "",
			 path->name);
	else
		snprintf(buffer + used, NKV_PATH_BYTES - used, "[%zu]", path->index);
	return buffer;
}

const char *nkv_where(const struct nkv_path *path, char buffer[NKV_WHERE_BYTES])
{
	buffer[0] = '\0';
	if (path->outer) {
		char text[NKV_PATH_BYTES];

		snprintf(buffer, NKV_WHERE_BYTES, " in %s", nkv_path_text(path, text));
	}
	return buffer;
}
