/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "read/srat/srat_table.h"

#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

/* Offsets in the header. */
enum {
	AT_LENGTH = 4,
	AT_REVISION = 8,
	AT_CHECKSUM = 9,
};

enum {
	ENTRY_PROCESSOR = 0,
	ENTRY_MEMORY = 1,
	ENTRY_X2APIC = 2,
};

enum {
	FLAG_ENABLED = 1 << 0,
	FLAG_HOTPLUG = 1 << 1,
};

/* From this revision on, a proximity domain has 32 bits. */
enum { REVISION_WIDE_PXM = 2 };

static const char signature[] = { 'S', 'R', 'A', 'T' };

/* --- bytes --- */

static uint64_t little_endian(const unsigned char *bytes, size_t count)
{
	uint64_t number = 0;

	while (count-- > 0)
		number = number << 8 | bytes[count];
	return number;
}

static uint32_t get32(const unsigned char *bytes)
{
	return (uint32_t)little_endian(bytes, 4);
}

static unsigned char byte_sum(const unsigned char *bytes, size_t length)
{
	unsigned int sum = 0;

	for (size_t i = 0; i < length; i++)
		sum += bytes[i];
	return (unsigned char)sum;
}

static bool find_fault(struct nkv_srat_fault *fault, size_t offset, const char *format, ...)
	__attribute__((format(printf, 3, 4)));

/* Fills the fault, and returns false. */
static bool find_fault(struct nkv_srat_fault *fault, size_t offset, const char *format, ...)
{
	va_list arguments;

	fault->offset = offset;
	va_start(arguments, format);
	vsnprintf(fault->text, sizeof(fault->text), format, arguments);
	va_end(arguments);
	return false;
}

/* --- the header --- */

bool nkv_srat_is_table(const unsigned char *bytes, size_t length)
{
	return length >= sizeof(signature) && memcmp(bytes, signature, sizeof(signature)) == 0;
}

bool nkv_srat_is_whole(const unsigned char *bytes, size_t length)
{
	return length >= AT_LENGTH + sizeof(uint32_t) && length >= get32(bytes + AT_LENGTH);
}

bool nkv_srat_begin(struct nkv_srat_cursor *cursor, const unsigned char *bytes, size_t length,
		    struct nkv_srat_fault *fault)
{
	uint32_t said;

	if (!nkv_srat_is_table(bytes, length))
		return find_fault(fault, 0, "not an SRAT: it does not begin with 'SRAT'");
	if (length < NKV_SRAT_HEADER_BYTES)
		return find_fault(fault, length,
				  "the SRAT is cut off after %zu bytes of its header", length);
	said = get32(bytes + AT_LENGTH);
	if (said > length)
		return find_fault(fault, length,
				  "the SRAT is cut off after %zu bytes, its header says %" PRIu32,
				  length, said);
	if (said < length)
		return find_fault(fault, AT_LENGTH,
				  "the SRAT has %zu bytes, its header says %" PRIu32, length, said);
	if (byte_sum(bytes, length) != 0)
		return find_fault(fault, AT_CHECKSUM,
				  "the SRAT's checksum is 0x%02x, expected 0x%02x",
				  bytes[AT_CHECKSUM],
				  (unsigned char)(bytes[AT_CHECKSUM] - byte_sum(bytes, length)));
	*cursor = (struct nkv_srat_cursor){
		.bytes = bytes,
		.length = length,
		.offset = NKV_SRAT_HEADER_BYTES,
		.revision = bytes[AT_REVISION],
	};
	return true;
}

void nkv_srat_seal(unsigned char *bytes, size_t length)
{
	for (size_t i = 0; i < 4; i++)
		bytes[AT_LENGTH + i] = (unsigned char)(length >> (8 * i));
	bytes[AT_CHECKSUM] = (unsigned char)(bytes[AT_CHECKSUM] - byte_sum(bytes, length));
}

/* --- entries --- */

/* An entry before it is checked against the limits of a description. */
struct raw_entry {
	const unsigned char *bytes;
	size_t offset; /* in the table */
	uint32_t pxm;
	bool enabled;
};

/* An enabled entry with a value beyond the limits of a description is a fault. */
static bool check_most(const struct raw_entry *raw, const char *what, uint64_t value, uint64_t most,
		       struct nkv_srat_fault *fault)
{
	if (value <= most)
		return true;
	return find_fault(fault, raw->offset, "%s 0x%" PRIx64 ", expected at most 0x%" PRIx64, what,
			  value, most);
}

static bool read_processor(const struct raw_entry *raw, uint32_t apic, struct nkv_srat_entry *entry,
			   struct nkv_srat_fault *fault)
{
	entry->processor = (struct nkv_srat_processor){
		.pxm = (uint8_t)raw->pxm,
		.apic = (uint8_t)apic,
		.enabled = raw->enabled,
	};
	return check_most(raw, "a processor in proximity domain", raw->pxm, NKV_PXM_MAX, fault) &&
	       check_most(raw, "a processor with APIC id", apic, UINT8_MAX, fault);
}

static bool read_memory(const struct raw_entry *raw, struct nkv_srat_entry *entry,
			struct nkv_srat_fault *fault)
{
	uint64_t start = little_endian(raw->bytes + 8, 8);
	uint64_t size = little_endian(raw->bytes + 16, 8);
	uint64_t most = start < NKV_MEMORY_END_MAX ? NKV_MEMORY_END_MAX - start : 0;

	entry->memory = (struct nkv_srat_memory){
		.start = start,
		.size = size < most ? size : most,
		.pxm = (uint8_t)raw->pxm,
		.enabled = raw->enabled,
		.hotplug = get32(raw->bytes + 28) & FLAG_HOTPLUG,
	};
	return check_most(raw, "memory in proximity domain", raw->pxm, NKV_PXM_MAX, fault);
}

/* The offsets in an entry, by its type. */
static const struct {
	const char *name;
	size_t bytes;
	enum nkv_srat_result result;
	size_t pxm_at, pxm_bytes; /* of the proximity domain; in type 0 a part of it is elsewhere */
	size_t flags_at;
} kinds[] = {
	[ENTRY_PROCESSOR] = { "a processor", 16, NKV_SRAT_PROCESSOR, 2, 1, 4 },
	[ENTRY_MEMORY] = { "a memory", 40, NKV_SRAT_MEMORY, 2, 4, 28 },
	[ENTRY_X2APIC] = { "an x2APIC", 24, NKV_SRAT_PROCESSOR, 4, 4, 12 },
};

static bool is_known(unsigned int type)
{
	return type < sizeof(kinds) / sizeof(kinds[0]);
}

/* Checks the entry's type and length, and that all of it is inside the table. */
static bool check_entry(const struct nkv_srat_cursor *cursor, struct nkv_srat_fault *fault)
{
	const unsigned char *bytes = cursor->bytes + cursor->offset;
	size_t left = cursor->length - cursor->offset;

	if (left < 2)
		return find_fault(fault, cursor->offset, "an entry is cut off after its type");
	if (bytes[1] == 1)
		return find_fault(fault, cursor->offset, "an entry of length 1");
	if (bytes[1] > left)
		return find_fault(fault, cursor->offset,
				  "an entry of %u bytes is cut off after %zu", bytes[1], left);
	if (is_known(bytes[0]) && bytes[1] < kinds[bytes[0]].bytes)
		return find_fault(fault, cursor->offset,
				  "%s entry of %u bytes, expected at least %zu",
				  kinds[bytes[0]].name, bytes[1], kinds[bytes[0]].bytes);
	return true;
}

static struct raw_entry raw_at(const struct nkv_srat_cursor *cursor)
{
	const unsigned char *bytes = cursor->bytes + cursor->offset;
	unsigned int type = bytes[0];
	struct raw_entry raw = { .bytes = bytes, .offset = cursor->offset };

	raw.pxm = (uint32_t)little_endian(bytes + kinds[type].pxm_at, kinds[type].pxm_bytes);
	if (type == ENTRY_PROCESSOR)
		raw.pxm |= (uint32_t)little_endian(bytes + 9, 3) << 8;
	/* In the first revision the other bits are reserved, and can be other than 0. */
	if (cursor->revision < REVISION_WIDE_PXM && type != ENTRY_X2APIC)
		raw.pxm &= 0xff;
	raw.enabled = get32(bytes + kinds[type].flags_at) & FLAG_ENABLED;
	return raw;
}

static bool read_entry(const struct raw_entry *raw, struct nkv_srat_entry *entry,
		       struct nkv_srat_fault *fault)
{
	entry->offset = raw->offset;
	switch (raw->bytes[0]) {
	case ENTRY_PROCESSOR:
		return read_processor(raw, raw->bytes[3], entry, fault);
	case ENTRY_X2APIC:
		return read_processor(raw, get32(raw->bytes + 8), entry, fault);
	default:
		return read_memory(raw, entry, fault);
	}
}

/* Skips an x2APIC beyond the limits of a description. Returns false for any other entry. */
static bool pass_wide(struct nkv_srat_cursor *cursor, const struct raw_entry *raw)
{
	if (raw->bytes[0] != ENTRY_X2APIC || !raw->enabled || get32(raw->bytes + 8) <= UINT8_MAX)
		return false;
	if (cursor->wide_count++ == 0)
		cursor->wide_offset = raw->offset;
	return true;
}

/* Counts memory above all pfns. Returns whether the whole entry is above them. */
static bool pass_high(struct nkv_srat_cursor *cursor, const struct raw_entry *raw)
{
	uint64_t start, size;

	if (raw->bytes[0] != ENTRY_MEMORY)
		return false;
	start = little_endian(raw->bytes + 8, 8);
	size = little_endian(raw->bytes + 16, 8);
	if (start <= NKV_MEMORY_END_MAX && size <= NKV_MEMORY_END_MAX - start)
		return false;
	if (raw->enabled && cursor->high_count++ == 0)
		cursor->high_offset = raw->offset;
	return start >= NKV_MEMORY_END_MAX;
}

/* Whether the entry has the length 0. */
static bool is_end(struct nkv_srat_cursor *cursor)
{
	const unsigned char *bytes = cursor->bytes + cursor->offset;
	size_t left = cursor->length - cursor->offset;

	if (left < 2 || bytes[1] != 0)
		return false;
	cursor->is_ended = true;
	for (size_t i = 2; i < left; i++)
		cursor->hides |= bytes[i] != 0;
	return true;
}

enum nkv_srat_result nkv_srat_next(struct nkv_srat_cursor *cursor, struct nkv_srat_entry *entry,
				   struct nkv_srat_fault *fault)
{
	while (cursor->offset < cursor->length && !is_end(cursor)) {
		const unsigned char *bytes = cursor->bytes + cursor->offset;
		struct raw_entry raw;

		if (!check_entry(cursor, fault))
			return NKV_SRAT_FAULT;
		if (!is_known(bytes[0])) {
			cursor->offset += bytes[1];
			continue;
		}
		raw = raw_at(cursor);
		cursor->offset += bytes[1];
		if (pass_wide(cursor, &raw) || pass_high(cursor, &raw))
			continue;
		if (read_entry(&raw, entry, fault))
			return kinds[bytes[0]].result;
		if (raw.enabled)
			return NKV_SRAT_FAULT;
	}
	return NKV_SRAT_END;
}
