/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "read/forms/log_version.h"

#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

struct nkv_log_version nkv_log_version_read(const char *text)
{
	struct nkv_log_version version = { { 0 }, false };
	char *end = (char *)(uintptr_t)text;

	for (size_t i = 0; i < NKV_LOG_VERSION_NUMBERS && *text; i++) {
		version.numbers[i] = strtoul(text, &end, 10);
		text = *end == '.' ? end + 1 : end;
	}
	version.has_suffix = *end != '\0';
	return version;
}

bool nkv_log_version_is_from(const char *text, const char *least)
{
	struct nkv_log_version version = nkv_log_version_read(text);
	struct nkv_log_version first = nkv_log_version_read(least);

	for (size_t i = 0; i < NKV_LOG_VERSION_NUMBERS; i++)
		if (version.numbers[i] != first.numbers[i])
			return version.numbers[i] > first.numbers[i];
	return true;
}
