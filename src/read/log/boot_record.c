/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "read/log/boot_record.h"

#include <errno.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/grow.h"
#include "base/pool.h"
#include "base/text.h"
#include "read/forms/fault_line.h"
#include "read/forms/match.h"
#include "read/forms/translate_line.h"
#include "read/lines/log_lines.h"
#include "read/log/setup_line.h"

/* A boot as it is being read. */
struct boot {
	struct nkv_pool pool; /* for texts */
	struct nkv_boot_record record;
	struct nkv_logged_line *lines;
	size_t line_capacity;
	struct nkv_logged_fault *faults;
	size_t fault_capacity;
	struct nkv_logged_page *pages;
	size_t page_capacity;
	const char *last_step; /* of the line before, if that was one of setup */
	bool expects_page;     /* "Bad page state" was the line before */
};

struct nkv_record_reader {
	struct boot *boots; /* the last ones of the log, or the one that is wanted */
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

static void clear(struct boot *boot)
{
	nkv_pool_free(&boot->pool);
	free(boot->lines);
	free(boot->faults);
	free(boot->pages);
	*boot = (struct boot){ 0 };
}

void nkv_record_reader_free(struct nkv_record_reader *reader)
{
	if (!reader)
		return;
	for (size_t i = 0; i < reader->boot_room; i++)
		clear(&reader->boots[i]);
	free(reader->boots);
	free(reader);
}

/* --- lists --- */

/* Room for one more of `count` items. Returns NULL if there is no memory, which is noted. */
static void *grow(struct nkv_record_reader *reader, void *items, size_t *capacity, size_t count,
		  size_t item_bytes)
{
	void *grown = nkv_grow(items, capacity, count + 1, item_bytes);

	if (!grown)
		reader->no_memory = true;
	return grown;
}

static const char *keep_text(struct nkv_record_reader *reader, struct boot *boot, const char *text)
{
	const char *kept = nkv_pool_copy(&boot->pool, text, strlen(text));

	if (!kept)
		reader->no_memory = true;
	return kept;
}

static void add_line(struct nkv_record_reader *reader, struct boot *boot,
		     const struct nkv_log_line *line)
{
	struct nkv_boot_record *record = &boot->record;
	void *items;

	if (record->line_count == NKV_RECORD_LINES_MAX)
		return;
	items = grow(reader, boot->lines, &boot->line_capacity, record->line_count,
		     sizeof(*boot->lines));
	if (!items)
		return;
	boot->lines = items;
	boot->lines[record->line_count++] = (struct nkv_logged_line){
		.text = keep_text(reader, boot, line->text),
		.line = line->line,
	};
	record->goes_on = false;
}

static void add_fault(struct nkv_record_reader *reader, struct boot *boot, enum nkv_fault_kind kind,
		      const struct nkv_log_line *line)
{
	struct nkv_boot_record *record = &boot->record;
	void *items;

	if (record->fault_count == NKV_RECORD_FAULTS_MAX)
		return;
	items = grow(reader, boot->faults, &boot->fault_capacity, record->fault_count,
		     sizeof(*boot->faults));
	if (!items)
		return;
	boot->faults = items;
	boot->faults[record->fault_count++] = (struct nkv_logged_fault){
		.kind = kind,
		.where = { .text = keep_text(reader, boot, line->text), .line = line->line },
	};
}

/* No kernel that is planned has a struct page at an address of 64 bits. */
static void add_page(struct nkv_record_reader *reader, struct boot *boot, uint64_t vaddr,
		     size_t line)
{
	struct nkv_boot_record *record = &boot->record;
	void *items;

	if (record->bad_page_count == NKV_RECORD_PAGES_MAX || vaddr > UINT32_MAX)
		return;
	items = grow(reader, boot->pages, &boot->page_capacity, record->bad_page_count,
		     sizeof(*boot->pages));
	if (!items)
		return;
	boot->pages = items;
	boot->pages[record->bad_page_count++] = (struct nkv_logged_page){ (uint32_t)vaddr, line };
}

/* --- lines --- */

/* Whether it is a line of setup, which is then kept. */
static bool take_setup_line(struct nkv_record_reader *reader, struct boot *boot,
			    struct nkv_log_line *line)
{
	struct nkv_console_line parsed;
	struct nkv_log_line kept;
	char translated[NKV_TRANSLATED_BYTES];
	const char *text = nkv_setup_line_read(reader->lines, line, translated, &parsed);

	if (!text)
		return false;
	if ((parsed.kind->traits & NKV_CONSOLE_FOLLOWS) &&
	    (!boot->last_step || strcmp(boot->last_step, parsed.kind->step) != 0))
		return false;
	boot->last_step = parsed.kind->step;
	boot->record.is_later |= nkv_is_later_form(line->text);
	kept = *line;
	kept.text = text;
	add_line(reader, boot, &kept);
	return true;
}

/* "page:defe2000 flags:...", right below "Bad page state". */
static bool take_bad_page(struct nkv_record_reader *reader, struct boot *boot,
			  const struct nkv_log_line *line)
{
	bool expects_page = boot->expects_page;
	struct nkv_capture captures[NKV_CAPTURES_MAX];

	boot->expects_page = nkv_text_begins_with(line->text, "Bad page state");
	if (boot->expects_page)
		boot->record.bad_page_messages++;
	else if (expects_page && nkv_match(line->text, "page:%x %*", captures) == NKV_MATCH_WHOLE)
		add_page(reader, boot, captures[0].number, line->line);
	else
		return false;
	return true;
}

/* "..., 126976k highmem)": the last figure of that line, also if it is broken before. */
static void take_highmem(struct nkv_record_reader *reader, struct nkv_boot_record *record,
			 struct nkv_log_line *line)
{
	static const char words[] = "k highmem)";
	const char *rest = nkv_log_lines_peek(reader->lines);
	const char *end;

	if (!strchr(line->text, ')') && rest && strstr(rest, words))
		nkv_log_lines_join(reader->lines, line);
	end = strstr(line->text, words);
	while (end && end > line->text && end[-1] >= '0' && end[-1] <= '9')
		end--;
	record->has_highmem = end && sscanf(end, "%" SCNu64, &record->highmem_kb) == 1;
}

/* "Memory: 1031392k/1048448k available (...)", also broken before its last word. */
static bool take_memory(struct nkv_record_reader *reader, struct boot *boot,
			struct nkv_log_line *line)
{
	struct nkv_boot_record *record = &boot->record;
	const char *rest = nkv_log_lines_peek(reader->lines);
	uint64_t available, total;
	int length = 0;

	if (record->has_memory_line ||
	    sscanf(line->text, "Memory: %" SCNu64 "%*1[kK]/%" SCNu64 "%*1[kK]%n", &available,
		   &total, &length) != 2 ||
	    length == 0)
		return false;
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

/* What a kernel says of its initrd, if it is not where it is. */
static bool take_initrd(struct boot *boot, const struct nkv_log_line *line)
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

static bool take_outcome(struct nkv_record_reader *reader, struct boot *boot,
			 struct nkv_log_line *line)
{
	enum nkv_fault_kind kind;

	if (!nkv_fault_line_parse(line->text, &kind))
		return take_memory(reader, boot, line) || take_initrd(boot, line);
	add_fault(reader, boot, kind, line);
	return true;
}

static void take_version(struct nkv_record_reader *reader, struct boot *boot,
			 struct nkv_log_line *line)
{
	static const char words[] = "Linux version ";
	const char *version = line->text + sizeof(words) - 1;

	if (strcmp(line->text, "Linux version") == 0 && !nkv_log_lines_join(reader->lines, line))
		return;
	if (boot->record.version || !nkv_text_begins_with(line->text, words))
		return;
	boot->record.version = nkv_pool_copy(&boot->pool, version, strcspn(version, " \t"));
	if (!boot->record.version)
		reader->no_memory = true;
}

/* Where lines of this boot go; NULL if it is not one that is wanted. */
static struct boot *boot_of(struct nkv_record_reader *reader, const struct nkv_log_line *line)
{
	struct boot *boot = &reader->boots[line->boot % reader->boot_room];

	if (line->boot > reader->boot_count)
		reader->boot_count = line->boot;
	if (reader->wanted > 0)
		return line->boot == reader->wanted ? &reader->boots[0] : NULL;
	if (boot->record.first_line == 0 || boot->record.boot != line->boot)
		clear(boot);
	return boot;
}

/* "SUBSYSTEM=acpi": a record can have more than its message, which is no line of the kernel's. */
static bool is_field(const char *text)
{
	size_t length = strspn(text, "ABCDEFGHIJKLMNOPQRSTUVWXYZ_");

	return length > 0 && text[length] == '=';
}

static void take_line(struct nkv_record_reader *reader, struct nkv_log_line *line)
{
	struct boot *boot = boot_of(reader, line);
	bool is_noticed;

	if (!boot || is_field(line->text))
		return;
	if (boot->record.first_line == 0)
		boot->record.first_line = line->line;
	boot->record.boot = line->boot;
	boot->record.last_line = line->line;
	boot->record.goes_on = true;
	take_version(reader, boot, line);
	is_noticed = take_setup_line(reader, boot, line);
	if (!is_noticed)
		boot->last_step = NULL;
	if (is_noticed || take_bad_page(reader, boot, line) || take_outcome(reader, boot, line))
		nkv_log_lines_noticed(reader->lines);
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

/* The boot that is wanted, from 1; 0 is what a log has that shows no boot. Returns false if none. */
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

static void fill(const struct boot *boot, const char *name, struct nkv_boot_record *record)
{
	*record = boot->record;
	record->log = name;
	record->lines = boot->lines;
	record->faults = boot->faults;
	record->bad_pages = boot->pages;
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
		fill(&reader->boots[reader->wanted > 0 ? 0 : number % reader->boot_room], name,
		     record);
		record->boot_count = reader->boot_count;
		return NKV_RECORD_READ;
	}
	record->boot_count = reader->boot_count;
	return NKV_RECORD_NO_BOOT;
}
