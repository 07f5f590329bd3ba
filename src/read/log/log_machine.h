/* SPDX-License-Identifier: GPL-2.0-or-later */
/* From what a log tells to a machine. */
#ifndef NUMAKVA_READ_LOG_LOG_MACHINE_H
#define NUMAKVA_READ_LOG_LOG_MACHINE_H

#include <stdbool.h>
#include <stddef.h>

#include <numakva/machine.h>

#include "read/forms/boot_facts.h"

/* What a log does not print of a kernel, but what its lines may rule out. */
struct nkv_kernel_candidate {
	const struct nkv_profile *profile;
	enum nkv_highmem highmem;
	bool pae;
};

/* What a boot loader is told of 32-bit kernels: an initrd ends at or below this. */
#define NKV_INITRD_END_MAX UINT64_C(0x38000000)

enum { NKV_LOG_GUESSED_CMDLINE_BYTES = 32 };

/* How a value came about. */
enum nkv_log_knowledge {
	NKV_LOG_ASSUMED, /* the log says nothing */
	NKV_LOG_GUESSED, /* the log says something that it follows from, not surely */
	NKV_LOG_KNOWN,
};

/* A machine, and how much of it is known. Its lists are its own or the facts'. */
struct nkv_log_machine {
	struct nkv_machine machine;
	struct nkv_firmware_reserve reserve[NKV_LOG_RESERVES_MAX];
	struct nkv_srat_memory node_memory[NKV_LOG_NODES_MAX]; /* of nodes without an SRAT */
	struct nkv_position node_positions[NKV_LOG_NODES_MAX];
	const struct nkv_position *memory_positions;
	char cmdline[NKV_LOG_GUESSED_CMDLINE_BYTES]; /* what is known of one that is not printed */

	enum nkv_log_knowledge page_offset, struct_page, text, init_pg_tables_end, ebda, initrd,
		srat;
};

/* The machine of the log, were the kernel the candidate. The facts must outlive it. */
void nkv_log_machine(const struct nkv_boot_facts *facts,
		     const struct nkv_kernel_candidate *candidate, struct nkv_log_machine *out);

#endif
