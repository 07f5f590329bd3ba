/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Runs a target over files, without a fuzzer: TARGET FILE... Prints how many.
 */
#include <stdlib.h>

#include "fuzz/support/fuzz.h"

enum { INPUT_BYTES_MAX = 4 << 20 };

static void replay(const char *path)
{
	FILE *file = fopen(path, "rb");
	uint8_t *data = malloc(INPUT_BYTES_MAX);
	size_t size;

	if (!file || !data)
		fuzz_fail("cannot open '%s'", path);
	size = fread(data, 1, INPUT_BYTES_MAX, file);
	if (ferror(file))
		fuzz_fail("cannot read '%s'", path);
	fclose(file);
	fprintf(stderr, "%s\n", path);
	LLVMFuzzerTestOneInput(data, size);
	free(data);
}

int main(int argc, char **argv)
{
	for (int i = 1; i < argc; i++)
		replay(argv[i]);
	printf("%d\n", argc - 1);
	return argc > 1 ? EXIT_SUCCESS : EXIT_FAILURE;
}
