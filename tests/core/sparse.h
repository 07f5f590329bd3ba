/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Machines for the tests of SPARSEMEM. */
#ifndef TESTS_CORE_SPARSE_H
#define TESTS_CORE_SPARSE_H

#include "boot.h"

/* A machine of 2 GiB with that SRAT; sections of 1 GiB. */
struct nkv_machine sparse_machine(const char *profile, const struct nkv_srat_memory *memory,
				  size_t count);

/* Another map in place of its own. */
void give_map(struct nkv_machine *machine, const struct nkv_e820_entry *map, size_t count);

/* That the section is present, who marked it first, and who owns it. */
void expect_section(const struct nkv_plan *plan, unsigned int number, unsigned int home_nid,
		    unsigned int nid);

#endif
