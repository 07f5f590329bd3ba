/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What the files share that model kernels from 2.6.27 on. */
#ifndef TESTS_MODEL_LATE_H
#define TESTS_MODEL_LATE_H

#include "pages.h"

#define PAGE UINT64_C(4096)
#define FIX_TOP UINT64_C(0xfffff000)

static inline uint64_t up(uint64_t address, uint64_t unit)
{
	return (address + unit - 1) / unit * unit;
}

static inline uint64_t large_bytes(const struct model *model)
{
	return model->large_page * PAGE;
}

#endif
