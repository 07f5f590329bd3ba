/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "read/log/boots.h"

#include <stdlib.h>

#include "base/grow.h"

static struct nkv_boot_facts *reuse_oldest(struct nkv_log_boots *boots)
{
	struct nkv_boot_facts *oldest = boots->kept[0];

	for (size_t i = 1; i < boots->count; i++)
		boots->kept[i - 1] = boots->kept[i];
	boots->kept[boots->count - 1] = oldest;
	return oldest;
}

static struct nkv_boot_facts *add_one(struct nkv_log_boots *boots)
{
	struct nkv_boot_facts **kept =
		nkv_grow(boots->kept, &boots->capacity, boots->count + 1, sizeof(*kept));
	struct nkv_boot_facts *facts;

	if (!kept)
		return NULL;
	boots->kept = kept;
	facts = malloc(sizeof(*facts));
	if (facts)
		boots->kept[boots->count++] = facts;
	return facts;
}

struct nkv_boot_facts *nkv_log_boots_add(struct nkv_log_boots *boots)
{
	boots->seen++;
	return boots->count == boots->kept_max ? reuse_oldest(boots) : add_one(boots);
}

struct nkv_boot_facts *nkv_log_boots_last(const struct nkv_log_boots *boots)
{
	return boots->count > 0 ? boots->kept[boots->count - 1] : NULL;
}

void nkv_log_boots_free(struct nkv_log_boots *boots)
{
	for (size_t i = 0; i < boots->count; i++)
		free(boots->kept[i]);
	free(boots->kept);
}
