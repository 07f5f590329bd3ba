/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Sets of pages. Those that have no bits are never in one: the machines are smaller. */
#ifndef TESTS_MODEL_PAGES_H
#define TESTS_MODEL_PAGES_H

#include "model.h"

/* Where a page's bits are; NULL for a page that has none. */
static inline uint32_t *bits_of(const struct model *model, uint64_t pfn)
{
	if (pfn < NEAR_PAGES)
		return &model->pages[pfn];
	if (pfn >= FAR_START && pfn < FAR_START + FAR_PAGES)
		return &model->pages[NEAR_PAGES + (pfn - FAR_START)];
	return NULL;
}

static inline bool page_in(const struct model *model, uint64_t pfn, enum page_set set)
{
	const uint32_t *bits = bits_of(model, pfn);

	return bits && (*bits >> set & 1) != 0;
}

static inline void page_put(struct model *model, uint64_t pfn, enum page_set set)
{
	uint32_t *bits = bits_of(model, pfn);

	if (!bits || (*bits >> set & 1) != 0)
		return;
	model->set_pages[set]++;
	*bits |= UINT32_C(1) << set;
	if (pfn < NEAR_PAGES && pfn >= model->near_count)
		model->near_count = pfn + 1;
	if (pfn >= FAR_START && pfn - FAR_START >= model->far_count)
		model->far_count = pfn - FAR_START + 1;
}

static inline void page_remove(struct model *model, uint64_t pfn, enum page_set set)
{
	uint32_t *bits = bits_of(model, pfn);

	if (!bits || (*bits >> set & 1) == 0)
		return;
	model->set_pages[set]--;
	*bits &= ~(UINT32_C(1) << set);
}

/* The page after, of those that may be in a set; NO_PAGE at the end. */
static inline uint64_t next_page(const struct model *model, uint64_t pfn)
{
	if (++pfn < model->near_count)
		return pfn;
	if (pfn < FAR_START)
		pfn = FAR_START;
	return pfn < FAR_START + model->far_count ? pfn : NO_PAGE;
}

static inline uint64_t first_page(const struct model *model)
{
	return next_page(model, NO_PAGE);
}

#endif
