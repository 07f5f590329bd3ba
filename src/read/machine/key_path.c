/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "read/machine/key_path.h"

#include <stdio.h>
#include <string.h>

const char *nkv_key_path_text(const struct nkv_key_path *path, char buffer[NKV_KEY_PATH_BYTES])
{
	size_t used;

	buffer[0] = '\0';
	if (!path->outer)
		return buffer;
	nkv_key_path_text(path->outer, buffer);
	used = strlen(buffer);
	if (path->name)
		snprintf(buffer + used, NKV_KEY_PATH_BYTES - used, "%s%s", used > 0 ? "." : "",
			 path->name);
	else
		snprintf(buffer + used, NKV_KEY_PATH_BYTES - used, "[%zu]", path->index);
	return buffer;
}

const char *nkv_key_path_where(const struct nkv_key_path *path, char buffer[NKV_KEY_WHERE_BYTES])
{
	buffer[0] = '\0';
	if (path->outer) {
		char text[NKV_KEY_PATH_BYTES];

		snprintf(buffer, NKV_KEY_WHERE_BYTES, " in %s", nkv_key_path_text(path, text));
	}
	return buffer;
}
