/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Any bytes as lines of JSON: each is read by whatever serves as it is by libyaml alone. */
#include "fuzz/support/fuzz.h"

#include <stdlib.h>
#include <string.h>

#include "read/description/reader.h"
#include "support/document_text.h"

static char *read_as(struct nkv_reader *reader, const struct nkv_cut *cut)
{
	struct nkv_document document;
	char *text;

	fuzz_require(nkv_reader_parse(reader, cut, &document) == NKV_READ_DOCUMENT,
		     "no memory for a document");
	text = document_text(&document);
	fuzz_require(text != NULL, "no memory for its text");
	return text;
}

static void check_cut(struct nkv_reader *reader, struct nkv_cut *cut)
{
	char *got = read_as(reader, cut), *wanted;

	cut->simple_json = false;
	wanted = read_as(reader, cut);
	if (strcmp(got, wanted) != 0)
		fuzz_fail("%.*s\n got: %s\nwant: %s", (int)cut->length, cut->text, got, wanted);
	free(got);
	free(wanted);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	FILE *file = fuzz_open(data, size);
	struct nkv_reader *reader = nkv_reader_new(file, "fuzz", NULL, 0);
	struct nkv_cut cut;

	fuzz_require(reader != NULL, "no memory for a reader");
	nkv_reader_expect(reader, NKV_SYNTAX_JSON);
	while (nkv_reader_cut(reader, &cut) == NKV_READ_DOCUMENT)
		check_cut(reader, &cut);
	nkv_reader_free(reader);
	fclose(file);
	return 0;
}
