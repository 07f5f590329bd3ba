/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/vary/vary.h"

#include <string.h>

#include <numakva/plan.h>

enum {
	/* " highmem=" and the digits of 2^64 - 1, or fewer digits and a unit. */
	WORD_BYTES = 9 + 20 + 1,
};

/* Numbers in a plan are below this, because of JSON. */
#define NUMBER_MAX ((UINT64_C(1) << 53) - 1)

static const struct nkv_vary_info infos[NKV_VARY_KEYS] = {
	[NKV_VARY_MEM] = { "mem", 0, NUMBER_MAX },
	[NKV_VARY_HIGHMEM] = { "highmem", 0, NUMBER_MAX },
	[NKV_VARY_VMALLOC] = { "vmalloc", 0, NUMBER_MAX },
	[NKV_VARY_STRUCT_PAGE] = { "struct_page", NKV_STRUCT_PAGE_BYTES_MIN,
				   NKV_STRUCT_PAGE_BYTES_MAX },
	[NKV_VARY_PG_DATA] = { "pg_data", NKV_PG_DATA_BYTES_MIN, NKV_PG_DATA_BYTES_MAX },
	[NKV_VARY_INITRD_START] = { "initrd.start", 0, UINT32_MAX },
	[NKV_VARY_INITRD_SIZE] = { "initrd.size", 0, UINT32_MAX },
	[NKV_VARY_MEMORY] = { "memory", UINT64_C(2) << 20, NKV_MEMORY_END_MAX },
};

const struct nkv_vary_info *nkv_vary_info(enum nkv_vary_key key)
{
	return &infos[key];
}

enum nkv_vary_key nkv_vary_find(const char *name, size_t length)
{
	unsigned int key = 0;

	while (key < NKV_VARY_KEYS &&
	       (strlen(infos[key].name) != length || memcmp(infos[key].name, name, length) != 0))
		key++;
	return (enum nkv_vary_key)key;
}

/* --- the command line --- */

/* A command line under construction. */
struct cmdline {
	char *text;
	size_t length;
};

/* The kind of word for a key; NKV_WORD_OTHER: none. */
static enum nkv_word_kind kind_of(enum nkv_vary_key key)
{
	switch (key) {
	case NKV_VARY_MEM:
		return NKV_WORD_LIMIT;
	case NKV_VARY_HIGHMEM:
		return NKV_WORD_HIGHMEM;
	case NKV_VARY_VMALLOC:
		return NKV_WORD_VMALLOC;
	default:
		return NKV_WORD_OTHER;
	}
}

static void put(struct cmdline *cmdline, const char *text, size_t length)
{
	memcpy(cmdline->text + cmdline->length, text, length);
	cmdline->length += length;
}

/* Writes a size with the largest unit that divides it. */
static void put_size(struct cmdline *cmdline, uint64_t size)
{
	static const char units[] = "KMG";
	char digits[24], *end = digits + sizeof(digits), *at = end;
	size_t unit = 0;

	while (size != 0 && unit < 3 && size % 1024 == 0) {
		size /= 1024;
		unit++;
	}
	if (unit > 0)
		*--at = units[unit - 1];
	do {
		*--at = (char)('0' + size % 10);
		size /= 10;
	} while (size > 0);
	put(cmdline, at, (size_t)(end - at));
}

static void put_word(struct cmdline *cmdline, const struct nkv_variation *variation)
{
	const char *name = infos[variation->key].name;

	if (cmdline->length > 0)
		put(cmdline, " ", 1);
	put(cmdline, name, strlen(name));
	put(cmdline, "=", 1);
	put_size(cmdline, variation->value);
}

static const struct nkv_variation *find_kind(const struct nkv_variation *variations, size_t count,
					     enum nkv_word_kind kind)
{
	for (size_t i = 0; i < count && kind != NKV_WORD_OTHER; i++)
		if (kind_of(variations[i].key) == kind)
			return &variations[i];
	return NULL;
}

/* Copies the given words with the blanks before them, and replaces those that are varied. */
static unsigned int put_given(struct cmdline *cmdline, const char *given,
			      const struct nkv_variation *variations, size_t count)
{
	const char *cursor = given, *from = given;
	unsigned int placed = 0; /* kinds */
	struct nkv_word word;

	for (; nkv_cmdline_next(&cursor, &word); from = cursor) {
		const struct nkv_variation *variation = find_kind(variations, count, word.kind);

		if (!variation)
			put(cmdline, from, (size_t)(cursor - from));
		else if (!(placed & 1U << word.kind))
			put_word(cmdline, variation);
		if (variation)
			placed |= 1U << word.kind;
	}
	return placed;
}

static enum nkv_error vary_cmdline(struct nkv_machine *machine,
				   const struct nkv_variation *variations, size_t count,
				   struct nkv_arena *arena)
{
	const char *given = machine->cmdline ? machine->cmdline : "";
	struct cmdline cmdline = { nkv_arena_take(arena, strlen(given) + count * WORD_BYTES + 1, 1),
				   0 };
	unsigned int placed;

	if (!cmdline.text)
		return NKV_ERROR_WORKSPACE;
	placed = put_given(&cmdline, given, variations, count);
	for (size_t i = 0; i < count; i++) {
		enum nkv_word_kind kind = kind_of(variations[i].key);

		if (kind != NKV_WORD_OTHER && !(placed & 1U << kind))
			put_word(&cmdline, &variations[i]);
	}
	put(&cmdline, "", 1);
	machine->cmdline = cmdline.text;
	return NKV_OK;
}

/* --- the initrd --- */

static bool is_varied(enum nkv_vary_key key, const struct nkv_variation *variations, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (variations[i].key == key)
			return true;
	return false;
}

/* Whether only one of the initrd's figures is varied, and the machine lacks the other: the values
 * would all plan the same. */
static bool lacks_initrd(const struct nkv_machine *machine, const struct nkv_variation *variations,
			 size_t count)
{
	bool start = is_varied(NKV_VARY_INITRD_START, variations, count);
	bool size = is_varied(NKV_VARY_INITRD_SIZE, variations, count);

	return (start && !size && machine->initrd_size == 0) ||
	       (size && !start && machine->initrd_start == 0);
}

/* --- the whole --- */

static enum nkv_error vary_one(struct nkv_machine *machine, const struct nkv_variation *variation,
			       struct nkv_arena *arena)
{
	uint32_t value = (uint32_t)variation->value;

	switch (variation->key) {
	case NKV_VARY_STRUCT_PAGE:
		machine->kernel.struct_page_bytes = value;
		break;
	case NKV_VARY_PG_DATA:
		machine->kernel.pg_data_bytes = value;
		break;
	case NKV_VARY_INITRD_START:
		machine->initrd_start = value;
		break;
	case NKV_VARY_INITRD_SIZE:
		machine->initrd_size = value;
		break;
	case NKV_VARY_MEMORY:
		return nkv_scale_memory(machine, variation->value, arena);
	default:
		break;
	}
	return NKV_OK;
}

size_t nkv_vary_bytes(const struct nkv_machine *machine, size_t count)
{
	size_t length = machine->cmdline ? strlen(machine->cmdline) : 0;

	return nkv_arena_bytes(length + count * WORD_BYTES + 1, 1) +
	       nkv_scale_memory_bytes(machine);
}

enum nkv_error nkv_vary(const struct nkv_machine *machine, const struct nkv_variation *variations,
			size_t count, void *workspace, size_t workspace_bytes,
			struct nkv_machine *varied)
{
	struct nkv_arena arena = { .memory = workspace, .bytes = workspace_bytes };
	enum nkv_error error = NKV_OK;

	if (lacks_initrd(machine, variations, count))
		return NKV_ERROR_HALF_INITRD;
	*varied = *machine;
	for (size_t i = 0; i < count && error == NKV_OK; i++)
		error = vary_one(varied, &variations[i], &arena);
	if (error == NKV_OK)
		error = vary_cmdline(varied, variations, count, &arena);
	return error;
}
