/* SPDX-License-Identifier: GPL-2.0-or-later */
#define _POSIX_C_SOURCE 200809L
#include "read/firmware/tables.h"

#include <string.h>

#include <numakva/machine.h>

enum { SIGNATURE_LENGTH = 4 };

/*
 * The kernel also shows tables that the RSDT does not list: those that lead to the RSDT, and
 * those that the FADT names.
 */
static bool is_listed(const char *signature)
{
	static const char *const others[] = { "RSDP", "RSDT", "XSDT", "DSDT", "FACS" };

	for (size_t i = 0; i < sizeof(others) / sizeof(others[0]); i++)
		if (strcmp(signature, others[i]) == 0)
			return false;
	return true;
}

/* The name of a table's file is its signature, with a number if there are several. */
static bool parse_name(const char *name, char signature[SIGNATURE_LENGTH + 1])
{
	size_t length = strnlen(name, SIGNATURE_LENGTH);

	for (size_t i = 0; i < length; i++)
		if (name[i] < 0x20 || name[i] > 0x7e)
			return false;
	memcpy(signature, name, length);
	memset(signature + length, ' ', SIGNATURE_LENGTH - length);
	signature[SIGNATURE_LENGTH] = '\0';
	return name[length + strspn(name + length, "0123456789")] == '\0' && is_listed(signature);
}

/* Adds the tables with the signature of an SRAT, or all others. */
static bool add_tables(const struct nkv_firmware_tree_names *names, bool srats,
		       const struct nkv_position *position, struct nkv_machine_list *list)
{
	for (size_t i = 0; i < names->count; i++) {
		struct nkv_acpi_table table = { 0 };

		if (list->count < NKV_ACPI_TABLES_MAX &&
		    parse_name(names->names[i], table.signature) &&
		    (strcmp(table.signature, "SRAT") == 0) == srats &&
		    !nkv_machine_list_add(list, &table, sizeof(table), position))
			return false;
	}
	return true;
}

bool nkv_firmware_tables_read(const struct nkv_firmware_tree *tree, bool has_other_srat,
			      struct nkv_machine_list *list)
{
	const struct nkv_position position = { .origin = nkv_firmware_tree_path(tree,
										"acpi/tables") };
	const struct nkv_acpi_table srat = { .signature = "SRAT" };
	struct nkv_firmware_tree_names names;

	if (!position.origin || !nkv_firmware_tree_files(tree, "acpi/tables", &names))
		return false;
	if (!add_tables(&names, true, &position, list))
		return false;
	if (list->count == 0 && has_other_srat && names.count > 0 &&
	    !nkv_machine_list_add(list, &srat, sizeof(srat), &position))
		return false;
	return add_tables(&names, false, &position, list);
}
