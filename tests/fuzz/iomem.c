/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Any bytes as /proc/iomem. */
#include "fuzz/support/fuzz.h"

#include "read/input.h"

static void check_document(const struct nkv_document *document)
{
	size_t errors = 0;

	for (size_t i = 0; i < document->diagnostic_count; i++) {
		const struct nkv_diagnostic *diagnostic = &document->diagnostics[i];

		fuzz_require(diagnostic->text[0] != '\0', "a diagnostic without a text");
		fuzz_require(diagnostic->line >= 1 && diagnostic->column >= 1,
			     "a diagnostic without a place");
		errors += diagnostic->gravity == NKV_GRAVITY_ERROR;
	}
	fuzz_require((document->machine == NULL) == (errors > 0),
		     "a machine with errors, or none without");
	fuzz_require(document->assumption_count > 0, "a map that tells all");
	if (document->machine)
		fuzz_machine(document->machine);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const struct nkv_input_format *format = &nkv_input_iomem;
	const struct nkv_input input = { .file = fuzz_open(data, size), .name = "fuzz" };
	struct nkv_document document;
	void *reader = format->open(&input);

	fuzz_require(reader != NULL, "no memory for a reader");
	fuzz_require(format->next(reader, &document) == NKV_READ_DOCUMENT,
		     "a map without a document");
	check_document(&document);
	fuzz_require(format->next(reader, &document) == NKV_READ_END, "a map of two documents");
	format->close(reader);
	fclose(input.file);
	return 0;
}
