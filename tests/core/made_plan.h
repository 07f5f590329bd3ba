/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Plans that are made up, and boots that found pages of theirs bad. */
#ifndef TESTS_CORE_MADE_PLAN_H
#define TESTS_CORE_MADE_PLAN_H

#include "boot.h"

enum {
	NODE_PAGES = 65536,
	STRUCT_PAGE = 32,
	PAGE_OFFSET = 0x40000000,
	WINDOW = 0x70000000, /* where a mem_map of a remap area begins */
	NOWHERE = -1,
};

/* A plan of three nodes of 256 MiB, whose mem_maps are set by each test. */
struct made_plan {
	struct nkv_machine machine;
	struct nkv_plan plan;
};

/* To be freed. physnode_map has one entry for each node. */
struct made_plan *make_plan(void);

void put_in_window(struct nkv_node *node, uint32_t vaddr);

/* The comparison with a boot that found the struct pages at these addresses bad. */
struct nkv_boot_comparison find_bad_pages(const struct made_plan *made, const uint32_t *vaddrs,
					  size_t count, struct nkv_compared_page *pages);

#endif
