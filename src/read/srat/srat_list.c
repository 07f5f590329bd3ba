/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "read/srat/srat_list.h"

#include <inttypes.h>

#include "read/srat/base64_table.h"
#include "read/srat/hex_dump.h"
#include "read/srat/srat_table.h"
#include "read/srat/srat_text.h"

/* What is read, and the positions in it. */
struct srat_input {
	const char *origin;
	const unsigned char *bytes;
	size_t length;
	const struct nkv_srat_text *text; /* the text from which the bytes were made; NULL: none */
	struct nkv_report *report;
};

static struct nkv_position position_at(const struct srat_input *input, size_t offset)
{
	struct nkv_position position = { .origin = input->origin, .column = offset };

	if (input->text) {
		position.line = nkv_srat_text_line(input->text, offset);
		position.column = 1;
	}
	return position;
}

/* --- the table --- */

static bool report_fault(const struct srat_input *input, const struct nkv_srat_fault *fault)
{
	const struct nkv_position position = position_at(input, fault->offset);

	nkv_report_error(input->report, &position, "%s", fault->text);
	return false;
}

static bool add_entry(const struct srat_input *input, struct nkv_srat_list *list,
		      const struct nkv_srat_entry *entry, enum nkv_srat_result kind)
{
	const struct nkv_position position = position_at(input, entry->offset);
	bool is_added = kind == NKV_SRAT_PROCESSOR
				? nkv_machine_list_add(&list->kept_processors, &entry->processor,
						       sizeof(entry->processor), &position)
				: nkv_machine_list_add(&list->kept_memory, &entry->memory,
						       sizeof(entry->memory), &position);

	if (!is_added)
		input->report->no_memory = true;
	return is_added;
}

static void note_wide(const struct srat_input *input, const struct nkv_srat_cursor *cursor)
{
	const struct nkv_position position = position_at(input, cursor->wide_offset);

	if (cursor->wide_count > 0)
		nkv_report_remark(
			input->report, NKV_GRAVITY_NOTE, &position,
			"processors with an APIC id above 255 are ignored, as the planned kernels "
			"do: %zu",
			cursor->wide_count);
}

static void note_high(const struct srat_input *input, const struct nkv_srat_cursor *cursor)
{
	const struct nkv_position position = position_at(input, cursor->high_offset);

	if (cursor->high_count > 0)
		nkv_report_remark(input->report, NKV_GRAVITY_NOTE, &position,
				  "memory above 0x%" PRIx64 ", the limit of pfns, is ignored: %zu",
				  NKV_MEMORY_END_MAX, cursor->high_count);
}

static void note_end(const struct srat_input *input, const struct nkv_srat_cursor *cursor)
{
	const struct nkv_position position = position_at(input, cursor->offset);

	if (cursor->is_ended)
		nkv_report_remark(
			input->report, cursor->hides ? NKV_GRAVITY_WARNING : NKV_GRAVITY_NOTE,
			&position,
			"an entry of length 0 ends the SRAT; %zu bytes from there on are not "
			"read, as in the kernel",
			cursor->length - cursor->offset);
}

static bool read_table(const struct srat_input *input, struct nkv_srat_list *list)
{
	struct nkv_srat_cursor cursor;
	struct nkv_srat_fault fault;
	struct nkv_srat_entry entry;
	enum nkv_srat_result result;

	if (!nkv_srat_begin(&cursor, input->bytes, input->length, &fault))
		return report_fault(input, &fault);
	list->table_bytes = cursor.length;
	while ((result = nkv_srat_next(&cursor, &entry, &fault)) != NKV_SRAT_END) {
		if (result == NKV_SRAT_FAULT)
			return report_fault(input, &fault);
		if (!add_entry(input, list, &entry, result))
			return false;
	}
	note_wide(input, &cursor);
	note_high(input, &cursor);
	note_end(input, &cursor);
	return true;
}

/* --- a text --- */

static bool read_text_table(const struct srat_input *input, const struct nkv_srat_text *text,
			    enum nkv_srat_text_result result, struct nkv_srat_list *list)
{
	const struct srat_input made = { .origin = input->origin,
					 .bytes = text->bytes,
					 .length = text->length,
					 .text = text,
					 .report = input->report };
	struct nkv_position position = { .origin = input->origin, .line = 1, .column = 1 };

	switch (result) {
	case NKV_SRAT_TEXT_TABLE:
		return read_table(&made, list);
	case NKV_SRAT_TEXT_NO_FIELDS:
		nkv_report_error(input->report, &position,
				 "neither an SRAT nor the output of iasl -d, acpidump or xxd");
		return false;
	case NKV_SRAT_TEXT_BAD:
		position.line = text->fault_line;
		nkv_report_error(input->report, &position, "%s", text->fault);
		return false;
	default:
		input->report->no_memory = true;
		return false;
	}
}

static bool read_text(const struct srat_input *input, struct nkv_srat_list *list)
{
	struct nkv_srat_text text = { 0 };
	enum nkv_srat_text_result result =
		nkv_srat_text_read(&text, (const char *)input->bytes, input->length);
	bool is_good;

	if (result == NKV_SRAT_TEXT_NO_FIELDS)
		result = nkv_hex_dump_read(&text, (const char *)input->bytes, input->length);
	if (result == NKV_SRAT_TEXT_NO_FIELDS)
		result = nkv_base64_table_read(&text, (const char *)input->bytes, input->length);
	is_good = read_text_table(input, &text, result, list);
	nkv_srat_text_free(&text);
	return is_good;
}

static void point_to_kept(struct nkv_srat_list *list)
{
	const struct nkv_machine_list *processors = &list->kept_processors,
				      *memory = &list->kept_memory;

	list->processors = processors->entries;
	list->processor_positions = processors->positions;
	list->processor_count = processors->count;
	list->memory = memory->entries;
	list->memory_positions = memory->positions;
	list->memory_count = memory->count;
}

bool nkv_srat_list_read(struct nkv_srat_list *list, const unsigned char *bytes, size_t length,
			const char *origin, struct nkv_report *report)
{
	const struct srat_input input = {
		.origin = origin, .bytes = bytes, .length = length, .report = report
	};
	bool is_good;

	list->kept_processors.count = list->kept_memory.count = 0;
	if (nkv_srat_is_table(bytes, length) || length == 0)
		is_good = read_table(&input, list);
	else
		is_good = read_text(&input, list);
	point_to_kept(list);
	return is_good;
}

bool nkv_srat_list_read_made(struct nkv_srat_list *list, const struct nkv_srat_text *table,
			     const char *origin, struct nkv_report *report)
{
	const struct srat_input input = { .origin = origin, .report = report };
	bool is_good;

	list->kept_processors.count = list->kept_memory.count = 0;
	is_good = read_text_table(&input, table,
				  table->fault[0] ? NKV_SRAT_TEXT_BAD : NKV_SRAT_TEXT_TABLE, list);
	point_to_kept(list);
	return is_good;
}

void nkv_srat_list_free(struct nkv_srat_list *list)
{
	nkv_machine_list_free(&list->kept_processors);
	nkv_machine_list_free(&list->kept_memory);
}
