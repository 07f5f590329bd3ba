/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What boot loaders say of an initrd. */
#include <string.h>

#include "read/forms/take_line.h"

static void set(struct nkv_log_fact_value *value, uint64_t number,
		const struct nkv_position *position)
{
	*value = (struct nkv_log_fact_value){ .given = true,
					      .number = number,
					      .position = *position };
}

/* What may follow the address: "- END", ", SIZE bytes", "(SIZE bytes)", "size SIZE". */
static void take_size(struct nkv_log_initrd *initrd, const char *rest, uint64_t start,
		      const struct nkv_position *position)
{
	static const char *const ends[] = { "- %x%*", "-%x%*", "to %x%*" };
	static const char *const sizes[] = { ", %i bytes%*", "(%i bytes)%*", ", size %i%*",
					     ", size=%i%*",  "size %i%*",    "%i bytes%*" };
	struct nkv_capture captures[NKV_CAPTURES_MAX];

	rest += strspn(rest, " \t");
	for (size_t i = 0; i < sizeof(ends) / sizeof(ends[0]); i++)
		if (nkv_match(rest, ends[i], captures) == NKV_MATCH_WHOLE &&
		    captures[0].number >= start)
			set(&initrd->size, captures[0].number - start, position);
	for (size_t i = 0; i < sizeof(sizes) / sizeof(sizes[0]); i++)
		if (nkv_match(rest, sizes[i], captures) == NKV_MATCH_WHOLE)
			set(&initrd->size, captures[0].number, position);
}

enum nkv_match nkv_loader_line_take(struct nkv_log_initrd *initrd, const char *line,
				    const struct nkv_position *position)
{
	struct nkv_capture captures[NKV_CAPTURES_MAX];
	enum nkv_match match = nkv_match(line, "[Linux-initrd @ %x, %x bytes]", captures);

	if (match == NKV_MATCH_WHOLE) {
		set(&initrd->start, captures[0].number, position);
		set(&initrd->size, captures[1].number, position);
	}
	if (match != NKV_MATCH_NONE)
		return match;
	if (nkv_match(line, "initrd %w at %x%*", captures) != NKV_MATCH_WHOLE)
		return NKV_MATCH_NONE;
	*initrd = (struct nkv_log_initrd){ 0 };
	set(&initrd->start, captures[1].number, position);
	take_size(initrd, captures[2].text, captures[1].number, position);
	return NKV_MATCH_WHOLE;
}
