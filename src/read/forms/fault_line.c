/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "read/forms/fault_line.h"

#include <stdlib.h>
#include <string.h>

#include "base/text.h"

struct words {
	const char *words;
	enum nkv_fault_kind kind;
};

/* Beginnings of lines. "Int" is a trap before the kernel can handle any. */
static const struct words beginnings[] = {
	{ "kernel BUG at ", NKV_FAULT_BUG },
	{ "invalid opcode: ", NKV_FAULT_BUG },
	{ "invalid operand: ", NKV_FAULT_BUG },
	{ "Int 6:", NKV_FAULT_BUG },
	{ "BUG: Int 6:", NKV_FAULT_BUG },
	{ "Int ", NKV_FAULT_TRAP },
	{ "BUG: Int ", NKV_FAULT_TRAP },
	{ "BUG: unable to handle ", NKV_FAULT_TRAP },
	{ "Unable to handle kernel ", NKV_FAULT_TRAP },
	{ "Oops: ", NKV_FAULT_TRAP },
	{ "general protection fault", NKV_FAULT_TRAP },
	{ "double fault", NKV_FAULT_TRAP },
	{ "divide error: ", NKV_FAULT_TRAP },
};

/* The reasons of panics that occur when the kernel has booted. */
static const char *const no_root[] = {
	"Unable to mount root fs",
	"No init found",
	"No working init found",
};

/* "Int 14: CR2 f8000000": other lines can begin with "Int", too. */
static bool is_trap_line(const char *text)
{
	const char *interrupt = strstr(text, "Int ");
	size_t digits;

	if (!interrupt)
		return true;
	interrupt += strlen("Int ");
	digits = strspn(interrupt, "0123456789");
	return digits > 0 && interrupt[digits] == ':';
}

static enum nkv_fault_kind panic_kind(const char *text)
{
	for (size_t i = 0; i < sizeof(no_root) / sizeof(no_root[0]); i++)
		if (strstr(text, no_root[i]))
			return NKV_FAULT_NO_ROOT;
	return NKV_FAULT_PANIC;
}

bool nkv_fault_line_parse(const char *text, enum nkv_fault_kind *kind)
{
	if (nkv_text_begins_with(text, "Kernel panic")) {
		*kind = panic_kind(text);
		return true;
	}
	for (size_t i = 0; i < sizeof(beginnings) / sizeof(beginnings[0]); i++) {
		if (!nkv_text_begins_with(text, beginnings[i].words))
			continue;
		*kind = beginnings[i].kind;
		return is_trap_line(text);
	}
	return false;
}

bool nkv_bad_page_line_parse(const char *text, uint64_t *vaddr)
{
	static const char page[] = ", page ";
	const char *found = strstr(text, page);

	if (!nkv_text_begins_with(text, "Bad page state "))
		return false;
	*vaddr = found ? strtoull(found + sizeof(page) - 1, NULL, 16) : 0;
	return true;
}
