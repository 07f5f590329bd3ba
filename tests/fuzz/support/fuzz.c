/* SPDX-License-Identifier: GPL-2.0-or-later */
#define _POSIX_C_SOURCE 200809L
#include "fuzz/support/fuzz.h"

#include <stdarg.h>
#include <stdlib.h>

#include "fuzz/support/planned.h"

void fuzz_fail(const char *form, ...)
{
	va_list arguments;

	va_start(arguments, form);
	vfprintf(stderr, form, arguments);
	va_end(arguments);
	fputc('\n', stderr);
	abort();
}

void fuzz_require(bool holds, const char *text)
{
	if (!holds)
		fuzz_fail("%s", text);
}

FILE *fuzz_open(const uint8_t *data, size_t size)
{
	static char nothing[1];
	FILE *file =
		fmemopen(size > 0 ? (void *)(uintptr_t)data : nothing, size > 0 ? size : 1, "r");

	fuzz_require(file != NULL, "no memory for a stream");
	if (size == 0)
		fgetc(file);
	return file;
}

void fuzz_machine(const struct nkv_machine *machine)
{
	struct nkv_fault fault = nkv_machine_check(machine);
	struct fuzz_planned *planned = fuzz_plan(machine, 0xa5), *other = fuzz_plan(machine, 0x3c);

	if (planned->error != fault.error)
		fuzz_fail("the check says '%s', the planner says '%s'", nkv_error_text(fault.error),
			  nkv_error_text(planned->error));
	fuzz_require(other->error == planned->error, "two plans end with two errors");
	if (planned->error == NKV_OK) {
		fuzz_check_plan(&planned->plan);
		fuzz_check_forms(&planned->plan, &other->plan);
		fuzz_check_description(&planned->plan);
		fuzz_check_console(&planned->plan);
	}
	fuzz_planned_free(other);
	fuzz_planned_free(planned);
}

void fuzz_check_outcome(const struct nkv_document *document)
{
	bool any = false;

	for (size_t i = 0; i < document->diagnostic_count; i++)
		any = any || document->diagnostics[i].gravity == NKV_GRAVITY_ERROR;
	fuzz_require((document->machine == NULL) == any, "a machine with errors, or none without");
}
