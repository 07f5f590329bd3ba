/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The nodes of a log without the table they come from. Their ranges follow from
 * lines of many kinds.
 */
#ifndef NUMAKVA_READ_INFER_LOG_NODES_H
#define NUMAKVA_READ_INFER_LOG_NODES_H

#include <stdbool.h>
#include <stddef.h>

#include "read/forms/boot_facts.h"

struct nkv_log_nodes {
	size_t told; /* the number of nodes, from all lines about nodes */
	/* in pfns, in the order of the nodes */
	struct nkv_log_node_range ranges[NKV_LOG_NODES_MAX];
	size_t count;	 /* the number of ranges: all or none */
	bool is_guessed; /* no line shows where some begin or end, but it probably follows */
};

/* The nodes of a NUMA-Q follow each other, and in all known machines they have one size. */
struct nkv_log_nodes nkv_log_find_nodes(const struct nkv_boot_facts *facts);

/*
 * Whether the kernel's nodes are those of a NUMA-Q. The kernel prints that only after setup. One
 * that ended before is taken as NUMA-Q if it has nodes, no SRAT, and such a map.
 */
bool nkv_log_is_numaq(const struct nkv_boot_facts *facts);

#endif
