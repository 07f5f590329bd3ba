/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The lines of a plan, step by step. */
#include "core/console/console.h"

#include "core/rules.h"

void nkv_console_say(const struct nkv_console *console, struct nkv_said said)
{
	said.in_later_words = console->plan->machine->kernel.profile->rules->has_later_words;
	console->hear(console->listener, &said);
}

void nkv_plan_say(const struct nkv_console *console)
{
	const struct nkv_plan *plan = console->plan;

	for (size_t i = 0; i < plan->step_count; i++)
		if (plan->steps[i]->say)
			plan->steps[i]->say(console);
}
