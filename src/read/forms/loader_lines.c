/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Lines before a boot begins: of boot loaders, and of early 64-bit kernels. */
#include <string.h>

#include "read/forms/take_line.h"

static void set(struct nkv_log_fact_value *value, uint64_t number,
		const struct nkv_position *position)
{
	*value = (struct nkv_log_fact_value){ .given = true,
					      .number = number,
					      .position = *position };
}

/*
 * Takes the size, which can follow the address: "- END", ", SIZE bytes", "(SIZE bytes)", "size
 * SIZE".
 */
static void take_size(struct nkv_log_loader *loader, const char *rest, uint64_t start,
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
			set(&loader->initrd_size, captures[0].number - start, position);
	for (size_t i = 0; i < sizeof(sizes) / sizeof(sizes[0]); i++)
		if (nkv_match(rest, sizes[i], captures) == NKV_MATCH_WHOLE)
			set(&loader->initrd_size, captures[0].number, position);
}

/* "Bootdata ok (command line is ro root=/dev/sda1)" */
static enum nkv_match take_boot_data(struct nkv_log_loader *loader, const char *line,
				     const struct nkv_position *position)
{
	struct nkv_capture captures[NKV_CAPTURES_MAX];
	enum nkv_match match = nkv_match(line, "Bootdata ok (command line is %*", captures);
	size_t length = captures[0].length;

	if (match != NKV_MATCH_WHOLE)
		return match;
	if (length > 0 && captures[0].text[length - 1] == ')')
		length--;
	loader->cmdline.given = false;
	nkv_log_cmdline_note(&loader->cmdline, captures[0].text, length, position);
	return match;
}

static enum nkv_match take_initrd(struct nkv_log_loader *loader, const char *line,
				  const struct nkv_position *position)
{
	struct nkv_capture captures[NKV_CAPTURES_MAX];
	enum nkv_match match = nkv_match(line, "[Linux-initrd @ %x, %x bytes]", captures);

	if (match == NKV_MATCH_WHOLE) {
		set(&loader->initrd_start, captures[0].number, position);
		set(&loader->initrd_size, captures[1].number, position);
	}
	if (match != NKV_MATCH_NONE)
		return match;
	if (nkv_match(line, "initrd %w at %x%*", captures) != NKV_MATCH_WHOLE)
		return NKV_MATCH_NONE;
	loader->initrd_size.given = false;
	set(&loader->initrd_start, captures[1].number, position);
	take_size(loader, captures[2].text, captures[1].number, position);
	return NKV_MATCH_WHOLE;
}

enum nkv_match nkv_loader_line_take(struct nkv_log_loader *loader, const char *line,
				    const struct nkv_position *position)
{
	enum nkv_match match = take_boot_data(loader, line, position);

	return match == NKV_MATCH_NONE ? take_initrd(loader, line, position) : match;
}
