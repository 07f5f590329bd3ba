/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The check of a machine: each limit and hazard, and the remedies that pass. */
#include "write/html/html_parts.h"

#include "base/number.h"
#include "base/xml.h"
#include "write/words/check_text.h"
#include "write/words/hazard_text.h"
#include "write/words/hazard_walk.h"
#include "write/words/remedy_text.h"

static void put_row(FILE *out, const char *name, const char *wanted, const char *value, bool pass)
{
	fprintf(out, "<tr><th scope=\"row\">%s</th><td>%s</td><td class=\"wide\">", name, wanted);
	nkv_xml_text(out, value);
	fprintf(out, "</td><td class=\"%s\"><strong>%s</strong></td></tr>\n",
		pass ? "boots" : "panics", pass ? "passes" : "fails");
}

static void put_limit(FILE *out, const struct nkv_limit_result *result)
{
	const struct nkv_limit_info *info = nkv_limit_info(result->limit);
	char limit[NKV_NUMBER_BYTES], value[NKV_NUMBER_BYTES], wanted[NKV_LIMIT_TEXT_BYTES];

	snprintf(wanted, sizeof(wanted), "%s at %s %s", info->words,
		 info->is_least ? "least" : "most", nkv_number_text(result->limit_bytes, limit));
	put_row(out, info->name, wanted,
		result->computed ? nkv_number_text(result->value_bytes, value)
				 : "not computed, because the boot stops before",
		result->pass);
}

static void put_hazards(FILE *out, const struct nkv_plan *plan, uint64_t hazards, bool pass)
{
	char message[NKV_HAZARD_TEXT_BYTES];
	const struct nkv_hazard *hazard;
	size_t next = 0;

	while ((hazard = nkv_hazard_next(plan, hazards, &next))) {
		nkv_hazard_message(plan, hazard, message);
		put_row(out, nkv_hazard_info(hazard->code)->code,
			pass ? "allowed" : nkv_severity_name(hazard->severity), message, pass);
	}
}

void nkv_html_put_check(FILE *out, const struct nkv_plan *plan,
			const struct nkv_check_result *result)
{
	const struct nkv_check *check = &result->check;

	fprintf(out, "<h3>Check: %s</h3>\n", check->pass ? "passes" : "fails");
	nkv_html_begin_table(out, "Check", "limit or hazard,expected,value,result");
	for (size_t i = 0; i < check->limit_count; i++)
		put_limit(out, &check->limits[i]);
	put_hazards(out, plan, check->refused_hazards, false);
	put_hazards(out, plan, check->allowed_hazards, true);
	if (check->refused_hazards == 0 && check->allowed_hazards == 0)
		put_row(out, "hazards", "none that is fatal or corrupting", "none", true);
	nkv_html_end_table(out);
	if (check->pass)
		return;
	fprintf(out, "<p>%s%s</p>\n",
		result->remedy_count > 0 ? "Passes with (cheapest first):"
					 : "Nothing that was tried passes: ",
		result->remedy_count > 0 ? "" : nkv_remedies_tried);
	nkv_html_put_remedies(out, result->remedies, result->remedy_count);
}
