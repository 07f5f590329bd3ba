/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Bands of a map that no plan of a real machine has. */
#define _POSIX_C_SOURCE 200809L
#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

#include "write/map/map_parts.h"

/* Expect the label of a band without marks once, on the first line of a bar of two. */
Test(map, a_band_without_marks_has_its_label)
{
	const struct nkv_drawing drawing = { 0 };
	const struct nkv_band band = { .kind = NKV_BAND_HAZARD,
				       .name = "info",
				       .label = "a hazard" };
	char *text = NULL;
	size_t bytes;
	struct nkv_map map = { .out = open_memstream(&text, &bytes), .drawing = &drawing };
	const char *found;

	cr_assert(map.out && nkv_cells_make(&map.line, 60));
	nkv_map_labelled(&map, &band);
	map.from = 60;
	nkv_map_labelled(&map, &band);
	fclose(map.out);
	cr_expect_eq(strncmp(text, "info ", 5), 0, "%s", text);
	found = strstr(text, "a hazard");
	cr_assert(found, "%s", text);
	cr_expect_not(strstr(found + 1, "a hazard"));
	nkv_cells_free(&map.line);
	free(text);
}
