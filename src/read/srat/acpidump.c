/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "read/srat/acpidump.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/number.h"
#include "base/text.h"

#define COUNT(table) (sizeof(table) / sizeof((table)[0]))

enum {
	ROW_BYTES = 16, /* of a table, in a line */
	SIGNATURE_BYTES = 4,
	SIZE_AT = 4, /* where the table's length is in a header */
	SIZE_BYTES = 4,
	ADDRESS_BYTES = 4,	  /* in the RSDT, after its header */
	SRAT_BYTES_MAX = 1 << 20, /* far more than all entries that a description can hold */
};

/* Tables that are not in an RSDT. */
static const char *const unlisted[] = { "DSDT", "FACS", "RSDT", "XSDT", "RSD " };

static const char *skip_margin(const char *text)
{
	return text + strspn(text, " \t>|");
}

static bool is_digit(char c)
{
	return nkv_digit_value(c) < 16;
}

/*
 * Reads a hexadecimal number, and moves *text past it. Returns the number of digits; 0 if there
 * are none or too many.
 */
static size_t take_number(const char **text, uint64_t *number)
{
	size_t digits = 0;

	*number = 0;
	for (; is_digit(**text); ++*text, digits++)
		*number = *number << 4 | nkv_digit_value(**text);
	return digits <= 16 ? digits : 0;
}

/* --- lines --- */

/* "SRAT @ 0x00000000BFFD0F40" and "RSD PTR @ 0x..."; "(nil)" is an unknown address. */
static bool parse_head(const char *text, struct nkv_acpidump_table *table)
{
	static const char at[] = " @ ", pointer[] = "RSD PTR";
	const char *address;

	text = skip_margin(text);
	for (size_t i = 0; i < SIGNATURE_BYTES; i++)
		if (text[i] < 0x20 || text[i] > 0x7e)
			return false;
	address = text +
		  (nkv_text_begins_with(text, pointer) ? sizeof(pointer) - 1 : SIGNATURE_BYTES);
	if (!nkv_text_begins_with(address, at))
		return false;
	*table = (struct nkv_acpidump_table){ .line = 0 };
	memcpy(table->signature, text, SIGNATURE_BYTES);
	address += sizeof(at) - 1;
	if (nkv_text_begins_with(address, "(nil)"))
		return true;
	if (!nkv_text_begins_with(address, "0x"))
		return false;
	address += 2;
	return take_number(&address, &table->address) > 0 && !*skip_margin(address);
}

/* "    0010: 01 8F 4F 45 ...  ..OE". Returns the number of bytes; 0 for any other line. */
static size_t parse_row(const char *text, uint64_t *offset, unsigned char row[ROW_BYTES])
{
	size_t count = 0;

	text = skip_margin(text);
	if (take_number(&text, offset) < 4 || *text != ':')
		return 0;
	for (text++; count < ROW_BYTES && text[0] == ' ' && is_digit(text[1]) &&
		     is_digit(text[2]) && (text[3] == ' ' || text[3] == '\0');
	     text += 3)
		row[count++] =
			(unsigned char)(nkv_digit_value(text[1]) * 16 + nkv_digit_value(text[2]));
	return count;
}

bool nkv_acpidump_begins(const unsigned char *bytes, size_t length)
{
	struct nkv_acpidump_table table;
	char text[NKV_ACPIDUMP_LINE_BYTES + 1];

	while (length > 0) {
		const unsigned char *end = memchr(bytes, '\n', length);
		size_t line = end ? (size_t)(end - bytes) : length;
		size_t kept = line < sizeof(text) ? line : sizeof(text) - 1;

		memcpy(text, bytes, kept);
		text[kept] = '\0';
		text[strcspn(text, "\r")] = '\0';
		if (parse_head(text, &table))
			return true;
		bytes += end ? line + 1 : line;
		length -= end ? line + 1 : line;
	}
	return false;
}

/* --- tables --- */

static void fail(struct nkv_acpidump *dump, size_t line, const char *format, ...)
	__attribute__((format(printf, 3, 4)));

static void fail(struct nkv_acpidump *dump, size_t line, const char *format, ...)
{
	va_list arguments;

	dump->srat.fault_line = line;
	va_start(arguments, format);
	vsnprintf(dump->srat.fault, sizeof(dump->srat.fault), format, arguments);
	va_end(arguments);
}

static bool is_srat(const struct nkv_acpidump *dump)
{
	return strcmp(dump->table.signature, "SRAT") == 0 && dump->srat_line == dump->table.line;
}

static void keep_srat(struct nkv_acpidump *dump, const unsigned char *row, size_t count)
{
	struct nkv_srat_text *srat = &dump->srat;

	if (srat->length + count > SRAT_BYTES_MAX) {
		fail(dump, dump->line, "more than 1 MiB of an SRAT");
		return;
	}
	if (!nkv_srat_text_make_room(srat, srat->length + count)) {
		dump->no_memory = true;
		return;
	}
	for (size_t i = 0; i < count; i++, srat->length++) {
		srat->bytes[srat->length] = row[i];
		srat->lines[srat->length] = dump->line;
	}
}

/* Takes a byte of the RSDT's addresses. */
static void keep_address(struct nkv_acpidump *dump, size_t at, unsigned char byte)
{
	size_t index = (at - NKV_ACPI_HEADER_BYTES) / ADDRESS_BYTES;

	if (at < NKV_ACPI_HEADER_BYTES || index >= NKV_ACPIDUMP_TABLES_MAX)
		return;
	dump->rsdt[index] = dump->rsdt[index] >> 8 | (uint32_t)byte << 24;
	if ((at - NKV_ACPI_HEADER_BYTES) % ADDRESS_BYTES == ADDRESS_BYTES - 1)
		dump->rsdt_count = index + 1;
}

/* Missing bytes matter only in the SRAT; an RSDT with missing bytes is not used. */
static bool follows(struct nkv_acpidump *dump, uint64_t offset)
{
	struct nkv_acpidump_table *table = &dump->table;

	if (offset == table->length)
		return true;
	if (is_srat(dump))
		fail(dump, dump->line,
		     "bytes of the SRAT are missing, expected those from 0x%04zx on",
		     table->length);
	if (strcmp(table->signature, "RSDT") == 0)
		dump->lacks_rsdt = true;
	return false;
}

static void take_row(struct nkv_acpidump *dump, uint64_t offset, const unsigned char *row,
		     size_t count)
{
	struct nkv_acpidump_table *table = &dump->table;
	bool is_rsdt = strcmp(table->signature, "RSDT") == 0 && !dump->has_rsdt;

	if (!follows(dump, offset))
		return;
	for (size_t i = 0; i < count; i++) {
		size_t at = table->length + i;

		if (at >= SIZE_AT && at < SIZE_AT + SIZE_BYTES)
			table->size[at - SIZE_AT] = row[i];
		if (is_rsdt)
			keep_address(dump, at, row[i]);
	}
	if (is_srat(dump))
		keep_srat(dump, row, count);
	table->length += count;
}

static void finish_table(struct nkv_acpidump *dump)
{
	if (!dump->table.signature[0])
		return;
	dump->has_rsdt |= strcmp(dump->table.signature, "RSDT") == 0;
	if (dump->found_count < NKV_ACPIDUMP_TABLES_MAX)
		dump->found[dump->found_count++] = dump->table;
}

static void begin_table(struct nkv_acpidump *dump, const struct nkv_acpidump_table *head)
{
	finish_table(dump);
	dump->table = *head;
	dump->table.line = dump->line;
	if (dump->srat_line == 0 && strcmp(head->signature, "SRAT") == 0)
		dump->srat_line = dump->line;
}

static void take_line(struct nkv_acpidump *dump)
{
	struct nkv_acpidump_table head;
	unsigned char row[ROW_BYTES];
	uint64_t offset;
	size_t count;

	dump->line++;
	dump->text[dump->text_length] = '\0';
	dump->text[strcspn(dump->text, "\r")] = '\0';
	dump->text_length = 0;
	if (parse_head(dump->text, &head)) {
		begin_table(dump, &head);
		return;
	}
	count = dump->table.signature[0] ? parse_row(dump->text, &offset, row) : 0;
	if (count > 0)
		take_row(dump, offset, row, count);
}

void nkv_acpidump_read(struct nkv_acpidump *dump, const unsigned char *bytes, size_t length)
{
	for (size_t i = 0; i < length && !dump->srat.fault[0] && !dump->no_memory; i++) {
		if (bytes[i] == '\n')
			take_line(dump);
		else if (dump->text_length < NKV_ACPIDUMP_LINE_BYTES)
			dump->text[dump->text_length++] = (char)bytes[i];
	}
}

/* --- the list of tables --- */

static bool is_listed(const struct nkv_acpidump_table *table)
{
	for (size_t i = 0; i < COUNT(unlisted); i++)
		if (strcmp(table->signature, unlisted[i]) == 0)
			return false;
	return true;
}

/* The length in its header; 0 if that is missing. */
static uint32_t size_of(const struct nkv_acpidump_table *table)
{
	uint32_t size = 0;

	for (size_t i = SIZE_BYTES; i-- > 0 && table->length >= SIZE_AT + SIZE_BYTES;)
		size = size << 8 | table->size[i];
	return size;
}

static void list_table(struct nkv_acpidump *dump, const struct nkv_acpidump_table *table)
{
	uint32_t size = size_of(table);
	struct nkv_acpi_table *listed = &dump->tables[dump->table_count];

	*listed = (struct nkv_acpi_table){ .has_length = size >= NKV_ACPI_HEADER_BYTES };
	memcpy(listed->signature, table->signature, sizeof(listed->signature));
	listed->length = listed->has_length ? size : 0;
	listed->has_start = table->address > 0 && table->address + size <= UINT32_MAX;
	listed->start = listed->has_start ? (uint32_t)table->address : 0;
	dump->table_lines[dump->table_count++] = table->line;
}

/* The table at an address; one with only the address if the dump does not have it. */
static struct nkv_acpidump_table table_at(const struct nkv_acpidump *dump, uint32_t address)
{
	struct nkv_acpidump_table unknown = { .signature = "????",
					      .line = dump->found[0].line,
					      .address = address };

	for (size_t i = 0; i < dump->found_count; i++)
		if (dump->found[i].address == address && is_listed(&dump->found[i]))
			return dump->found[i];
	return unknown;
}

static bool has_table(const struct nkv_acpidump *dump, const char *signature)
{
	for (size_t i = 0; i < dump->found_count; i++)
		if (strcmp(dump->found[i].signature, signature) == 0)
			return true;
	return false;
}

/* Whether the dump has addresses, which the RSDT uses for its tables. */
static bool has_addresses(const struct nkv_acpidump *dump)
{
	for (size_t i = 0; i < dump->found_count; i++)
		if (is_listed(&dump->found[i]) && dump->found[i].address > 0)
			return true;
	return false;
}

/*
 * In the order of the RSDT, if the dump has one. Otherwise in the order of the
 * dump, which is that of the RSDT, without tables that are not in an RSDT.
 * Every machine has an FACP: a dump without one is incomplete.
 */
static void list_tables(struct nkv_acpidump *dump)
{
	dump->knows_tables = dump->has_rsdt || has_table(dump, "FACP");
	if (dump->has_rsdt && !dump->lacks_rsdt && has_addresses(dump)) {
		for (size_t i = 0; i < dump->rsdt_count; i++) {
			struct nkv_acpidump_table table = table_at(dump, dump->rsdt[i]);

			list_table(dump, &table);
		}
		return;
	}
	for (size_t i = 0; i < dump->found_count && dump->knows_tables; i++)
		if (is_listed(&dump->found[i]))
			list_table(dump, &dump->found[i]);
}

void nkv_acpidump_end(struct nkv_acpidump *dump)
{
	if (dump->srat.fault[0] || dump->no_memory)
		return;
	if (dump->text_length > 0)
		take_line(dump);
	finish_table(dump);
	if (dump->srat_line == 0)
		fail(dump, 1, "no SRAT in this dump of %zu tables", dump->found_count);
	else
		list_tables(dump);
}

void nkv_acpidump_free(struct nkv_acpidump *dump)
{
	nkv_srat_text_free(&dump->srat);
}
