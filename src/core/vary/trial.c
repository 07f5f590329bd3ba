/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/vary/trial.h"

#include <string.h>

enum { WORD_BYTES = sizeof(" vmalloc=4294967295M") };

/* --- the command line with a word in place of others --- */

size_t nkv_remedy_cmdline_bytes(const struct nkv_machine *machine)
{
	return (machine->cmdline ? strlen(machine->cmdline) : 0) + WORD_BYTES;
}

static char *put_word(char *end, const char *start, const char *word, size_t length)
{
	if (end > start)
		*end++ = ' ';
	memcpy(end, word, length);
	return end + length;
}

static char *put_number(char *end, uint32_t number)
{
	char digits[10];
	size_t count = 0;

	do {
		digits[count++] = (char)('0' + number % 10);
		number /= 10;
	} while (number > 0);
	while (count > 0)
		*end++ = digits[--count];
	return end;
}

/* The words that a change takes the place of; NKV_WORD_OTHER stands for none. */
static enum nkv_word_kind replaced_words(const struct nkv_remedy *remedy)
{
	switch (remedy->kind) {
	case NKV_REMEDY_MEM:
		return NKV_WORD_LIMIT;
	case NKV_REMEDY_VMALLOC:
		return NKV_WORD_VMALLOC;
	default:
		return NKV_WORD_OTHER;
	}
}

void nkv_remedy_cmdline(const struct nkv_machine *machine, const struct nkv_remedy *remedy,
			char *cmdline)
{
	enum nkv_word_kind replaced = replaced_words(remedy);
	const char *name = replaced == NKV_WORD_LIMIT ? "mem=" : "vmalloc=";
	const char *cursor = machine->cmdline ? machine->cmdline : "";
	struct nkv_word word;
	char *end = cmdline;

	while (nkv_cmdline_next(&cursor, &word))
		if (word.kind == NKV_WORD_OTHER || word.kind != replaced)
			end = put_word(end, cmdline, word.text, word.length);
	if (replaced != NKV_WORD_OTHER && remedy->size_mb > 0) {
		end = put_word(end, cmdline, name, strlen(name));
		end = put_number(end, remedy->size_mb);
		*end++ = 'M';
	}
	*end = '\0';
}

/* --- trials --- */

static void change_machine(struct nkv_trial *trial, const struct nkv_remedy *remedy)
{
	trial->machine = *trial->given->machine;
	switch (remedy->kind) {
	case NKV_REMEDY_PROFILE:
		trial->machine.kernel.profile = remedy->profile;
		break;
	case NKV_REMEDY_MEMORY_MODEL:
		trial->machine.kernel.memory_model = remedy->memory_model;
		break;
	case NKV_REMEDY_INITRD:
		trial->machine.initrd_start = remedy->initrd_start;
		break;
	case NKV_REMEDY_MEM:
	case NKV_REMEDY_VMALLOC:
		nkv_remedy_cmdline(trial->given->machine, remedy, trial->cmdline);
		trial->machine.cmdline = trial->cmdline;
		break;
	}
}

static bool is_initrd_disabled(const struct nkv_plan *plan)
{
	return plan->initrd_fate >= NKV_INITRD_WRAPS;
}

bool nkv_trial_passes(struct nkv_trial *trial, struct nkv_remedy *remedy)
{
	change_machine(trial, remedy);
	if (nkv_plan_machine(&trial->machine, trial->lists, trial->lists_bytes, trial->plan) !=
	    NKV_OK)
		return false;
	remedy->initrd_disabled =
		is_initrd_disabled(trial->plan) && !is_initrd_disabled(trial->given);
	nkv_check_plan(trial->plan, trial->goal, &trial->check);
	return trial->check.pass;
}
