/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "write/check/report_case.h"

#include <stdio.h>
#include <string.h>

#include "write/words/check_text.h"
#include "write/words/hazard_walk.h"

/* Lists the hazards in the mask: "bad-page-state (corrupting), ...". */
static void list_hazards(const struct nkv_plan *plan, uint64_t mask, char text[NKV_CASE_TEXT_BYTES])
{
	const struct nkv_hazard *hazard;
	size_t next = 0, used = 0;

	while ((hazard = nkv_hazard_next(plan, mask, &next))) {
		snprintf(text + used, NKV_CASE_TEXT_BYTES - used, "%s%s (%s)", used > 0 ? ", " : "",
			 nkv_hazard_info(hazard->code)->code, nkv_severity_name(hazard->severity));
		used += strlen(text + used);
	}
}

bool nkv_case_next(const struct nkv_subject *subject, size_t *next, struct nkv_case *report_case)
{
	const struct nkv_check *check = &subject->check->check;
	size_t index = (*next)++;

	report_case->message[0] = '\0';
	report_case->is_hazards = index == check->limit_count;
	if (index < check->limit_count) {
		report_case->name = nkv_limit_info(check->limits[index].limit)->name;
		report_case->pass = check->limits[index].pass;
		if (!report_case->pass)
			nkv_limit_text(&check->limits[index], report_case->message);
		return true;
	}
	report_case->name = "hazards";
	report_case->pass = check->refused_hazards == 0;
	list_hazards(subject->plan, check->refused_hazards, report_case->message);
	return report_case->is_hazards;
}
