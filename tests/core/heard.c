/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "heard.h"

#include <criterion/criterion.h>

static void hear(void *listener, const struct nkv_said *said)
{
	struct heard *heard = listener;

	cr_assert_lt(heard->count, (size_t)SAID_MAX);
	heard->said[heard->count++] = *said;
}

const struct heard *listen_to(const struct nkv_plan *plan)
{
	static struct heard heard;

	heard.count = 0;
	nkv_plan_say(&(struct nkv_console){ plan, hear, &heard });
	return &heard;
}

const struct nkv_said *find_said(const struct heard *heard, enum nkv_console_form form)
{
	for (size_t i = 0; i < heard->count; i++)
		if (heard->said[i].form == form)
			return &heard->said[i];
	return NULL;
}

const struct nkv_said *last_said(const struct heard *heard)
{
	cr_assert_gt(heard->count, 0U);
	return &heard->said[heard->count - 1];
}
