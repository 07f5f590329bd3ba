/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "made_plan.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

#include "comparing.h"

struct made_plan *make_plan(void)
{
	struct made_plan *made = calloc(1, sizeof(*made));

	cr_assert(made);
	made->machine.kernel = nkv_kernel_default();
	made->machine.kernel.struct_page_bytes = STRUCT_PAGE;
	made->machine.kernel.page_offset = PAGE_OFFSET;
	made->plan.machine = &made->machine;
	made->plan.verdict = NKV_VERDICT_UNSTABLE;
	made->plan.node_count = 3;
	made->plan.max_low_pfn = 3 * NODE_PAGES - 100;
	made->plan.physnode_entry_pages = NODE_PAGES;
	memset(made->plan.physnode_map, -1, sizeof(made->plan.physnode_map));
	for (uint8_t i = 0; i < 3; i++) {
		made->plan.physnode_map[i] = (int8_t)i;
		made->plan.nodes[i].nid = i;
		made->plan.nodes[i].memmap.pages =
			(struct nkv_range){ i * (uint64_t)NODE_PAGES,
					    (i + 1U) * (uint64_t)NODE_PAGES };
	}
	return made;
}

void put_in_window(struct nkv_node *node, uint32_t vaddr)
{
	node->memmap.from = NKV_MEMMAP_REMAP;
	node->memmap.vaddr = vaddr;
}

struct nkv_boot_comparison find_bad_pages(const struct made_plan *made, const uint32_t *vaddrs,
					  size_t count, struct nkv_compared_page *pages)
{
	struct nkv_logged_page logged[8];
	const struct nkv_boot_record record = { .bad_pages = logged,
						.bad_page_count = count,
						.bad_page_messages = count };
	size_t bytes = nkv_compare_bytes(0, &record);
	struct nkv_boot_comparison comparison;
	void *workspace = malloc(bytes);

	for (size_t i = 0; i < count; i++)
		logged[i] = (struct nkv_logged_page){ vaddrs[i], i + 1 };
	cr_assert(workspace);
	cr_assert(nkv_compare(&made->plan, NULL, 0, &record, workspace, bytes, &comparison));
	memcpy(pages, comparison.bad_pages, count * sizeof(*pages));
	free(workspace);
	return comparison;
}
