/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "read/srat/srat_layout.h"

#include <string.h>

#define COUNT(table) (sizeof(table) / sizeof((table)[0]))
#define LAYOUT(table)                                                                              \
	{                                                                                          \
		table, COUNT(table)                                                                \
	}

static const struct nkv_srat_place header[] = {
	{ "Signature", 0, 4, true },
	{ "Table Length", 4, 4, false },
	{ "Revision", 8, 1, true },
	{ "Checksum", 9, 1, false },
	{ "Oem ID", 10, 6, false },
	{ "Oem Table ID", 16, 8, false },
	{ "Oem Revision", 24, 4, false },
	{ "Asl Compiler ID", 28, 4, false },
	{ "Asl Compiler Revision", 32, 4, false },
	{ "Table Revision", 36, 4, false },
	{ "Reserved", 40, 8, false },
};

#define BEGINNING                                                                                  \
	{ "Subtable Type", 0, 1, true },                                                           \
	{                                                                                          \
		"Length", 1, 1, true                                                               \
	}

static const struct nkv_srat_place beginning[] = { BEGINNING };

static const struct nkv_srat_place processor[] = {
	BEGINNING,
	{ "Proximity Domain Low(8)", 2, 1, true },
	{ "Apic ID", 3, 1, true },
	{ "Flags (decoded below)", 4, 4, true },
	{ "Local Sapic EID", 8, 1, false },
	{ "Proximity Domain High(24)", 9, 3, false },
	{ "Clock Domain", 12, 4, false },
};

static const struct nkv_srat_place memory[] = {
	BEGINNING,
	{ "Proximity Domain", 2, 4, true },
	{ "Reserved1", 6, 2, false },
	{ "Base Address", 8, 8, true },
	{ "Address Length", 16, 8, true },
	{ "Reserved2", 24, 4, false },
	{ "Flags (decoded below)", 28, 4, true },
	{ "Reserved3", 32, 8, false },
};

static const struct nkv_srat_place x2apic[] = {
	BEGINNING,
	{ "Reserved1", 2, 2, false },
	{ "Proximity Domain", 4, 4, true },
	{ "Apic ID", 8, 4, true },
	{ "Flags (decoded below)", 12, 4, true },
	{ "Clock Domain", 16, 4, false },
	{ "Reserved2", 20, 4, false },
};

static const struct nkv_srat_place gicc[] = {
	BEGINNING,
	{ "Proximity Domain", 2, 4, false },
	{ "Acpi Processor UID", 6, 4, false },
	{ "Flags (decoded below)", 10, 4, false },
	{ "Clock Domain", 14, 4, false },
};

static const struct nkv_srat_place its[] = {
	BEGINNING,
	{ "Proximity Domain", 2, 4, false },
	{ "Reserved1", 6, 2, false },
	{ "ITS ID", 8, 4, false },
};

static const struct nkv_srat_place device[] = {
	BEGINNING,
	{ "Reserved1", 2, 1, false },
	{ "Device Handle Type", 3, 1, false },
	{ "Proximity Domain", 4, 4, false },
	{ "Device Handle", 8, 16, false },
	{ "Flags (decoded below)", 24, 4, false },
	{ "Reserved2", 28, 4, false },
};

const struct nkv_srat_layout nkv_srat_header_layout = LAYOUT(header);

struct nkv_srat_layout nkv_srat_entry_layout(unsigned int type)
{
	static const struct nkv_srat_layout layouts[] = {
		LAYOUT(processor), LAYOUT(memory), LAYOUT(x2apic), LAYOUT(gicc),
		LAYOUT(its),	   LAYOUT(device), LAYOUT(device),
	};

	return type < COUNT(layouts) ? layouts[type] : (struct nkv_srat_layout)LAYOUT(beginning);
}

/* People leave out what follows the name of the flags. */
static bool has_name(const struct nkv_srat_place *place, struct nkv_piece name)
{
	const struct nkv_piece own = { place->name, strlen(place->name) };

	return nkv_piece_is(name, place->name) ||
	       (nkv_piece_begins(own, "Flags ") && nkv_piece_is(name, "Flags")) ||
	       (nkv_piece_begins(own, "Reserved") && nkv_piece_begins(name, "Reserved"));
}

const struct nkv_srat_place *nkv_srat_place_find(struct nkv_srat_layout layout,
						 struct nkv_piece name, size_t from)
{
	const struct nkv_srat_place *places = layout.places;

	for (size_t i = 0; i < layout.count; i++)
		if (places[i].offset >= from && has_name(&places[i], name))
			return &places[i];
	return NULL;
}
