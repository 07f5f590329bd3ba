/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "read/firmware/memmap.h"

#include <ctype.h>
#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/number.h"
#include "base/text_check.h"
#include "read/machine/resource_type.h"

enum {
	NAME_BYTES = 40,  /* room for "memmap/123456789/start" */
	SHOWN_BYTES = 40, /* of a value in a message */
};

struct memmap {
	const struct nkv_firmware_tree *tree;
	struct nkv_machine_list *e820;
	struct nkv_report *report;
};

/* A file with one line: its path, and the text. */
struct value {
	struct nkv_position position;
	char *text; /* without NULs; to be freed */
};

/*
 * Removes the line's end. Reports characters that no kernel writes; returns whether there are
 * none.
 */
static bool check_value(struct memmap *memmap, const struct value *value, size_t length)
{
	struct nkv_position position = value->position;
	struct nkv_text_fault fault;

	while (length > 0 && isspace((unsigned char)value->text[length - 1]))
		length--;
	value->text[length] = '\0';
	fault = nkv_text_check(value->text, length);
	if (!fault.what)
		return true;
	position.line += fault.line;
	position.column += fault.column;
	nkv_report_error(memmap->report, &position, "%s is not allowed", fault.what);
	return false;
}

/* Reads memmap/NUMBER/KEY. Returns false if there is no value, which is reported. */
static bool read_value(struct memmap *memmap, unsigned long number, const char *key,
		       struct value *value)
{
	struct nkv_file file;
	enum nkv_file_result result;
	char name[NAME_BYTES];

	snprintf(name, sizeof(name), "memmap/%lu/%.8s", number, key);
	value->position = (struct nkv_position){ nkv_firmware_tree_path(memmap->tree, name), 1, 1 };
	if (!value->position.origin) {
		memmap->report->no_memory = true;
		return false;
	}
	errno = 0;
	result = nkv_file_read_regular(value->position.origin, &file);
	if (result != NKV_FILE_READ) {
		nkv_firmware_tree_unread(memmap->report, value->position.origin, "cannot read",
					 nkv_file_why(result));
		return false;
	}
	value->text = (char *)file.bytes;
	if (check_value(memmap, value, file.length))
		return true;
	free(value->text);
	return false;
}

static bool read_address(struct memmap *memmap, unsigned long number, const char *key,
			 uint64_t *address, struct nkv_position *position)
{
	struct value value;
	bool is_good;

	if (!read_value(memmap, number, key, &value))
		return false;
	*position = value.position;
	is_good = nkv_number_parse(value.text, strlen(value.text), address) == NKV_NUMBER_OK;
	if (!is_good)
		nkv_report_error(memmap->report, position,
				 "'%s' is '%.*s', expected a number below 2^64", key, SHOWN_BYTES,
				 value.text);
	free(value.text);
	return is_good;
}

static bool read_type(struct memmap *memmap, unsigned long number, uint32_t *type)
{
	struct value value;

	if (!read_value(memmap, number, "type", &value))
		return false;
	*type = nkv_resource_type(value.text);
	/* The kernel has no word for this type. It is not usable memory. */
	if (*type == 0) {
		*type = NKV_E820_RESERVED;
		nkv_report_remark(memmap->report, NKV_GRAVITY_WARNING, &value.position,
				  "unknown type '%.*s', treated as reserved", SHOWN_BYTES,
				  value.text);
	}
	free(value.text);
	return true;
}

/* The end in the file is the last byte. */
static bool make_entry(struct memmap *memmap, uint64_t start, uint64_t last,
		       const struct nkv_position *last_position, struct nkv_e820_entry *entry)
{
	if (last < start || last == UINT64_MAX) {
		nkv_report_error(memmap->report, last_position,
				 "'end' is 0x%" PRIx64 ", expected at least the start, 0x%" PRIx64
				 ", and below 2^64 - 1",
				 last, start);
		return false;
	}
	entry->start = start;
	entry->size = last - start + 1;
	return true;
}

static void read_entry(struct memmap *memmap, unsigned long number)
{
	struct nkv_e820_entry entry;
	struct nkv_position position = { 0 }, last_position = { 0 };
	uint64_t start = 0, last = 0;
	/* All three are read, so that every error is reported. */
	bool has_start = read_address(memmap, number, "start", &start, &position);
	bool has_last = read_address(memmap, number, "end", &last, &last_position);
	bool has_type = read_type(memmap, number, &entry.type);

	if (has_start && has_last && has_type &&
	    make_entry(memmap, start, last, &last_position, &entry) &&
	    !nkv_machine_list_add(memmap->e820, &entry, sizeof(entry), &position))
		memmap->report->no_memory = true;
}

void nkv_firmware_map_read(const struct nkv_firmware_tree *tree, struct nkv_machine_list *e820,
			   struct nkv_report *report)
{
	struct memmap memmap = { .tree = tree, .e820 = e820, .report = report };
	const char *path = nkv_firmware_tree_path(tree, "memmap");
	const struct nkv_position position = { .origin = path };
	unsigned long *numbers;
	size_t count;

	if (!path || !nkv_firmware_tree_numbers(tree, "memmap", &numbers, &count)) {
		nkv_firmware_tree_unread(report, path, "cannot read the memory map",
					 strerror(errno));
		return;
	}
	if (count == 0)
		nkv_report_error(report, &position, "no memory map: it has no entries");
	for (size_t i = 0; i < count && !report->no_memory; i++)
		read_entry(&memmap, numbers[i]);
}
