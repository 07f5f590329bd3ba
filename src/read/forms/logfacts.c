/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "read/forms/logfacts.h"

#include <string.h>

#include "base/text.h"
#include "read/forms/logform.h"

static const struct nkv_logform_table *const tables[] = {
	&nkv_logforms_map,
	&nkv_logforms_srat,
	&nkv_logforms_nodes,
	&nkv_logforms_kernel,
};

void nkv_logfacts_begin(struct nkv_logfacts *facts, const struct nkv_mark *first)
{
	memset(facts, 0, sizeof(*facts));
	facts->origin = first->origin;
	facts->first = facts->last = *first;
}

void nkv_logfact_note(struct nkv_logfacts *facts, enum nkv_logfact fact, uint64_t number,
		      const struct nkv_mark *mark)
{
	if (!facts->facts[fact].given)
		facts->facts[fact] = (struct nkv_logfact_value){ true, number, *mark };
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

static enum nkv_logfacts_result take_form(struct nkv_logfacts *facts,
					  const struct nkv_logform *form,
					  const struct nkv_capture *captures,
					  const struct nkv_mark *mark)
{
	if (form->take)
		return form->take(facts, captures, mark);
	for (size_t i = 0; i < form->fact_count; i++)
		nkv_logfact_note(facts, form->facts[i], captures[i].number, mark);
	return NKV_LOGFACTS_TAKEN;
}

static enum nkv_logfacts_result try_form(struct nkv_logfacts *facts, const struct nkv_logform *form,
					 const char *line, const struct nkv_mark *mark)
{
	struct nkv_capture captures[NKV_CAPTURES_MAX] = { { 0 } };

	switch (nkv_match(line, form->pattern, captures)) {
	case NKV_MATCH_WHOLE:
		return take_form(facts, form, captures, mark);
	case NKV_MATCH_PART:
		return NKV_LOGFACTS_PART;
	case NKV_MATCH_NONE:
		break;
	}
	return NKV_LOGFACTS_NOTHING;
}

enum nkv_logfacts_result nkv_logfacts_take(struct nkv_logfacts *facts, const char *line,
					   const struct nkv_mark *mark)
{
	enum nkv_logfacts_result result = NKV_LOGFACTS_NOTHING;

	line = skip_speaker(line);
	for (size_t i = 0; i < sizeof(tables) / sizeof(tables[0]); i++) {
		for (size_t j = 0; j < tables[i]->count; j++) {
			enum nkv_logfacts_result tried =
				try_form(facts, &tables[i]->forms[j], line, mark);

			if (tried == NKV_LOGFACTS_TAKEN) {
				facts->ends_in_map = i == 0;
				facts->last = *mark;
				return tried;
			}
			if (tried == NKV_LOGFACTS_PART)
				result = tried;
		}
	}
	return result;
}

void nkv_logfacts_take_broken(struct nkv_logfacts *facts, const char *line,
			      const struct nkv_mark *mark)
{
	static const struct {
		const char *beginning;
		enum nkv_logfact fact;
	} entries[] = {
		{ "BIOS-e820:", NKV_LOGFACT_BROKEN_MAP },
		{ "Memory range ", NKV_LOGFACT_BROKEN_SRAT },
		{ "SRAT: Node ", NKV_LOGFACT_BROKEN_SRAT },
		{ "SRAT: PXM ", NKV_LOGFACT_BROKEN_SRAT },
	};

	line = skip_speaker(line);
	for (size_t i = 0; i < sizeof(entries) / sizeof(entries[0]); i++) {
		if (!nkv_text_begins_with(line, entries[i].beginning))
			continue;
		nkv_logfact_note(facts, entries[i].fact, 0, mark);
		facts->ends_in_map = entries[i].fact == NKV_LOGFACT_BROKEN_MAP;
	}
}

bool nkv_logfacts_knows(const char *line)
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
