/* SPDX-License-Identifier: GPL-2.0-or-later */
#define _POSIX_C_SOURCE 200809L
#include "cli/plan/comparing.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "cli/output/diagnostics.h"
#include "write/console/planned_lines.h"

/* --- the log --- */

/* Copies what can be read only once. NULL with errno set. */
static FILE *copy_of(FILE *from)
{
	FILE *copy = tmpfile();
	char block[16384];
	size_t got;

	while (copy && (got = fread(block, 1, sizeof(block), from)) > 0)
		if (fwrite(block, 1, got, copy) < got)
			break;
	if (copy && !ferror(from) && !ferror(copy) && fseek(copy, 0, SEEK_SET) == 0)
		return copy;
	if (copy)
		fclose(copy);
	return NULL;
}

/* Opens a stream that can be read twice; NULL with errno set. */
static FILE *open_twice(const char *path)
{
	bool is_stdin = strcmp(path, "-") == 0;
	FILE *file = is_stdin ? stdin : fopen(path, "r"), *copy;
	struct stat status;
	int error;

	if (!file)
		return NULL;
	if (!is_stdin && fstat(fileno(file), &status) == 0 && S_ISREG(status.st_mode))
		return file;
	copy = copy_of(file);
	error = errno;
	if (!is_stdin)
		fclose(file);
	errno = error;
	return copy;
}

static enum nkv_exit refuse(const struct nkv_log *log, const char *why)
{
	nkv_say_why(stderr, "cannot compare with", log->name, why);
	return NKV_EXIT_INPUT;
}

/* Reports a log without anything to compare. */
static enum nkv_exit refuse_record(const struct nkv_log *log)
{
	char why[80];

	if (!log->record.architecture)
		return refuse(log, "it has no kernel messages about memory");
	snprintf(why, sizeof(why), "it is from %.16s, but only 32-bit x86 can be planned",
		 log->record.architecture);
	return refuse(log, why);
}

static enum nkv_exit no_memory(void)
{
	nkv_say(stderr, "out of memory");
	return NKV_EXIT_INTERNAL;
}

/* Reports a log that cannot be read; errno tells why. */
static enum nkv_exit lose(const struct nkv_log *log, const char *what, enum nkv_exit status)
{
	if (errno == ENOMEM)
		return no_memory();
	nkv_say_errno(what, log->name, errno);
	return status;
}

static enum nkv_exit read_record(struct nkv_log *log, int boot)
{
	char why[64];

	switch (nkv_record_reader_read(log->reader, log->file, log->name, boot, &log->record)) {
	case NKV_RECORD_READ:
		break;
	case NKV_RECORD_NO_BOOT:
		snprintf(why, sizeof(why), "there is no boot %d, it has %zu of them", boot,
			 log->record.boot_count);
		return refuse(log, why);
	case NKV_RECORD_FAILED:
		return lose(log, "cannot read", NKV_EXIT_IO);
	}
	if (log->record.line_count + log->record.zone_count == 0)
		return refuse_record(log);
	rewind(log->file);
	return NKV_EXIT_OK;
}

enum nkv_exit nkv_log_open(struct nkv_log *log, const char *path, int boot)
{
	*log = (struct nkv_log){ .name = strcmp(path, "-") == 0 ? "<stdin>" : path };
	log->file = open_twice(path);
	if (!log->file)
		return lose(log, "cannot open", NKV_EXIT_OPEN);
	log->reader = nkv_record_reader_new();
	return log->reader ? read_record(log, boot) : no_memory();
}

void nkv_log_close(struct nkv_log *log)
{
	if (log->file)
		fclose(log->file);
	nkv_record_reader_free(log->reader);
}

/* --- a plan --- */

static bool compare_lines(struct nkv_output *output, const struct nkv_format *format,
			  const struct nkv_subject *subject, const struct nkv_boot_record *record,
			  const struct nkv_planned_lines *lines, bool *differs)
{
	size_t bytes = nkv_compare_bytes(lines->count, record);
	void *workspace = malloc(bytes);
	struct nkv_subject compared = *subject;
	struct nkv_boot_comparison comparison;
	bool is_written = false;

	if (workspace && nkv_compare(subject->plan, lines->lines, lines->count, record, workspace,
				     bytes, &comparison)) {
		compared.comparison = &comparison;
		is_written = nkv_output_subject(output, format, &compared);
		*differs = nkv_comparison_differs(&comparison);
	}
	free(workspace);
	return is_written;
}

bool nkv_compare_plan(struct nkv_output *output, const struct nkv_format *format,
		      const struct nkv_subject *subject, const struct nkv_boot_record *record,
		      bool *differs)
{
	struct nkv_planned_lines lines;
	bool is_written;

	if (!nkv_planned_lines(subject->plan, &lines))
		return false;
	is_written = compare_lines(output, format, subject, record, &lines, differs);
	nkv_planned_lines_free(&lines);
	return is_written;
}
