/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Any bytes as a boot log; the first says which boot is wanted. */
#include "fuzz/support/fuzz.h"

#include <string.h>

#include "read/input.h"
#include "base/text_check.h"

static void check_diagnostics(const struct nkv_document *document)
{
	size_t errors = 0;

	fuzz_require(document->diagnostic_count <= NKV_DIAGNOSTICS_MAX + NKV_REMARKS_MAX,
		     "too many diagnostics");
	for (size_t i = 0; i < document->diagnostic_count; i++) {
		const struct nkv_diagnostic *diagnostic = &document->diagnostics[i];

		fuzz_require(diagnostic->line >= 1 && diagnostic->column >= 1,
			     "a diagnostic without a place");
		fuzz_require(strlen(diagnostic->text) > 0, "a diagnostic without a text");
		errors += diagnostic->gravity == NKV_GRAVITY_ERROR;
	}
	fuzz_require((document->machine == NULL) == (errors > 0),
		     "a machine with errors, or none without");
}

static void check_assumptions(const struct nkv_document *document)
{
	for (size_t i = 0; i < document->assumption_count; i++) {
		const struct nkv_assumption *assumption = &document->assumptions[i];

		fuzz_require(*assumption->key && *assumption->value && *assumption->why,
			     "an assumption that says nothing");
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const struct nkv_input_format *format = &nkv_input_bootlog;
	struct nkv_input input = { .name = "fuzz.log" };
	struct nkv_document document;
	void *reader;

	if (size < 1)
		return 0;
	input.boot = (int)(data[0] % 8) - 4;
	input.file = fuzz_open(data + 1, size - 1);
	reader = format->open(&input);
	fuzz_require(reader != NULL, "no memory for a reader");
	fuzz_require(format->next(reader, &document) == NKV_READ_DOCUMENT,
		     "a log without a document");
	check_diagnostics(&document);
	check_assumptions(&document);
	if (document.machine) {
		const char *cmdline = document.machine->cmdline;

		fuzz_require(!nkv_text_check(cmdline, strlen(cmdline)).what,
			     "a command line that is not text");
		fuzz_machine(document.machine);
	}
	fuzz_require(format->next(reader, &document) == NKV_READ_END, "a log of two documents");
	format->close(reader);
	fclose(input.file);
	return 0;
}
