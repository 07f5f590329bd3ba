/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "told_lines.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

#include "read/forms/take_line.h"

static void take(struct nkv_boot_facts *facts, const char *line,
		 const struct nkv_position *position)
{
	if (strcmp(line, "[snip]") == 0) {
		nkv_log_fact_note(&facts->facts[NKV_LOG_FACT_MAP_CUT], 0, position);
		nkv_log_fact_note(&facts->facts[NKV_LOG_FACT_SRAT_CUT], 0, position);
	} else if (nkv_line_take(facts, line, position) != NKV_MATCH_WHOLE) {
		nkv_line_take_broken(facts, line, position);
	}
}

/* What a longer log left there. */
static void litter(struct nkv_boot_facts *facts)
{
	static const struct nkv_e820_entry entry = { UINT64_C(1) << 40, UINT64_C(1) << 40,
						     NKV_E820_USABLE };
	static const struct nkv_log_node_range range = { .start = 1, .end = 2, .nid = 7 };

	facts->map.entries[facts->map.count] = entry;
	facts->user_map.entries[facts->user_map.count] = entry;
	facts->final_map.entries[facts->final_map.count] = entry;
	facts->memory[facts->memory_count] =
		(struct nkv_srat_memory){ .size = UINT64_MAX >> 1, .pxm = 99, .enabled = true };
	facts->memory_nids[facts->memory_count] = 7;
	facts->processors[facts->processor_count] =
		(struct nkv_srat_processor){ .pxm = 98, .enabled = true };
	facts->processor_nids[facts->processor_count] = 6;
	facts->chunks[facts->chunk_count] = range;
	facts->ranges[facts->range_count] = range;
	memcpy(facts->tables[facts->table_count].signature, "FACP", 5);
	facts->mp_tables[facts->mp_table_count] = 0x9f000;
}

void take_lines(struct nkv_boot_facts *facts, const char *const *lines)
{
	struct nkv_position position = { "log", 1, 1 };

	nkv_boot_facts_begin(facts, &position);
	for (; *lines; lines++, position.line++)
		take(facts, *lines, &position);
	nkv_boot_facts_settle(facts);
	litter(facts);
}

static bool is_said(const struct nkv_diagnostic *diagnostic, const char *wanted, size_t length)
{
	static const char letters[] = { 'E', 'W', 'N' };
	char start[32], words[160];
	size_t skipped;

	snprintf(start, sizeof(start), "%c%zu ", letters[diagnostic->gravity], diagnostic->line);
	skipped = strlen(start);
	if (length < skipped || strncmp(wanted, start, skipped) != 0)
		return false;
	snprintf(words, sizeof(words), "%.*s", (int)(length - skipped), wanted + skipped);
	return strstr(diagnostic->text, words);
}

void expect_said(const struct nkv_diagnostic *said, size_t count, const char *wanted)
{
	size_t found = 0;

	for (const char *rest = wanted; *rest; found++) {
		size_t length = strcspn(rest, "|");

		cr_assert(found < count, "nothing is said, expected %s", rest);
		cr_expect(is_said(&said[found], rest, length), "line %zu: %s\nexpected %s",
			  said[found].line, said[found].text, rest);
		rest += length + (rest[length] == '|');
	}
	cr_expect_eq(count, found, "%s\nline %zu: %s", wanted, said[found].line, said[found].text);
}
