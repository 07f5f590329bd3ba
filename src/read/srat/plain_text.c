/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "read/srat/plain_text.h"

/* The NUL half of a character, and the bytes of the byte order mark, which UTF-8 never has. */
static bool is_dropped(unsigned char c)
{
	return c == 0 || c == 0xfe || c == 0xff;
}

size_t nkv_plain_text(struct nkv_plain_text *state, unsigned char *bytes, size_t length)
{
	size_t kept = 0;

	for (size_t i = 0; i < length; i++) {
		unsigned char c = bytes[i];

		if (is_dropped(c))
			continue;
		if (c != '\n' || !state->after_return)
			bytes[kept++] = c == '\r' ? '\n' : c;
		state->after_return = c == '\r';
	}
	return kept;
}
