/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Columns of the input of a plan: the machine, its kernel and its command line. */
#include <numakva/numakva.h>

#include "write/rows/column_tables.h"

enum { FIRST_MIB_BYTES = 1 << 20 };

static struct nkv_cell get_name(const struct nkv_row *row)
{
	return nkv_cell_text(row->subject ? row->subject->title : row->plan->machine->name);
}

static struct nkv_cell get_file(const struct nkv_row *row)
{
	return nkv_cell_text(row->subject ? row->subject->origin : NULL);
}

static struct nkv_cell get_line(const struct nkv_row *row)
{
	size_t line = row->subject ? row->subject->line : 0;

	return line > 0 ? nkv_cell_number(line) : nkv_cell_none();
}

/* --- the kernel --- */

static const char *profile_word(size_t index)
{
	size_t count;
	const struct nkv_profile *profiles = nkv_profile_all(&count);

	return index < count ? profiles[index].name : NULL;
}

static struct nkv_cell get_profile(const struct nkv_row *row)
{
	const struct nkv_profile *profile = row->plan->machine->kernel.profile;
	size_t count;

	return nkv_cell_word((uint64_t)(profile - nkv_profile_all(&count)), profile->name);
}

static const char *memory_model_word(size_t index)
{
	return index <= NKV_MODEL_SPARSE ? nkv_memory_model_name((enum nkv_memory_model)index)
					 : NULL;
}

static struct nkv_cell get_memory_model(const struct nkv_row *row)
{
	enum nkv_memory_model model = row->plan->machine->kernel.memory_model;

	return nkv_cell_word((uint64_t)model, memory_model_word((size_t)model));
}

static const char *highmem_word(size_t index)
{
	return index <= NKV_HIGHMEM_64G ? nkv_highmem_name((enum nkv_highmem)index) : NULL;
}

static struct nkv_cell get_highmem_setting(const struct nkv_row *row)
{
	enum nkv_highmem highmem = row->plan->machine->kernel.highmem;

	return nkv_cell_word((uint64_t)highmem, highmem_word((size_t)highmem));
}

static const char *boolean_word(size_t index)
{
	static const char *const words[] = { "false", "true" };

	return index < sizeof(words) / sizeof(words[0]) ? words[index] : NULL;
}

static struct nkv_cell get_pae(const struct nkv_row *row)
{
	bool pae = row->plan->machine->kernel.pae;

	return nkv_cell_word(pae, boolean_word(pae));
}

static struct nkv_cell get_page_offset(const struct nkv_row *row)
{
	return nkv_cell_number(row->plan->machine->kernel.page_offset);
}

static struct nkv_cell get_struct_page(const struct nkv_row *row)
{
	return nkv_cell_number(row->plan->machine->kernel.struct_page_bytes);
}

static struct nkv_cell get_pg_data(const struct nkv_row *row)
{
	return nkv_cell_number(row->plan->machine->kernel.pg_data_bytes);
}

/* --- the command line --- */

static struct nkv_cell get_cmdline(const struct nkv_row *row)
{
	return nkv_cell_text(row->plan->machine->cmdline);
}

/* The size in the last word of that kind. */
static struct nkv_cell last_size(const struct nkv_row *row, enum nkv_word_kind kind)
{
	const char *cursor = row->plan->machine->cmdline;
	struct nkv_cell cell = nkv_cell_none();
	struct nkv_word word;

	while (cursor && nkv_cmdline_next(&cursor, &word))
		if (word.kind == kind)
			cell = nkv_cell_number(word.size);
	return cell;
}

static struct nkv_cell get_mem(const struct nkv_row *row)
{
	return last_size(row, NKV_WORD_LIMIT);
}

static struct nkv_cell get_highmem(const struct nkv_row *row)
{
	return last_size(row, NKV_WORD_HIGHMEM);
}

static struct nkv_cell get_vmalloc(const struct nkv_row *row)
{
	return last_size(row, NKV_WORD_VMALLOC);
}

/* --- the initrd --- */

static struct nkv_cell get_initrd_start(const struct nkv_row *row)
{
	uint32_t start = row->plan->machine->initrd_start;

	return start != 0 ? nkv_cell_number(start) : nkv_cell_none();
}

static struct nkv_cell get_initrd_size(const struct nkv_row *row)
{
	const struct nkv_machine *machine = row->plan->machine;

	return machine->initrd_start != 0 ? nkv_cell_number(machine->initrd_size) : nkv_cell_none();
}

/* --- memory --- */

/*
 * The usable bytes from 1 MiB on, and the whole first MiB: for a machine
 * without holes this is the end of its memory.
 */
static struct nkv_cell get_memory(const struct nkv_row *row)
{
	const struct nkv_e820_map *map = &row->plan->bios_e820;
	uint64_t bytes = FIRST_MIB_BYTES;

	for (size_t i = 0; i < map->count; i++) {
		const struct nkv_e820_entry *entry = &map->entries[i];
		uint64_t end = entry->start + entry->size;

		if (entry->type == NKV_E820_USABLE && end > FIRST_MIB_BYTES)
			bytes += end -
				 (entry->start > FIRST_MIB_BYTES ? entry->start : FIRST_MIB_BYTES);
	}
	return nkv_cell_number(bytes);
}

const struct nkv_column nkv_machine_columns[] = {
	{ .name = "name",
	  .explanation = "the machine's name; without one, its file and line",
	  .type = NKV_COLUMN_TEXT,
	  .get = get_name },
	{ .name = "file",
	  .explanation = "the file that the machine is from",
	  .type = NKV_COLUMN_TEXT,
	  .get = get_file },
	{ .name = "line",
	  .explanation = "the line of the file at which the machine begins",
	  .get = get_line },
	{ .name = "profile",
	  .explanation = "the kernel, as --list-profiles names it",
	  .type = NKV_COLUMN_WORD,
	  .get = get_profile,
	  .word = profile_word },
	{ .name = "memory_model",
	  .explanation = "how the kernel finds struct pages: discontig or sparse",
	  .type = NKV_COLUMN_WORD,
	  .get = get_memory_model,
	  .word = memory_model_word },
	{ .name = "highmem_setting",
	  .explanation = "the kernel's HIGHMEM setting",
	  .type = NKV_COLUMN_WORD,
	  .ordered = true,
	  .get = get_highmem_setting,
	  .word = highmem_word },
	{ .name = "pae",
	  .explanation = "whether the kernel has PAE",
	  .type = NKV_COLUMN_WORD,
	  .get = get_pae,
	  .word = boolean_word },
	{ .name = "page_offset",
	  .explanation = "PAGE_OFFSET, where kernel addresses begin",
	  .unit = NKV_UNIT_VIRTUAL,
	  .get = get_page_offset },
	{ .name = "struct_page",
	  .explanation = "size of a struct page, sizeof(struct page)",
	  .unit = NKV_UNIT_BYTES,
	  .get = get_struct_page },
	{ .name = "pg_data",
	  .explanation = "size of a pgdat, sizeof(pg_data_t)",
	  .unit = NKV_UNIT_BYTES,
	  .get = get_pg_data },
	{ .name = "cmdline",
	  .explanation = "the kernel's command line",
	  .type = NKV_COLUMN_TEXT,
	  .get = get_cmdline },
	{ .name = "mem",
	  .explanation = "the last mem= of the command line, or a memmap= that only sets a limit",
	  .unit = NKV_UNIT_BYTES,
	  .get = get_mem },
	{ .name = "highmem",
	  .explanation = "the last highmem= of the command line",
	  .unit = NKV_UNIT_BYTES,
	  .get = get_highmem },
	{ .name = "vmalloc",
	  .explanation = "the last vmalloc= of the command line",
	  .unit = NKV_UNIT_BYTES,
	  .get = get_vmalloc },
	{ .name = "initrd.start",
	  .explanation = "where the boot loader put the initrd",
	  .unit = NKV_UNIT_PHYSICAL,
	  .get = get_initrd_start },
	{ .name = "initrd.size",
	  .explanation = "size of the initrd",
	  .unit = NKV_UNIT_BYTES,
	  .get = get_initrd_size },
	{ .name = "memory",
	  .explanation = "RAM in the firmware's map, with the first MiB counted as whole",
	  .unit = NKV_UNIT_BYTES,
	  .get = get_memory },
};

const size_t nkv_machine_column_count =
	sizeof(nkv_machine_columns) / sizeof(nkv_machine_columns[0]);
