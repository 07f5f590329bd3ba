/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The lines that kernels print during setup: one in each row (9). */
#include "core/console/console.h"

#define VARIES NKV_CONSOLE_VARIES
#define DEBUG NKV_CONSOLE_DEBUG
#define SRAT NKV_CONSOLE_SRAT
#define FOLLOWS NKV_CONSOLE_FOLLOWS
#define FIRMWARE NKV_CONSOLE_FIRMWARE
#define SEARCHED NKV_CONSOLE_SEARCHED
#define SAME ""
#define NO_KEY NKV_CONSOLE_NO_KEY

#define LINE(name, ...) [NKV_SAY_##name] = { __VA_ARGS__ },

static const struct nkv_console_kind kinds[NKV_SAY_COUNT] = {
#include "core/console/lines.def"
};

const char *nkv_console_text(const struct nkv_console_kind *kind, bool in_later_words)
{
	return in_later_words && kind->later[0] ? kind->later : kind->form;
}

const struct nkv_console_kind *nkv_console_kind(enum nkv_console_form form)
{
	return &kinds[form];
}

const char *nkv_console_unsaid(const struct nkv_console_kind *kind)
{
	return kind == &kinds[NKV_SAY_SRAT_MEMORY] ? "(type 0x" : NULL;
}

bool nkv_console_is_of_nodes(const struct nkv_console_kind *kind)
{
	static const enum nkv_console_form forms[] = {
		NKV_SAY_NODE_RANGE,    NKV_SAY_RESERVING,	NKV_SAY_SHRINKING_FURTHER,
		NKV_SAY_SHRINKING,     NKV_SAY_RESERVING_TOTAL, NKV_SAY_KVA_START,
		NKV_SAY_RESERVE_PAGES, NKV_SAY_WINDOW,
	};

	for (size_t i = 0; i < sizeof(forms) / sizeof(forms[0]); i++)
		if (kind == &kinds[forms[i]])
			return true;
	return (kind->traits & SRAT) != 0;
}
