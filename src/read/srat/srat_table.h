/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The SRAT as the firmware lays it out in memory: which processor and which
 * memory belongs to which proximity domain (ACPI, System Resource Affinity
 * Table). Gives the entries of a table one at a time; allocates nothing.
 */
#ifndef NUMAKVA_READ_SRAT_SRAT_TABLE_H
#define NUMAKVA_READ_SRAT_SRAT_TABLE_H

#include <stdbool.h>
#include <stddef.h>

#include <numakva/machine.h>

enum {
	NKV_SRAT_HEADER_BYTES = 48, /* the first entry comes after them */
	NKV_SRAT_FAULT_BYTES = 160,
};

/* What is wrong with a table, and where. */
struct nkv_srat_fault {
	size_t offset; /* bytes from the table's beginning */
	char text[NKV_SRAT_FAULT_BYTES];
};

enum nkv_srat_result {
	NKV_SRAT_PROCESSOR,
	NKV_SRAT_MEMORY,
	NKV_SRAT_END,
	NKV_SRAT_FAULT,
};

struct nkv_srat_entry {
	size_t offset;			     /* where it begins */
	struct nkv_srat_processor processor; /* NKV_SRAT_PROCESSOR: a local APIC or x2APIC */
	struct nkv_srat_memory memory;	     /* NKV_SRAT_MEMORY */
};

/* Where in a table the next entry is. */
struct nkv_srat_cursor {
	const unsigned char *bytes;
	size_t length;
	size_t offset;
	unsigned int revision;
	size_t wide_count; /* x2APICs that were passed over, since their ids have more than 8 bits */
	size_t wide_offset; /* of the first of them */
	size_t high_count;  /* memory of which not all has pfns, or nothing */
	size_t high_offset; /* of the first of it */
	bool is_ended;	    /* by an entry of length 0 ... */
	bool hides;	    /* ... behind which not all is 0 */
};

/* Whether the bytes begin with the signature of an SRAT. */
bool nkv_srat_is_table(const unsigned char *bytes, size_t length);

/* Whether there are as many bytes of a table as its header says. */
bool nkv_srat_is_whole(const unsigned char *bytes, size_t length);

/*
 * Begins with a table of `length` bytes, which must outlive the cursor, and
 * checks its header: signature, length and checksum. Returns false with *fault
 * filled if it is no SRAT, is cut off, or was changed.
 */
bool nkv_srat_begin(struct nkv_srat_cursor *cursor, const unsigned char *bytes, size_t length,
		    struct nkv_srat_fault *fault);

/*
 * The next entry for a processor or for memory. Entries of other kinds are
 * skipped, as are disabled ones that a description could not hold, and x2APICs
 * whose ids have more than 8 bits, which are counted: kernels that are planned
 * do not know them. Of memory above 2^44 - 2^28 (formats) only what is below is
 * given, and it is counted. An entry of length 0 ends the table (srat-in-reach).
 * An entry that is cut off, or names a PXM above 255, is a fault.
 */
enum nkv_srat_result nkv_srat_next(struct nkv_srat_cursor *cursor, struct nkv_srat_entry *entry,
				   struct nkv_srat_fault *fault);

/* Writes the right length and checksum into the header of a table, which must be whole. */
void nkv_srat_seal(unsigned char *bytes, size_t length);

#endif
