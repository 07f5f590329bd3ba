/* SPDX-License-Identifier: GPL-2.0-or-later */
/* SRATs: tables. */
#include <criterion/criterion.h>

#include "read/srat/srat_table.h"
#include "srat_reading.h"

enum { TABLE_BYTES = 512 };

struct table {
	unsigned char bytes[TABLE_BYTES];
	size_t length;
};

/* --- tables made here --- */

static struct table table_of(unsigned int revision)
{
	struct table table = { .bytes = "SRAT", .length = NKV_SRAT_HEADER_BYTES };

	table.bytes[8] = (unsigned char)revision;
	return table;
}

static void put(unsigned char *bytes, uint64_t value, size_t count)
{
	for (size_t i = 0; i < count; i++, value >>= 8)
		bytes[i] = (unsigned char)value;
}

static unsigned char *add(struct table *table, unsigned int type, size_t length)
{
	unsigned char *entry = table->bytes + table->length;

	cr_assert(table->length + length <= TABLE_BYTES);
	entry[0] = (unsigned char)type;
	entry[1] = (unsigned char)length;
	table->length += length;
	return entry;
}

static void add_processor(struct table *table, uint32_t pxm, unsigned int apic, unsigned int flags)
{
	unsigned char *entry = add(table, 0, 16);

	put(entry + 2, pxm, 1);
	put(entry + 3, apic, 1);
	put(entry + 4, flags, 4);
	put(entry + 9, pxm >> 8, 3);
}

static void add_memory(struct table *table, uint32_t pxm, uint64_t start, uint64_t size,
		       unsigned int flags)
{
	unsigned char *entry = add(table, 1, 40);

	put(entry + 2, pxm, 4);
	put(entry + 8, start, 8);
	put(entry + 16, size, 8);
	put(entry + 28, flags, 4);
}

static void add_x2apic(struct table *table, uint32_t pxm, uint32_t apic, unsigned int flags)
{
	unsigned char *entry = add(table, 2, 24);

	put(entry + 4, pxm, 4);
	put(entry + 8, apic, 4);
	put(entry + 12, flags, 4);
}

/* --- reading --- */

static struct reading *read_sealed(struct table *table)
{
	nkv_srat_seal(table->bytes, table->length);
	return reading_of(table->bytes, table->length);
}

/* The table, as it is, is refused with that text at that offset. */
static void expect_refused(const struct table *table, size_t offset, const char *text)
{
	struct reading *reading = reading_of(table->bytes, table->length);

	cr_assert(!reading->is_good, "taken, expected '%s'", text);
	cr_assert_eq(reading->report.count, 1);
	cr_expect_str_eq(reading->report.diagnostics[0].text, text);
	cr_expect_eq(reading->report.diagnostics[0].line, 0);
	cr_expect_eq(reading->report.diagnostics[0].column, offset, "%zu is not %zu",
		     reading->report.diagnostics[0].column, offset);
	reading_free(reading);
}

/* --- what is in a table --- */

Test(srat, entries_of_a_table)
{
	struct reading *reading = read_file("2n-1g-hotadd.aml");
	const struct nkv_srat_list *list = &reading->list;

	cr_assert_eq(list->processor_count, 2);
	cr_assert_eq(list->memory_count, 5);
	cr_expect_eq(list->processors[1].pxm, 1);
	cr_expect_eq(list->processors[1].apic, 1);
	cr_expect(list->processors[1].enabled);
	expect_memory(&list->memory[0], 0, 0, 0xa0000);
	expect_memory(&list->memory[1], 0, 0x100000, 0x20000000);
	expect_memory(&list->memory[2], 1, 0x20000000, 0x40000000);
	cr_expect(!list->memory[3].enabled);
	expect_memory(&list->memory[4], 1, 0x100000000, 0x340000000);
	cr_expect(list->memory[4].hotplug);
	cr_expect(!list->memory[2].hotplug);
	cr_expect_eq(list->memory_positions[0].column, 80);
	reading_free(reading);
}

/* An x2APIC is a processor; a GICC and a disabled entry beyond what descriptions hold are nothing. */
Test(srat, other_kinds_of_entries)
{
	struct reading *reading = read_file("2n-5g-x2apic.aml");
	const struct nkv_srat_list *list = &reading->list;

	cr_assert_eq(list->processor_count, 3);
	cr_expect_eq(list->processors[1].apic, 0x20);
	cr_expect_eq(list->processors[1].pxm, 1);
	cr_expect_eq(list->processors[2].apic, 0x21);
	cr_expect(!list->processors[2].enabled);
	cr_assert_eq(list->memory_count, 2);
	expect_memory(&list->memory[1], 1, 0x80000000, 0x140000000);
	reading_free(reading);
}

Test(srat, a_table_without_entries)
{
	struct table table = table_of(3);
	struct reading *reading = read_sealed(&table);

	cr_expect(reading->is_good);
	cr_expect_eq(reading->list.processor_count + reading->list.memory_count, 0);
	reading_free(reading);
}

/* In revision 1 a domain is one byte, and what follows it may be anything. */
Test(srat, the_first_revision_has_small_domains)
{
	struct table table = table_of(1);
	struct reading *reading;

	add_processor(&table, 0xabcd02, 1, 1);
	add_memory(&table, 0xffffff03, 0, 0x1000, 1);
	reading = read_sealed(&table);
	cr_assert(reading->is_good);
	cr_expect_eq(reading->list.processors[0].pxm, 2);
	cr_expect_eq(reading->list.memory[0].pxm, 3);
	reading_free(reading);
}

Test(srat, many_entries)
{
	struct table table = table_of(2);
	struct reading *reading;

	for (unsigned int i = 0; i < 29; i++)
		add_processor(&table, i % 8, i, 1);
	reading = read_sealed(&table);
	cr_assert_eq(reading->list.processor_count, 29);
	cr_expect_eq(reading->list.processors[28].apic, 28);
	reading_free(reading);
}

/* --- what is wrong with a table --- */

Test(srat, a_header_that_is_cut_off)
{
	struct table table = table_of(1);

	nkv_srat_seal(table.bytes, table.length);
	table.length = 36;
	expect_refused(&table, 36, "the SRAT is cut off after 36 bytes of its header");
	table.length = 0;
	expect_refused(&table, 0, "not an SRAT: it does not begin with 'SRAT'");
}

Test(srat, a_table_that_is_cut_off)
{
	struct table table = table_of(1);

	add_processor(&table, 0, 0, 1);
	nkv_srat_seal(table.bytes, table.length);
	table.length -= 4;
	expect_refused(&table, 60, "the SRAT is cut off after 60 bytes, its header says 64");
	table.length += 5;
	expect_refused(&table, 4, "the SRAT has 65 bytes, its header says 64");
}

Test(srat, a_checksum_that_is_wrong)
{
	struct table table = table_of(1);

	nkv_srat_seal(table.bytes, table.length);
	table.bytes[9] = (unsigned char)(table.bytes[9] + 1);
	expect_refused(&table, 9, "the SRAT's checksum is 0x96, expected 0x95");
}

/* The table with an entry of that type and length at its end is refused. */
static void expect_entry_refused(unsigned int type, unsigned int length, size_t bytes,
				 const char *text)
{
	struct table table = table_of(1);
	unsigned char *entry;

	add_processor(&table, 0, 0, 1);
	entry = add(&table, type, bytes);
	if (bytes > 1)
		entry[1] = (unsigned char)length;
	nkv_srat_seal(table.bytes, table.length);
	expect_refused(&table, 64, text);
}

Test(srat, entries_that_are_cut_off)
{
	expect_entry_refused(1, 40, 39, "an entry of 40 bytes is cut off after 39");
	expect_entry_refused(9, 255, 2, "an entry of 255 bytes is cut off after 2");
	expect_entry_refused(7, 1, 16, "an entry of length 1");
	expect_entry_refused(0, 15, 16, "a processor entry of 15 bytes, expected at least 16");
	expect_entry_refused(1, 39, 40, "a memory entry of 39 bytes, expected at least 40");
	expect_entry_refused(2, 23, 24, "an x2APIC entry of 23 bytes, expected at least 24");
}

Test(srat, an_entry_of_one_byte)
{
	struct table table = table_of(1);

	table.bytes[table.length++] = 1;
	nkv_srat_seal(table.bytes, table.length);
	expect_refused(&table, 48, "an entry is cut off after its type");
}

Test(srat, domains_beyond_255)
{
	struct table table = table_of(3);

	add_processor(&table, 0x100, 0, 1);
	nkv_srat_seal(table.bytes, table.length);
	expect_refused(&table, 48, "a processor in proximity domain 0x100, expected at most 0xff");
	table = table_of(3);
	add_memory(&table, 0x12345, 0, 0x1000, 1);
	nkv_srat_seal(table.bytes, table.length);
	expect_refused(&table, 48, "memory in proximity domain 0x12345, expected at most 0xff");
}

/* Expect those to be passed over and counted that are enabled, whatever else they say. */
Test(srat, an_apic_beyond_255)
{
	struct table table = table_of(3);
	struct nkv_srat_cursor cursor;
	struct nkv_srat_entry entry;
	struct nkv_srat_fault fault;

	add_x2apic(&table, 300, 256, 1);
	add_x2apic(&table, 2, 255, 1);
	add_x2apic(&table, 300, 257, 1);
	add_x2apic(&table, 300, 258, 0);
	nkv_srat_seal(table.bytes, table.length);
	cr_assert(nkv_srat_begin(&cursor, table.bytes, table.length, &fault));
	cr_assert_eq(nkv_srat_next(&cursor, &entry, &fault), NKV_SRAT_PROCESSOR);
	cr_expect_eq(entry.processor.apic, 255);
	cr_expect_eq(nkv_srat_next(&cursor, &entry, &fault), NKV_SRAT_END);
	cr_expect_eq(cursor.wide_count, 2);
	cr_expect_eq(cursor.wide_offset, 48);
}

/* The only diagnostic, which is no error. */
static void expect_remark(const struct reading *reading, enum nkv_gravity gravity, size_t offset,
			  const char *text)
{
	const struct nkv_diagnostic *diagnostic = &reading->report.diagnostics[0];

	cr_assert(reading->is_good);
	cr_assert_eq(reading->report.count, 1);
	cr_expect_eq(diagnostic->gravity, gravity);
	cr_expect_eq(diagnostic->column, offset);
	cr_expect_str_eq(diagnostic->text, text);
}

/*
 * |..........|2^44 - 2^28
 *        |xxx|---|
 * Expect what is below to be kept, and nothing of what lies wholly above.
 */
Test(srat, memory_that_no_pfn_can_hold)
{
	static const struct {
		uint64_t start, size, kept;
	} cases[] = {
		{ 0x80000000000, 0x80000000000, 0x7fff0000000 },
		{ 0, UINT64_MAX, 0xffff0000000 },
		{ 0x1000, UINT64_MAX, 0xffff0000000 - 0x1000 },
		{ 0xfffeffff000, 0x1001, 0x1000 },
		{ 0xffff0000000, 1, 0 },
		{ UINT64_MAX, 2, 0 },
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct table table = table_of(3);
		struct reading *reading;

		add_memory(&table, 0, cases[i].start, cases[i].size, 1);
		reading = read_sealed(&table);
		expect_remark(reading, NKV_GRAVITY_NOTE, 48,
			      "memory above 0xffff0000000, the limit of pfns, is ignored: 1");
		cr_assert_eq(reading->list.memory_count, cases[i].kept > 0, "case %zu", i);
		if (cases[i].kept > 0)
			expect_memory(&reading->list.memory[0], 0, cases[i].start,
				      cases[i].start + cases[i].kept);
		reading_free(reading);
	}
}

Test(srat, memory_up_to_the_last_pfn)
{
	struct table table = table_of(3);
	struct reading *reading;

	add_memory(&table, 0, 0, 0xffff0000000, 1);
	add_memory(&table, 1, 0, 0, 1);
	reading = read_sealed(&table);
	cr_expect_eq(reading->report.count, 0);
	cr_assert_eq(reading->list.memory_count, 2);
	expect_memory(&reading->list.memory[1], 1, 0, 0);
	reading_free(reading);
}

/* Expect what stands behind it not to be read, whatever it is. */
Test(srat, an_entry_of_length_0_ends_the_table)
{
	struct table table = table_of(1);
	struct reading *reading;

	add_processor(&table, 0, 0, 1);
	add(&table, 1, 40)[1] = 0;
	reading = read_sealed(&table);
	expect_remark(reading, NKV_GRAVITY_NOTE, 64,
		      "an entry of length 0 ends the SRAT; 40 bytes from there on are not "
		      "read, as in the kernel");
	cr_expect_eq(reading->list.processor_count, 1);
	cr_expect_eq(reading->list.memory_count, 0);
	reading_free(reading);
	add_processor(&table, 0, 1, 1);
	reading = read_sealed(&table);
	expect_remark(reading, NKV_GRAVITY_WARNING, 64,
		      "an entry of length 0 ends the SRAT; 56 bytes from there on are not "
		      "read, as in the kernel");
	cr_expect_eq(reading->list.processor_count, 1);
	reading_free(reading);
}

/* Its two bytes are the last. */
Test(srat, an_entry_of_length_0_at_the_end)
{
	struct table table = table_of(1);
	struct reading *reading;

	add_processor(&table, 0, 0, 1);
	add(&table, 1, 2)[1] = 0;
	reading = read_sealed(&table);
	expect_remark(reading, NKV_GRAVITY_NOTE, 64,
		      "an entry of length 0 ends the SRAT; 2 bytes from there on are not read, "
		      "as in the kernel");
	cr_expect_eq(reading->list.processor_count, 1);
	reading_free(reading);
}

Test(srat, what_is_disabled_may_be_anything)
{
	struct table table = table_of(3);
	struct reading *reading;

	add_processor(&table, 0x100, 0, 0);
	add_x2apic(&table, 0, 256, 0);
	add_memory(&table, 0, UINT64_MAX, UINT64_MAX, 2);
	add_memory(&table, 7, 0x1000, 0x1000, 0);
	reading = read_sealed(&table);
	cr_assert(reading->is_good);
	cr_expect_eq(reading->list.processor_count, 0);
	cr_assert_eq(reading->list.memory_count, 1);
	cr_expect_eq(reading->list.memory[0].pxm, 7);
	reading_free(reading);
}
