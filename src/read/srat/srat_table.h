/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The SRAT in its binary form: the proximity domains of processors and memory
 * (ACPI, System Resource Affinity Table). Returns the entries of a table one by
 * one. Allocates nothing.
 */
#ifndef NUMAKVA_READ_SRAT_SRAT_TABLE_H
#define NUMAKVA_READ_SRAT_SRAT_TABLE_H

#include <stdbool.h>
#include <stddef.h>

#include <numakva/machine.h>

enum {
	NKV_SRAT_HEADER_BYTES = 48, /* the first entry follows */
	NKV_SRAT_FAULT_BYTES = 160,
};

/* What is wrong with a table, and where. */
struct nkv_srat_fault {
	size_t offset; /* from the beginning of the table */
	char text[NKV_SRAT_FAULT_BYTES];
};

enum nkv_srat_result {
	NKV_SRAT_PROCESSOR,
	NKV_SRAT_MEMORY,
	NKV_SRAT_END,
	NKV_SRAT_FAULT,
};

struct nkv_srat_entry {
	size_t offset;			     /* its beginning */
	struct nkv_srat_processor processor; /* NKV_SRAT_PROCESSOR: a local APIC or x2APIC */
	struct nkv_srat_memory memory;	     /* NKV_SRAT_MEMORY */
};

/* The position of the next entry in a table. */
struct nkv_srat_cursor {
	const unsigned char *bytes;
	size_t length;
	size_t offset;
	unsigned int revision;
	size_t wide_count;  /* x2APICs that were skipped, because their ids have more than 8 bits */
	size_t wide_offset; /* of the first of them */
	size_t high_count;  /* memory that has pfns only in part, or not at all */
	size_t high_offset; /* of the first of it */
	bool is_ended;	    /* by an entry of length 0 ... */
	bool hides;	    /* ... followed by bytes other than 0 */
};

/* Whether the bytes begin with the signature of an SRAT. */
bool nkv_srat_is_table(const unsigned char *bytes, size_t length);

/* Whether all bytes of a table are there, according to its header. */
bool nkv_srat_is_whole(const unsigned char *bytes, size_t length);

/*
 * Begins with a table of `length` bytes, which must outlive the cursor, and
 * checks its header: signature, length and checksum. Returns false, with *fault
 * filled, if it is no SRAT, is cut off, or was changed.
 */
bool nkv_srat_begin(struct nkv_srat_cursor *cursor, const unsigned char *bytes, size_t length,
		    struct nkv_srat_fault *fault);

/*
 * The next entry for a processor or for memory. Entries of other types are
 * skipped. So are disabled entries beyond the limits of a description. x2APICs
 * with ids of more than 8 bits are skipped and counted, because the planned
 * kernels do not know them. Memory above 2^44 - 2^28 (formats) is cut there and
 * counted. An entry of length 0 ends the table (srat-in-reach). An entry that
 * is cut off, or has a PXM above 255, is a fault.
 */
enum nkv_srat_result nkv_srat_next(struct nkv_srat_cursor *cursor, struct nkv_srat_entry *entry,
				   struct nkv_srat_fault *fault);

/* Writes the right length and checksum into the header of a table, which must be complete. */
void nkv_srat_seal(unsigned char *bytes, size_t length);

#endif
