/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "write/drawing/palette.h"

/*
 * Colours of a terminal. Text is red or magenta, which are readable on black
 * and on white. Cyan and yellow are only backgrounds for black text.
 */
static const struct nkv_look looks[NKV_MARK_KINDS] = {
	[NKV_MARK_USABLE] = { "usable", "\u2588", "#", "\033[32m", "usable" },
	[NKV_MARK_UNUSED] = { "RAM that is not used", "u", "u", "\033[7m", "unused" },
	[NKV_MARK_RESERVED] = { "reserved", "\u2593", "r", "", "reserved" },
	[NKV_MARK_ACPI_DATA] = { "ACPI data", "a", "a", "\033[1m", "acpi" },
	[NKV_MARK_ACPI_NVS] = { "ACPI NVS", "v", "v", "\033[1m", "nvs" },
	[NKV_MARK_OTHER_TYPE] = { "another type", "?", "?", "", "other" },
	[NKV_MARK_NODE] = { "a node, by its number", "0", "0", "", "node" },
	[NKV_MARK_SHRUNK] = { "", "0", "0", "", "shrunk" },
	[NKV_MARK_GIVEN] = { "", "0", "0", "", "given" },
	[NKV_MARK_ALIGNED] = { "lost to alignment", "x", "x", "\033[7m", "aligned" },
	[NKV_MARK_SECTION] = { "", "0", "0", "", "section" },
	[NKV_MARK_KERNEL] = { "kernel", "K", "K", "\033[1m", "kernel" },
	[NKV_MARK_PGDAT] = { "pgdat", "P", "P", "\033[1m", "pgdat" },
	[NKV_MARK_BITMAP] = { "bitmap", "B", "B", "\033[1m", "bitmap" },
	[NKV_MARK_FIRMWARE] = { "firmware and first pages", "F", "F", "", "firmware" },
	[NKV_MARK_WINDOW] = { "", "0", "0", "", "window" },
	[NKV_MARK_BACKING] = { "", "0", "0", "", "backing" },
	[NKV_MARK_SLACK] = { "KVA slack", "s", "s", "\033[7m", "slack" },
	[NKV_MARK_INITRD] = { "initrd", "I", "I", "\033[1m", "initrd" },
	[NKV_MARK_WASTED] = { "reserved as waste", "w", "w", "\033[7m", "wasted" },
	[NKV_MARK_FREE] = { "free", "\u2591", ".", "", "free" },
	[NKV_MARK_LOST] = { "free, but never used", "l", "l", "\033[7m", "lost" },
	[NKV_MARK_RAM] = { "RAM", "\u2592", ":", "", "ram" },
	[NKV_MARK_NOT_RAM] = { "no RAM", "\u00b7", "_", "", "noram" },
	[NKV_MARK_VMALLOC] = { "addresses above low memory", "\u2571", ">", "", "vmalloc" },
	[NKV_MARK_MEMMAP] = { "", "0", "0", "", "memmap" },
	[NKV_MARK_CALL_FREE] = { "", "\u2591", ".", "", "cfree" },
	[NKV_MARK_CALL_RESERVE] = { "", "\u2588", "#", "", "creserve" },
	[NKV_MARK_CALL_BUG] = { "BUG", "X", "X", "\033[1;31m", "cbug" },
	[NKV_MARK_INFO] = { "info", "i", "i", "\033[30;46m", "info" },
	[NKV_MARK_WARNING] = { "warning", "^", "^", "\033[30;43m", "warning" },
	[NKV_MARK_CORRUPTING] = { "corrupting", "!", "!", "\033[35m", "corrupting" },
	[NKV_MARK_FATAL] = { "fatal", "X", "X", "\033[31m", "fatal" },
};

const struct nkv_look *nkv_look(enum nkv_mark_kind kind)
{
	return &looks[kind];
}

const char *nkv_node_escape(int nid)
{
	static const char *const escapes[] = { "\033[30;46m", "\033[30;43m", "\033[30;42m",
					       "\033[30;45m", "\033[37;44m", "\033[37;41m" };

	return escapes[(size_t)nid % (sizeof(escapes) / sizeof(escapes[0]))];
}

const char *nkv_node_glyph(int nid)
{
	static const char glyphs[NKV_NODES_MAX][2] = { "0", "1", "2", "3", "4", "5", "6", "7",
						       "8", "9", "a", "b", "c", "d", "e", "f" };

	return glyphs[nid];
}

enum nkv_mark_kind nkv_severity_mark(enum nkv_severity severity)
{
	static const enum nkv_mark_kind kinds[] = {
		[NKV_SEVERITY_INFO] = NKV_MARK_INFO,
		[NKV_SEVERITY_WARNING] = NKV_MARK_WARNING,
		[NKV_SEVERITY_CORRUPTING] = NKV_MARK_CORRUPTING,
		[NKV_SEVERITY_FATAL] = NKV_MARK_FATAL,
	};

	return kinds[severity];
}
