/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A NUMA-Q: nodes from the quads' own table (numaq). */
#include "model.h"

/* To 2.6.11 the quads are counted, and the nodes are the first so many; one that is missing is empty. */
void model_read_quads(struct model *model)
{
	const struct nkv_machine *machine = model->machine;
	bool counts = model->kernel <= KERNEL_2_6_9;

	model->numaq = true;
	for (unsigned int number = 0; number < NODES_MAX; number++) {
		model->nodes[number].pxm = NOBODY;
		model->nodes[number].online = counts && number < machine->quad_count;
		if (model->nodes[number].online)
			model->node_count = number + 1;
	}
	for (size_t i = 0; i < machine->quad_count; i++) {
		const struct nkv_quad *quad = &machine->quads[i];
		struct node *node = &model->nodes[quad->number];

		if (counts && !node->online)
			continue;
		node->online = true;
		node->start = (ulong32)((quad->start - quad->private_bytes) >> 12);
		node->end = (ulong32)((quad->start + quad->size) >> 12);
		if (quad->number >= model->node_count)
			model->node_count = quad->number + 1u;
	}
}

/* A quad that begins above memory gives nothing; the bytes of its mem_map are then taken for pages. */
void model_find_quads_above_memory(struct model *model)
{
	bool is_old = model->kernel == KERNEL_2_6_12;

	for (unsigned int nid = is_old; nid < model->node_count; nid++)
		if (model->nodes[nid].above_memory && model->nodes[nid].memmap_bytes > 0)
			model_find_node(model, NKV_HAZARD_NODE_ABOVE_MEMORY, NKV_SEVERITY_FATAL,
					nid);
}
