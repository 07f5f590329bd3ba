/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "base/utf8.h"

#include <stdlib.h>
#include <string.h>

const char nkv_utf8_replacement[4] = "\xef\xbf\xbd";

enum { REPLACEMENT_BYTES = sizeof(nkv_utf8_replacement) - 1 };

size_t nkv_utf8_character_bytes(const char *characters)
{
	const unsigned char *text = (const unsigned char *)characters;
	/* The second byte's least and greatest for each lead byte; the others are 80..bf. */
	static const struct {
		unsigned char from, to, least, greatest;
		size_t bytes;
	} leads[] = {
		{ 0x00, 0x7f, 0x00, 0xff, 1 }, { 0xc2, 0xdf, 0x80, 0xbf, 2 },
		{ 0xe0, 0xe0, 0xa0, 0xbf, 3 }, { 0xe1, 0xec, 0x80, 0xbf, 3 },
		{ 0xed, 0xed, 0x80, 0x9f, 3 }, { 0xee, 0xef, 0x80, 0xbf, 3 },
		{ 0xf0, 0xf0, 0x90, 0xbf, 4 }, { 0xf1, 0xf3, 0x80, 0xbf, 4 },
		{ 0xf4, 0xf4, 0x80, 0x8f, 4 },
	};

	for (size_t i = 0; i < sizeof(leads) / sizeof(leads[0]); i++) {
		if (text[0] < leads[i].from || text[0] > leads[i].to)
			continue;
		if (leads[i].bytes > 1 && (text[1] < leads[i].least || text[1] > leads[i].greatest))
			return 0;
		for (size_t j = 2; j < leads[i].bytes; j++)
			if ((text[j] & 0xc0) != 0x80)
				return 0;
		return leads[i].bytes;
	}
	return 0;
}

char *nkv_utf8_valid(const char *text)
{
	size_t used = 0;
	char *valid = malloc(strlen(text) * REPLACEMENT_BYTES + 1);

	if (!valid)
		return NULL;
	while (*text) {
		size_t bytes = nkv_utf8_character_bytes(text);

		memcpy(valid + used, bytes ? text : nkv_utf8_replacement,
		       bytes ? bytes : REPLACEMENT_BYTES);
		used += bytes ? bytes : REPLACEMENT_BYTES;
		text += bytes ? bytes : 1;
	}
	valid[used] = '\0';
	return valid;
}
