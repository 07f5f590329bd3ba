/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A kernel that may have printed a log, and the machine of the log in that case. */
#ifndef NUMAKVA_READ_INFER_CANDIDATE_H
#define NUMAKVA_READ_INFER_CANDIDATE_H

#include <stdbool.h>
#include <stdint.h>

#include <numakva/machine.h>

#include "read/forms/boot_facts.h"
#include "read/infer/map_words.h"

/* What no line of a log shows about a kernel, so that several candidates are tried. */
struct nkv_kernel_candidate {
	const struct nkv_profile *profile;
	enum nkv_highmem highmem;
	bool pae;
	enum nkv_log_words words; /* the words that make the map in effect */
	/* Figures that are found by planning; 0: the usual ones. */
	uint32_t struct_page_bytes;
	uint32_t pg_data_bytes;
	uint32_t nr_cpus;
	uint32_t image_end;
	/* Words for a command line that is not in the log. */
	uint64_t vmalloc_bytes;
	bool has_highmem; /* of any size, even 0 */
	uint64_t highmem_bytes;
};

/* Boot loaders place the initrd of a 32-bit kernel below this. */
#define NKV_INITRD_END_MAX UINT64_C(0x38000000)

/* How a value was found. */
enum nkv_log_knowledge {
	NKV_LOG_ASSUMED, /* the log does not show it */
	NKV_LOG_GUESSED, /* it probably follows from the log */
	NKV_LOG_KNOWN,
};

/* A machine, and how its values were found. It or the facts own its lists. */
struct nkv_log_machine {
	struct nkv_machine machine;
	struct nkv_firmware_reserve reserve[NKV_LOG_RESERVES_MAX];
	struct nkv_quad quads[NKV_LOG_NODES_MAX]; /* of a NUMA-Q */
	struct nkv_position quad_positions[NKV_LOG_NODES_MAX];
	struct nkv_srat_memory node_memory[NKV_LOG_CHUNKS_MAX]; /* made from nodes */
	struct nkv_position node_positions[NKV_LOG_CHUNKS_MAX];
	const struct nkv_position *memory_positions;
	const struct nkv_position *e820_positions;
	char cmdline[NKV_LOG_CMDLINE_BYTES + NKV_LOG_MAP_WORDS_BYTES];

	enum nkv_log_knowledge page_offset, struct_page, pg_data, max_numnodes, text, image_end,
		init_pg_tables_end, nr_cpus, ebda, initrd, srat, numaq;
	bool has_some_tables; /* of the ACPI; the log does not have all of them */
	bool reads_srat;      /* the log's kernel read it, whatever the tables say */
};

#endif
