/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "read/forms/take_line.h"

#include <string.h>

#include "base/text.h"
#include "read/forms/line_notes.h"
#include "read/forms/line_form.h"

static const struct nkv_line_forms *const tables[] = {
	&nkv_map_lines,	 &nkv_table_lines,  &nkv_srat_lines,
	&nkv_node_lines, &nkv_kernel_lines, &nkv_late_lines,
};

/* Later kernels print the name of a subsystem before the message. */
static const char *skip_speaker(const char *line)
{
	static const char *const speakers[] = { "ACPI: SRAT: ", "e820: ", "smpboot: " };
	static const size_t kept[] = { sizeof("SRAT: ") - 1, 0, 0 };

	for (size_t i = 0; i < sizeof(speakers) / sizeof(speakers[0]); i++)
		if (nkv_text_begins_with(line, speakers[i]))
			return line + strlen(speakers[i]) - kept[i];
	return line;
}

void nkv_line_notes(const struct nkv_formed_line *line, struct nkv_log_fact_value *value,
		    const struct nkv_capture *capture)
{
	if (capture->is_hexadecimal)
		nkv_line_tells(line, NKV_LOG_FACT_HEXADECIMAL_PFN, 0);
	if (value->given)
		return;
	nkv_log_fact_note(value, capture->number, &line->position);
	value->is_pfn = capture->is_pfn;
	value->hexadecimal = capture->hexadecimal;
}

static enum nkv_match take_form(const struct nkv_line_form *form,
				const struct nkv_formed_line *line)
{
	if (form->take)
		return form->take(line);
	for (size_t i = 0; i < NKV_FORM_FACTS_MAX && form->facts[i] != NKV_LOG_FACT_NONE; i++)
		nkv_line_notes(line, &line->facts->facts[form->facts[i]], &line->captures[i]);
	return NKV_MATCH_WHOLE;
}

static enum nkv_match try_form(struct nkv_boot_facts *facts, const struct nkv_line_form *form,
			       const char *line, const struct nkv_position *position)
{
	struct nkv_capture captures[NKV_CAPTURES_MAX] = { { 0 } };
	const struct nkv_formed_line formed = { facts, captures, form->which, *position };
	enum nkv_match match = nkv_match(line, form->pattern, captures);

	return match == NKV_MATCH_WHOLE ? take_form(form, &formed) : match;
}

/* Tries the forms until one takes the line. */
static enum nkv_match try_forms(struct nkv_boot_facts *facts, const struct nkv_line_forms *table,
				const char *line, const struct nkv_position *position)
{
	enum nkv_match result = NKV_MATCH_NONE;

	for (size_t i = 0; i < table->count; i++) {
		enum nkv_match tried = try_form(facts, &table->forms[i], line, position);

		if (tried == NKV_MATCH_WHOLE)
			return tried;
		if (tried == NKV_MATCH_PART)
			result = tried;
	}
	return result;
}

/* Notes the architecture and the progress of the boot, whatever the line is about. */
static void note_kernel(struct nkv_boot_facts *facts, const char *line,
			const struct nkv_position *position)
{
	if (!facts->architecture)
		facts->architecture = nkv_architecture_of_line(line);
	if (nkv_is_later_line(line))
		nkv_log_fact_note(&facts->facts[NKV_LOG_FACT_LATER], 0, position);
}

enum nkv_match nkv_line_take(struct nkv_boot_facts *facts, const char *line,
			     const struct nkv_position *position)
{
	enum nkv_match result = NKV_MATCH_NONE;
	size_t entries_before = facts->map.count;
	size_t srat_before = facts->memory_count + facts->processor_count;

	line = skip_speaker(line);
	note_kernel(facts, line, position);
	for (size_t i = 0; i < sizeof(tables) / sizeof(tables[0]); i++) {
		enum nkv_match tried = try_forms(facts, tables[i], line, position);

		if (tried == NKV_MATCH_WHOLE) {
			facts->ends_in_map = facts->map.count > entries_before;
			facts->ends_in_srat =
				facts->memory_count + facts->processor_count > srat_before;
			facts->last = *position;
			return tried;
		}
		if (tried == NKV_MATCH_PART)
			result = tried;
	}
	return result;
}

/* --- lines that people or programs read off a photograph --- */

/* One character for all that are confused with each other, and with the other case; 0: none. */
static char folded(char c)
{
	static const char *const confused[] = { "0oO", "1iIlL|", "5sS", "8bB", "2zZ" };

	for (size_t i = 0; i < sizeof(confused) / sizeof(confused[0]); i++)
		if (c && strchr(confused[i], c))
			return confused[i][0];
	if (c >= 'A' && c <= 'Z')
		return (char)(c - 'A' + 'a');
	return (char)((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ? c : 0);
}

/* Whether a text begins with these characters, folded, whatever signs and blanks are between. */
static bool begins_folded(const char *text, const char *beginning)
{
	for (; *text && *beginning; text++) {
		char c = folded(*text);

		if (c && c != *beginning++)
			return false;
	}
	return !*beginning;
}

/* An entry whose first words are misread would be lost without a word. */
static void note_misread(struct nkv_boot_facts *facts, const char *line,
			 const struct nkv_position *position)
{
	static const struct {
		const char *beginning;
		enum nkv_log_fact fact;
	} entries[] = {
		{ "8105e8200", NKV_LOG_FACT_BROKEN_MAP },
		{ "8105e820mem", NKV_LOG_FACT_BROKEN_MAP },
		{ "mem0ryrange0x", NKV_LOG_FACT_BROKEN_SRAT },
		{ "mem0ryrange00", NKV_LOG_FACT_BROKEN_SRAT },
		{ "5ratn0de", NKV_LOG_FACT_BROKEN_SRAT },
		{ "acp15ratn0de", NKV_LOG_FACT_BROKEN_SRAT },
	};

	for (size_t i = 0; i < sizeof(entries) / sizeof(entries[0]); i++) {
		if (!begins_folded(line, entries[i].beginning))
			continue;
		nkv_log_fact_note(&facts->facts[entries[i].fact], 0, position);
		facts->facts[entries[i].fact].number++;
		return;
	}
}

void nkv_line_take_broken(struct nkv_boot_facts *facts, const char *line,
			  const struct nkv_position *position)
{
	line = skip_speaker(line);
	if (try_forms(facts, &nkv_broken_map_lines, line, position) == NKV_MATCH_WHOLE)
		facts->ends_in_map = true;
	else if (try_forms(facts, &nkv_broken_srat_lines, line, position) == NKV_MATCH_WHOLE)
		facts->ends_in_map = false;
	else
		note_misread(facts, line, position);
}

bool nkv_line_has_form(const char *line)
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
