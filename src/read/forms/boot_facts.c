/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "read/forms/boot_facts.h"

#include <string.h>

#include "base/text.h"
#include "read/forms/line_form.h"

static const struct nkv_line_forms *const tables[] = {
	&nkv_map_lines,
	&nkv_srat_lines,
	&nkv_node_lines,
	&nkv_kernel_lines,
};

void nkv_boot_facts_begin(struct nkv_boot_facts *facts, const struct nkv_position *first)
{
	memset(facts, 0, sizeof(*facts));
	facts->origin = first->origin;
	facts->first = facts->last = *first;
}

void nkv_log_fact_note(struct nkv_boot_facts *facts, enum nkv_log_fact fact, uint64_t number,
		       const struct nkv_position *position)
{
	if (!facts->facts[fact].given)
		facts->facts[fact] = (struct nkv_log_fact_value){ true, number, *position };
}

/* Later kernels put the name of the part that speaks before what was always said. */
static const char *skip_speaker(const char *line)
{
	static const char *const speakers[] = { "ACPI: SRAT: ", "e820: ", "smpboot: " };
	static const size_t kept[] = { sizeof("SRAT: ") - 1, 0, 0 };

	for (size_t i = 0; i < sizeof(speakers) / sizeof(speakers[0]); i++)
		if (nkv_text_begins_with(line, speakers[i]))
			return line + strlen(speakers[i]) - kept[i];
	return line;
}

static enum nkv_match take_form(struct nkv_boot_facts *facts, const struct nkv_line_form *form,
				const struct nkv_capture *captures,
				const struct nkv_position *position)
{
	if (form->take)
		return form->take(facts, captures, position);
	for (size_t i = 0; i < form->fact_count; i++)
		nkv_log_fact_note(facts, form->facts[i], captures[i].number, position);
	return NKV_MATCH_WHOLE;
}

static enum nkv_match try_form(struct nkv_boot_facts *facts, const struct nkv_line_form *form,
			       const char *line, const struct nkv_position *position)
{
	struct nkv_capture captures[NKV_CAPTURES_MAX] = { { 0 } };

	switch (nkv_match(line, form->pattern, captures)) {
	case NKV_MATCH_WHOLE:
		return take_form(facts, form, captures, position);
	case NKV_MATCH_PART:
		return NKV_MATCH_PART;
	case NKV_MATCH_NONE:
		break;
	}
	return NKV_MATCH_NONE;
}

enum nkv_match nkv_boot_facts_take(struct nkv_boot_facts *facts, const char *line,
				   const struct nkv_position *position)
{
	enum nkv_match result = NKV_MATCH_NONE;

	line = skip_speaker(line);
	for (size_t i = 0; i < sizeof(tables) / sizeof(tables[0]); i++) {
		for (size_t j = 0; j < tables[i]->count; j++) {
			enum nkv_match tried =
				try_form(facts, &tables[i]->forms[j], line, position);

			if (tried == NKV_MATCH_WHOLE) {
				facts->ends_in_map = i == 0;
				facts->last = *position;
				return tried;
			}
			if (tried == NKV_MATCH_PART)
				result = tried;
		}
	}
	return result;
}

void nkv_boot_facts_take_broken(struct nkv_boot_facts *facts, const char *line,
				const struct nkv_position *position)
{
	static const struct {
		const char *beginning;
		enum nkv_log_fact fact;
	} entries[] = {
		{ "BIOS-e820:", NKV_LOG_FACT_BROKEN_MAP },
		{ "Memory range ", NKV_LOG_FACT_BROKEN_SRAT },
		{ "SRAT: Node ", NKV_LOG_FACT_BROKEN_SRAT },
		{ "SRAT: PXM ", NKV_LOG_FACT_BROKEN_SRAT },
	};

	line = skip_speaker(line);
	for (size_t i = 0; i < sizeof(entries) / sizeof(entries[0]); i++) {
		if (!nkv_text_begins_with(line, entries[i].beginning))
			continue;
		nkv_log_fact_note(facts, entries[i].fact, 0, position);
		facts->ends_in_map = entries[i].fact == NKV_LOG_FACT_BROKEN_MAP;
	}
}

bool nkv_boot_facts_knows(const char *line)
{
	struct nkv_capture captures[NKV_CAPTURES_MAX];

	line = skip_speaker(line);
	for (size_t i = 0; i < sizeof(tables) / sizeof(tables[0]); i++)
		for (size_t j = 0; j < tables[i]->count; j++)
			if (nkv_match(line, tables[i]->forms[j].pattern, captures) ==
			    NKV_MATCH_WHOLE)
				return true;
	return false;
}
