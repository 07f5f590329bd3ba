/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The lines about the E820 map and the command line (1). */
#include "core/console/console.h"
#include "core/rules.h"

static const char *type_name(const struct nkv_console *console, uint32_t type)
{
	if (type == NKV_E820_UNUSABLE &&
	    console->plan->machine->kernel.profile->rules->names_type_5)
		return "unusable";
	return nkv_e820_type_name(type);
}

void nkv_say_map(const struct nkv_console *console, enum nkv_console_form form,
		 const struct nkv_e820_map *map)
{
	for (size_t i = 0; i < map->count; i++) {
		const struct nkv_e820_entry *entry = &map->entries[i];

		nkv_console_say(
			console,
			(struct nkv_said){
				.form = form,
				.values = { entry->start, entry->start + entry->size, entry->type },
				.word = type_name(console, entry->type),
			});
	}
}

static void say_alone(const struct nkv_console *console, enum nkv_console_form form)
{
	nkv_console_say(console, (struct nkv_said){ .form = form });
}

void nkv_say_bios_map(const struct nkv_console *console)
{
	if (console->plan->e820_dropped > 0)
		say_alone(console, NKV_SAY_MAP_FULL);
	say_alone(console, NKV_SAY_BIOS_MAP);
	nkv_say_map(console, NKV_SAY_BIOS_ENTRY, &console->plan->bios_e820);
}

static void say_limit(const struct nkv_console *console, enum nkv_console_form form,
		      const struct nkv_e820_map *map)
{
	if (console->plan->machine->kernel.profile->rules->prints_map_limits)
		nkv_say_map(console, form, map);
}

/* A word's effect on the map, as the kernel prints it while it reads the command line. */
static void say_word(const struct nkv_console *console, struct nkv_e820_map *map,
		     const struct nkv_word *word)
{
	if (word->kind == NKV_WORD_LIMIT)
		say_limit(console, NKV_SAY_LIMIT_START, map);
	switch (nkv_e820_apply(&console->plan->machine->kernel, map, word)) {
	case NKV_MAP_LIMITED:
		say_limit(console, NKV_SAY_LIMIT_ENDFOR, map);
		break;
	case NKV_MAP_LIMIT_UNREACHED:
		say_limit(console, NKV_SAY_LIMIT_ENDFUNC, map);
		break;
	case NKV_MAP_FULL:
		say_alone(console, NKV_SAY_MAP_FULL);
		break;
	default:
		break;
	}
}

void nkv_say_cmdline(const struct nkv_console *console)
{
	const struct nkv_plan *plan = console->plan;
	const char *cursor = plan->machine->cmdline ? plan->machine->cmdline : "";
	struct nkv_e820_map map = plan->bios_e820;
	struct nkv_word word;

	while (nkv_cmdline_next(&cursor, &word))
		say_word(console, &map, &word);
	if (!plan->user_defined_e820)
		return;
	say_alone(console, NKV_SAY_USER_MAP);
	nkv_say_map(console, NKV_SAY_USER_ENTRY, &plan->e820);
}
