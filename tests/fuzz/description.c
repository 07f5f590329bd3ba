/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Any bytes as a stream of descriptions, in YAML or JSON. */
#define _POSIX_C_SOURCE 200809L /* open_memstream */

#include "fuzz/support/fuzz.h"

#include <stdlib.h>
#include <string.h>

#include "read/description/reader.h"
#include "base/text_check.h"
#include "base/escape.h"

/* Whether the text is one when it is shown: it may quote what a string of the document escapes. */
static bool is_shown_as_text(const char *text)
{
	char *shown = NULL;
	size_t length = 0;
	FILE *out = open_memstream(&shown, &length);
	bool is_text;

	fuzz_require(out != NULL, "no memory");
	nkv_put_escaped(out, text, strlen(text));
	fclose(out);
	is_text = nkv_text_check(shown, length).what == NULL;
	free(shown);
	return is_text;
}

static void check_diagnostics(const struct nkv_document *document)
{
	size_t errors = 0;

	for (size_t i = 0; i < document->diagnostic_count; i++) {
		const struct nkv_diagnostic *diagnostic = &document->diagnostics[i];

		fuzz_require(diagnostic->line >= 1 && diagnostic->column >= 1,
			     "an error without a place");
		fuzz_require(diagnostic->text[0] != '\0' && is_shown_as_text(diagnostic->text),
			     "an error that is not text");
		errors += diagnostic->gravity == NKV_GRAVITY_ERROR;
	}
	fuzz_require(errors <= NKV_ERRORS_MAX, "too many errors");
	fuzz_require(document->diagnostic_count - errors <= NKV_REMARKS_MAX + 1,
		     "too many remarks");
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	FILE *file = fuzz_open(data, size);
	struct nkv_reader *reader = nkv_reader_new(file, "fuzz", NULL, 0);
	struct nkv_document document;
	enum nkv_read_result result;
	size_t count = 0;

	fuzz_require(reader != NULL, "no memory for a reader");
	while ((result = nkv_reader_next(reader, &document)) == NKV_READ_DOCUMENT) {
		check_diagnostics(&document);
		fuzz_check_outcome(&document);
		if (document.machine)
			fuzz_machine(document.machine);
		count++;
	}
	fuzz_require(result == NKV_READ_END, "reading memory failed");
	fuzz_require(count > 0, "a stream without any document");
	nkv_reader_free(reader);
	fclose(file);
	return 0;
}
