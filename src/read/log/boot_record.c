/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "read/log/boot_record.h"

#include <errno.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "read/forms/fault_line.h"
#include "read/forms/line_notes.h"
#include "read/forms/match.h"
#include "read/forms/translate_line.h"
#include "read/lines/cut_line.h"
#include "read/lines/log_lines.h"
#include "read/log/record_boot.h"
#include "read/log/setup_line.h"

struct nkv_record_reader {
	struct nkv_record_boot *boots; /* the last boots of the log, or the wanted one */
	size_t boot_room;
	struct nkv_log_lines *lines;
	size_t wanted; /* from 1; 0: the last ones */
	size_t boot_count;
	bool no_memory;
};

struct nkv_record_reader *nkv_record_reader_new(void)
{
	return calloc(1, sizeof(struct nkv_record_reader));
}

void nkv_record_reader_free(struct nkv_record_reader *reader)
{
	if (!reader)
		return;
	for (size_t i = 0; i < reader->boot_room; i++)
		nkv_record_boot_clear(&reader->boots[i]);
	free(reader->boots);
	free(reader);
}

/* --- lines --- */

/* Keeps the line if it is one of setup. */
static bool take_setup_line(struct nkv_record_reader *reader, struct nkv_record_boot *boot,
			    struct nkv_log_line *line)
{
	struct nkv_console_line parsed;
	char translated[NKV_TRANSLATED_BYTES];
	const char *text = nkv_setup_line_read(reader->lines, line, translated, &parsed);

	if (!text)
		return false;
	if ((parsed.kind->traits & NKV_CONSOLE_FOLLOWS) &&
	    (!boot->last_step || strcmp(boot->last_step, parsed.kind->step) != 0))
		return false;
	boot->last_step = parsed.kind->step;
	boot->record.is_later |= nkv_is_later_form(line->text);
	nkv_record_add_line(boot, text, line->line);
	return true;
}

/*
 * "page:defe2000 flags:...", right after "Bad page state in process"; to 2.6.15 in
 * one line: "Bad page state at prep_new_page (in process 'swapper', page f6e02000)".
 */
static bool take_bad_page(struct nkv_record_boot *boot, const struct nkv_log_line *line)
{
	bool expects_page = boot->expects_page;
	struct nkv_capture captures[NKV_CAPTURES_MAX];
	uint64_t vaddr;

	boot->expects_page = nkv_bad_page_line_parse(line->text, &vaddr);
	if (boot->expects_page)
		boot->record.bad_page_messages++;
	if (boot->expects_page && vaddr != 0)
		nkv_record_add_page(boot, vaddr, line->line);
	else if (boot->expects_page)
		return true;
	else if (expects_page && nkv_match(line->text, "page:%x %*", captures) == NKV_MATCH_WHOLE)
		nkv_record_add_page(boot, captures[0].number, line->line);
	else
		return false;
	return true;
}

/* "..., 126976k highmem)": the last figure of that line, even if the line is broken before it. */
static void take_highmem(struct nkv_record_reader *reader, struct nkv_boot_record *record,
			 struct nkv_log_line *line)
{
	static const char words[] = "k highmem)";
	const char *rest = nkv_log_lines_following(reader->lines);
	const char *end;

	if (!strchr(line->text, ')') && rest && strstr(rest, words))
		nkv_log_lines_join(reader->lines, line);
	end = strstr(line->text, words);
	while (end && end > line->text && end[-1] >= '0' && end[-1] <= '9')
		end--;
	record->has_highmem = end && sscanf(end, "%" SCNu64, &record->highmem_kb) == 1;
}

/* "Memory: 1031392k/1048448k available (...)", even if broken before its last word. */
static bool take_memory(struct nkv_record_reader *reader, struct nkv_record_boot *boot,
			struct nkv_log_line *line)
{
	struct nkv_boot_record *record = &boot->record;
	const char *rest;
	uint64_t available, total;
	int length = 0;

	if (record->has_memory_line ||
	    sscanf(line->text, "Memory: %" SCNu64 "%*1[kK]/%" SCNu64 "%*1[kK]%n", &available,
		   &total, &length) != 2 ||
	    length == 0)
		return false;
	rest = nkv_log_lines_following(reader->lines);
	if (!line->text[length] && rest && nkv_text_begins_with(rest, "available"))
		nkv_log_lines_join(reader->lines, line);
	if (!nkv_text_begins_with(line->text + length, " available"))
		return false;
	record->has_memory_line = true;
	record->available_kb = available;
	record->total_kb = total;
	record->memory_line = line->line;
	take_highmem(reader, record, line);
	return true;
}

/* Lines about the initrd, except the one with its place. */
static bool take_initrd(struct nkv_record_boot *boot, const struct nkv_log_line *line)
{
	static const char *const words[] = { "checking if image is initramfs",
					     "Unpacking initramfs", "Trying to unpack rootfs image",
					     "Freeing initrd memory" };

	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++) {
		if (!nkv_text_begins_with(line->text, words[i]))
			continue;
		if (boot->record.initrd_line == 0)
			boot->record.initrd_line = line->line;
		return true;
	}
	return false;
}

static bool take_outcome(struct nkv_record_reader *reader, struct nkv_record_boot *boot,
			 struct nkv_log_line *line)
{
	enum nkv_fault_kind kind;

	if (!nkv_fault_line_parse(line->text, &kind))
		return take_memory(reader, boot, line) || take_initrd(boot, line);
	nkv_record_add_fault(boot, kind, line->text, line->line);
	return true;
}

static void take_version(struct nkv_record_reader *reader, struct nkv_record_boot *boot,
			 struct nkv_log_line *line)
{
	static const char words[] = "Linux version ";
	const char *version = line->text + sizeof(words) - 1;

	if (strcmp(line->text, "Linux version") == 0 && !nkv_log_lines_join(reader->lines, line))
		return;
	if (boot->record.version || !nkv_text_begins_with(line->text, words))
		return;
	boot->record.version = nkv_record_keep(boot, version, strcspn(version, " \t"));
}

/* The boot that a line belongs to; NULL if it is not wanted. */
static struct nkv_record_boot *boot_of(struct nkv_record_reader *reader,
				       const struct nkv_log_line *line)
{
	struct nkv_record_boot *boot = &reader->boots[line->boot % reader->boot_room];

	if (line->boot > reader->boot_count)
		reader->boot_count = line->boot;
	if (reader->wanted > 0)
		return line->boot == reader->wanted ? &reader->boots[0] : NULL;
	if (boot->record.first_line == 0 || boot->record.boot != line->boot)
		nkv_record_boot_clear(boot);
	return boot;
}

/* "SUBSYSTEM=acpi": a record can contain more than its message, and that is not from the kernel. */
static bool is_field(const char *text)
{
	size_t length = strspn(text, "ABCDEFGHIJKLMNOPQRSTUVWXYZ_");

	return length > 0 && text[length] == '=';
}

/* "Initializing HighMem for node 1 (00200000:003fbe00)" */
static bool take_zone(struct nkv_record_boot *boot, const struct nkv_log_line *line)
{
	struct nkv_logged_zone zone = { .line = line->line };

	if (sscanf(line->text,
		   "Initializing HighMem for node %3" SCNu32 " (%8" SCNx32 ":%8" SCNx32 ")",
		   &zone.nid, &zone.start_pfn, &zone.end_pfn) != 3)
		return false;
	nkv_record_add_zone(boot, &zone);
	return true;
}

/* Notes facts in lines that are about something else. */
static void note(struct nkv_record_boot *boot, const struct nkv_log_line *line)
{
	struct nkv_boot_record *record = &boot->record;

	if (record->later_line == 0 && nkv_is_later_line(line->text))
		record->later_line = line->line;
	if (nkv_is_cut_line(line->text))
		nkv_record_add_cut(boot, line->line);
}

/* Before the first line of a boot there can be text about one. */
static bool has_begun(const struct nkv_record_boot *boot)
{
	const struct nkv_boot_record *record = &boot->record;

	return record->boot > 0 || record->line_count > 0 || record->zone_count > 0;
}

/* Returns whether the line mattered. */
static bool take_text(struct nkv_record_reader *reader, struct nkv_record_boot *boot,
		      struct nkv_log_line *line)
{
	if (!boot->record.architecture)
		boot->record.architecture = nkv_architecture_of_line(line->text);
	if (take_setup_line(reader, boot, line)) {
		take_outcome(reader, boot, line); /* a panic can be both */
		return true;
	}
	boot->last_step = NULL;
	if (take_zone(boot, line))
		return true;
	if (!has_begun(boot))
		return false;
	note(boot, line);
	return take_bad_page(boot, line) || take_outcome(reader, boot, line);
}

static void take_line(struct nkv_record_reader *reader, struct nkv_log_line *line)
{
	struct nkv_record_boot *boot = boot_of(reader, line);

	if (!boot || is_field(line->text))
		return;
	if (boot->record.first_line == 0)
		boot->record.first_line = line->line;
	boot->record.boot = line->boot;
	boot->record.last_line = line->line;
	boot->record.goes_on = true;
	take_version(reader, boot, line);
	if (take_text(reader, boot, line))
		nkv_log_lines_noticed(reader->lines);
	reader->no_memory |= boot->no_memory;
}

static bool read_lines(struct nkv_record_reader *reader, FILE *file)
{
	enum nkv_log_lines_result result;
	struct nkv_log_line line;

	reader->lines = nkv_log_lines_new(file);
	if (!reader->lines) {
		errno = ENOMEM;
		return false;
	}
	while ((result = nkv_log_lines_next(reader->lines, &line)) == NKV_LOG_LINES_LINE &&
	       !reader->no_memory)
		take_line(reader, &line);
	nkv_log_lines_free(reader->lines);
	if (reader->no_memory)
		errno = ENOMEM;
	return result == NKV_LOG_LINES_END && !reader->no_memory;
}

/* --- the whole --- */

/*
 * The wanted boot, from 1; 0: the log shows no boot, and what it has counts. Returns false if
 * there is no such boot.
 */
static bool choose(const struct nkv_record_reader *reader, int boot, size_t *number)
{
	size_t back = boot < 0 ? (size_t) - (long long)boot : 0;

	if (boot > 0) {
		*number = (size_t)boot;
		return *number <= reader->boot_count;
	}
	if (reader->boot_count == 0) {
		*number = 0;
		return back == 0;
	}
	*number = reader->boot_count - back;
	return back < reader->boot_count && back < reader->boot_room;
}

enum nkv_record_result nkv_record_reader_read(struct nkv_record_reader *reader, FILE *file,
					      const char *name, int boot,
					      struct nkv_boot_record *record)
{
	size_t number;

	reader->wanted = boot > 0 ? (size_t)boot : 0;
	reader->boot_room = boot >= 0 ? 1 : 1 + (size_t) - (long long)boot;
	if (reader->boot_room > NKV_RECORD_LOOK_BACK_MAX)
		reader->boot_room = NKV_RECORD_LOOK_BACK_MAX;
	reader->boots = calloc(reader->boot_room, sizeof(*reader->boots));
	if (!reader->boots)
		reader->boot_room = 0;
	if (!reader->boots || !read_lines(reader, file))
		return NKV_RECORD_FAILED;
	*record = (struct nkv_boot_record){ .log = name };
	if (choose(reader, boot, &number)) {
		*record = nkv_record_of(
			&reader->boots[reader->wanted > 0 ? 0 : number % reader->boot_room]);
		record->log = name;
		record->boot_count = reader->boot_count;
		return NKV_RECORD_READ;
	}
	record->boot_count = reader->boot_count;
	return NKV_RECORD_NO_BOOT;
}
