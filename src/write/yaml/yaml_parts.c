/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "write/yaml/yaml_parts.h"

#include <inttypes.h>
#include <string.h>

#include "write/yaml/yaml_string.h"

/* --- numbers --- */

const char *nkv_yaml_hex(uint64_t number, char text[NKV_NUMBER_BYTES])
{
	snprintf(text, NKV_NUMBER_BYTES, "0x%" PRIx64, number);
	return text;
}

const char *nkv_yaml_amount(uint64_t bytes, char text[NKV_YAML_COMMENT_BYTES])
{
	if (bytes < UINT64_C(1) << 20)
		snprintf(text, NKV_YAML_COMMENT_BYTES, "%" PRIu64 " KiB", bytes >> 10);
	else if (bytes % (UINT64_C(1) << 20) == 0)
		snprintf(text, NKV_YAML_COMMENT_BYTES, "%" PRIu64 " MiB", bytes >> 20);
	else
		snprintf(text, NKV_YAML_COMMENT_BYTES, "%.1f MiB", (double)bytes / 1048576);
	return text;
}

int nkv_yaml_hex_width(uint64_t number)
{
	char text[NKV_NUMBER_BYTES];

	return (int)strlen(nkv_yaml_hex(number, text));
}

int nkv_yaml_wider(int a, int b)
{
	return a > b ? a : b;
}

const struct nkv_assumption *nkv_yaml_assumption(const struct nkv_yaml *yaml, const char *mapping,
						 const char *key)
{
	size_t length = strlen(mapping);

	for (size_t i = 0; i < yaml->subject->assumption_count; i++) {
		const struct nkv_assumption *assumed = &yaml->subject->assumptions[i];

		if (strncmp(assumed->key, mapping, length) == 0 &&
		    strcmp(assumed->key + length, key) == 0)
			return assumed;
	}
	return NULL;
}

void nkv_yaml_put_why(struct nkv_yaml *yaml, const struct nkv_assumption *assumed)
{
	fputs("# assumed: ", yaml->out);
	if (!nkv_yaml_comment(yaml->out, assumed->why))
		yaml->failed = true;
}

void nkv_yaml_put_assumed(struct nkv_yaml *yaml, const char *key)
{
	const struct nkv_assumption *assumed = nkv_yaml_assumption(yaml, "", key);

	if (!assumed)
		return;
	nkv_yaml_put_why(yaml, assumed);
	fputc('\n', yaml->out);
}

const char *nkv_yaml_boolean(bool value)
{
	return value ? "true" : "false";
}

/* --- ranges --- */

void nkv_yaml_put_range(FILE *out, uint64_t start, uint64_t size, int start_width, int end_width)
{
	char first[NKV_NUMBER_BYTES], end[NKV_NUMBER_BYTES];

	nkv_yaml_hex(start, first);
	nkv_yaml_hex(start + size, end);
	fprintf(out, "start: %s,%*s end: %s,%*s ", first, start_width - (int)strlen(first), "", end,
		end_width - (int)strlen(end), "");
}
