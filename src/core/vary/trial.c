/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/vary/trial.h"

#include <string.h>

/* The longest word that a change adds, including the blank before it. */
enum { WORD_BYTES = sizeof(" vmalloc=18446744073709551615K") };

/* --- the command line with words replaced --- */

size_t nkv_remedy_cmdline_bytes(const struct nkv_machine *machine)
{
	return (machine->cmdline ? strlen(machine->cmdline) : 0) +
	       (size_t)NKV_CHANGES_MAX * WORD_BYTES;
}

static char *put_word(char *end, const char *start, const char *word, size_t length)
{
	if (end > start)
		*end++ = ' ';
	memcpy(end, word, length);
	return end + length;
}

static char *put_size(char *end, uint64_t size_kb)
{
	char digits[20];
	size_t count = 0;
	bool is_whole = size_kb % 1024 == 0;
	uint64_t number = is_whole ? size_kb / 1024 : size_kb;

	do {
		digits[count++] = (char)('0' + number % 10);
		number /= 10;
	} while (number > 0);
	while (count > 0)
		*end++ = digits[--count];
	*end++ = is_whole ? 'M' : 'K';
	return end;
}

/* The words that a kind of change replaces, and the new one. */
static const struct {
	enum nkv_word_kind replaced; /* NKV_WORD_OTHER: not a word of the command line */
	const char *name;
} words[NKV_CHANGE_KINDS] = {
	[NKV_CHANGE_MEM] = { NKV_WORD_LIMIT, "mem=" },
	[NKV_CHANGE_VMALLOC] = { NKV_WORD_VMALLOC, "vmalloc=" },
	[NKV_CHANGE_HIGHMEM] = { NKV_WORD_HIGHMEM, "highmem=" },
};

static bool is_replaced(enum nkv_word_kind kind, const struct nkv_change *changes, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (kind != NKV_WORD_OTHER && kind == words[changes[i].kind].replaced)
			return true;
	return false;
}

static void change_cmdline(const struct nkv_machine *machine, const struct nkv_change *changes,
			   size_t count, char *cmdline)
{
	const char *cursor = machine->cmdline ? machine->cmdline : "";
	struct nkv_word word;
	char *end = cmdline;

	while (nkv_cmdline_next(&cursor, &word))
		if (!is_replaced(word.kind, changes, count))
			end = put_word(end, cmdline, word.text, word.length);
	for (size_t i = 0; i < count; i++) {
		const char *name = words[changes[i].kind].name;

		if (!name || changes[i].size_kb == 0)
			continue;
		end = put_word(end, cmdline, name, strlen(name));
		end = put_size(end, changes[i].size_kb);
	}
	*end = '\0';
}

void nkv_remedy_cmdline(const struct nkv_machine *machine, const struct nkv_remedy *remedy,
			char *cmdline)
{
	change_cmdline(machine, remedy->changes, remedy->change_count, cmdline);
}

/* --- trials --- */

size_t nkv_trial_bytes(const struct nkv_machine *machine)
{
	return nkv_arena_bytes(1, sizeof(struct nkv_plan)) +
	       nkv_arena_bytes(1, nkv_remedy_cmdline_bytes(machine)) +
	       nkv_arena_bytes(1, nkv_workspace_bytes(machine));
}

void nkv_trial_begin(struct nkv_trial *trial, const struct nkv_machine *machine,
		     struct nkv_arena *arena)
{
	trial->plan = nkv_arena_take(arena, 1, sizeof(*trial->plan));
	trial->cmdline = nkv_arena_take(arena, 1, nkv_remedy_cmdline_bytes(machine));
	trial->lists_bytes = nkv_workspace_bytes(machine);
	trial->lists = nkv_arena_take(arena, 1, trial->lists_bytes);
}

static void change_machine(struct nkv_trial *trial, const struct nkv_change *change)
{
	struct nkv_machine *machine = &trial->machine;

	*machine = *trial->given->machine;
	switch (change->kind) {
	case NKV_CHANGE_PROFILE:
		machine->kernel.profile = change->profile;
		break;
	case NKV_CHANGE_MODEL:
		machine->kernel.memory_model = change->model;
		break;
	case NKV_CHANGE_INITRD:
		machine->initrd_start = change->initrd_start;
		break;
	default:
		change_cmdline(trial->given->machine, change, 1, trial->cmdline);
		machine->cmdline = trial->cmdline;
		break;
	}
	if (trial->without_initrd)
		machine->initrd_start = machine->initrd_size = 0;
}

bool nkv_trial_passes(struct nkv_trial *trial, const struct nkv_change *change)
{
	trial->planned = false;
	if (trial->plans_left && *trial->plans_left == 0)
		return false;
	if (trial->plans_left)
		--*trial->plans_left;
	change_machine(trial, change);
	trial->planned = nkv_plan_machine(&trial->machine, trial->lists, trial->lists_bytes,
					  trial->plan) == NKV_OK;
	if (!trial->planned)
		return false;
	nkv_check_plan(trial->plan, trial->goal, &trial->check);
	return trial->check.pass;
}

static bool is_initrd_disabled(const struct nkv_plan *plan)
{
	return plan->initrd_fate >= NKV_INITRD_WRAPS;
}

bool nkv_trial_loses_initrd(const struct nkv_trial *trial)
{
	return is_initrd_disabled(trial->plan) && !is_initrd_disabled(trial->given);
}
