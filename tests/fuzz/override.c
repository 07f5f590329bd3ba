/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Any bytes as lines KEY=VALUE, each a value that replaces what a description says (--set). */
#include "fuzz/support/fuzz.h"

#include <stdlib.h>
#include <string.h>

#include "read/description/reader.h"
#include "base/text_check.h"

enum { OVERRIDES_MAX = 16 };

/* Has an entry of each list, and each mapping. */
static const char description[] =
	"numakva: 1\n"
	"name: fuzz\n"
	"kernel: {profile: 2.6.23-numaboot, highmem: 64G, struct_page: 32}\n"
	"cmdline: mem=6G\n"
	"initrd: {start: 16M, size: 4M}\n"
	"ebda: 0x9fc00\n"
	"reserve:\n"
	"  - {start: 0xf5ba0, size: 4K, by: mp-table}\n"
	"e820:\n"
	"  - {start: 0, end: 0x9fc00, type: usable}\n"
	"  - {start: 0x100000, end: 0xc0000000, type: usable}\n"
	"  - {start: 4G, size: 4G, type: usable}\n"
	"srat:\n"
	"  processors:\n"
	"    - {apic: 0, pxm: 0}\n"
	"    - {apic: 1, pxm: 1}\n"
	"  memory:\n"
	"    - {pxm: 0, start: 0, size: 2G}\n"
	"    - {pxm: 1, start: 2G, size: 6G}\n"
	"limits: {min_lowmem_free: 1M, max_wasted: 2M}\n";

/* Reads the lines of `text`, which is cut up. Returns how many there are that can be taken. */
static size_t take_lines(char *text, struct nkv_override overrides[OVERRIDES_MAX])
{
	size_t count = 0;

	for (char *line = text, *next; line && count < OVERRIDES_MAX; line = next) {
		char why[NKV_OVERRIDE_WHY_BYTES] = "";
		char *equals;

		next = strchr(line, '\n');
		if (next)
			*next++ = '\0';
		equals = strchr(line, '=');
		if (!equals)
			continue;
		*equals = '\0';
		if (nkv_override_check(line, why))
			overrides[count++] = (struct nkv_override){ line, equals + 1 };
		else
			fuzz_require(why[0] != '\0', "a key is refused without a word");
	}
	return count;
}

static void check_diagnostics(const struct nkv_document *document)
{
	for (size_t i = 0; i < document->diagnostic_count; i++) {
		const struct nkv_diagnostic *diagnostic = &document->diagnostics[i];

		fuzz_require(diagnostic->text[0] != '\0', "an error without a text");
		fuzz_require(diagnostic->origin != NULL, "an error of no place");
	}
	fuzz_check_outcome(document);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct nkv_override overrides[OVERRIDES_MAX];
	char *text = calloc(1, size + 1);
	FILE *file = fuzz_open((const uint8_t *)description, strlen(description));
	struct nkv_document document;
	struct nkv_reader *reader;
	size_t count;

	fuzz_require(text != NULL, "no memory for lines");
	memcpy(text, data, size);
	count = take_lines(text, overrides);
	reader = nkv_reader_new(file, "fuzz", overrides, count);
	fuzz_require(reader != NULL, "no memory for a reader");
	fuzz_require(nkv_reader_next(reader, &document) == NKV_READ_DOCUMENT, "no document");
	check_diagnostics(&document);
	fuzz_require(count > 0 || document.machine, "the description is bad as it is");
	if (document.machine)
		fuzz_machine(document.machine);
	fuzz_require(nkv_reader_next(reader, &document) == NKV_READ_END, "more than a document");
	nkv_reader_free(reader);
	fclose(file);
	free(text);
	return 0;
}
