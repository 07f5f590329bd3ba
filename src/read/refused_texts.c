/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "read/refused_texts.h"

#include <stddef.h>
#include <string.h>

#define COUNT(table) (sizeof(table) / sizeof((table)[0]))

#define MAP_WANTED "expected /proc/iomem or the messages of a kernel's boot"
#define BOOT_WANTED "expected the messages of a kernel's boot"
#define LSMEM "the output of lsmem, which shows only RAM; " MAP_WANTED
#define OUTPUT(command) "the output of " command ", which has no memory map; " MAP_WANTED
#define PROC(name) "/proc/" name ", which has no memory map; " MAP_WANTED
#define NO_ADDRESSES(what) what ", which has no addresses; " MAP_WANTED
#define COMMAND_LINE "a command line; --set=cmdline=... gives it to a machine"

/*
 * The beginning of a line, after its margin, and a word further on; '#' is any hexadecimal
 * digit.
 */
static const struct {
	char beginning[32], word[16];
	char what[120];
} texts[] = {
	{ "RANGE ", " SIZE", LSMEM },
	{ "Address Range ", " Size (MB)", LSMEM },
	{ "RANGE=\"0x", "", LSMEM },
	{ "available: ", " nodes (", NO_ADDRESSES("the output of numactl --hardware") },
	{ "MemTotal: ", " kB", NO_ADDRESSES("/proc/meminfo") },
	{ "Node # MemTotal: ", " kB", NO_ADDRESSES("a node's meminfo") },
	{ "Node #, zone ", "", NO_ADDRESSES("a list of zones") },
	{ "numa_hit ", "", OUTPUT("numastat") },
	{ "total ", " used ", OUTPUT("free") },
	{ "Handle 0x", "DMI type ", OUTPUT("dmidecode") },
	{ "*-core", "", OUTPUT("lshw") },
	{ "*-memory", "", OUTPUT("lshw") },
	{ "H/W path ", " Class ", OUTPUT("lshw") },
	{ "Machine (", "B", OUTPUT("lstopo") },
	{ "<topology", "", OUTPUT("lstopo") },
	{ "##:##.# ", ": ", OUTPUT("lspci") },
	{ "####:##:##.# ", ": ", OUTPUT("lspci") },
	{ "Architecture: ", "", OUTPUT("lscpu") },
	{ "Module ", " Used by", OUTPUT("lsmod") },
	{ "Linux ", " GNU/Linux", OUTPUT("uname") },
	{ "procs ---", "memory", OUTPUT("vmstat") },
	{ "nr_nodes ", ":", OUTPUT("xm info") },
	{ "processor", ": 0", PROC("cpuinfo") },
	{ "CPU0 ", "", PROC("interrupts") },
	{ "slabinfo - version: ", "", PROC("slabinfo") },
	{ "reg##: base=0x", "", PROC("mtrr") },
	{ "####-#### : ", "", "/proc/ioports, expected /proc/iomem" },
	{ "BOOT_IMAGE=", "", COMMAND_LINE },
	{ "root=", "", COMMAND_LINE },
	{ "ro root=", "", COMMAND_LINE },
	{ "CONFIG_", "=", "a kernel's configuration, which shows no machine; " MAP_WANTED },
	{ "/sys/firmware/memmap/", ":",
	  "files of /sys/firmware, expected them in a tree that --from=firmware reads" },
	{ "dmesg: ", "ermi", "an error of dmesg, expected its output as root reads it" },
	{ "-- No entries --", "", "a journal without entries, expected it as root reads it" },
	{ "e820 map has ", " items:", "messages of SeaBIOS alone, " BOOT_WANTED },
	{ "base_addr = 0x", "length = 0x", "a map that GRUB shows, " BOOT_WANTED },
	{ "Usable RAM: ", "Base Address:", "a map that GRUB shows, " BOOT_WANTED },
	{ "Type ", "# Pages", "a map that the EFI shell shows, " BOOT_WANTED },
	{ "FreeBSD ", "RELEASE", "messages of FreeBSD, expected those of Linux" },
	{ "begin ### ", "", "uuencoded data, expected the output of 'uudecode -o - FILE'" },
};

static bool is_digit(char c)
{
	return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
}

/* Compares a beginning; a tab matches a blank. Returns what follows it, or NULL. */
static const char *behind(const char *text, size_t length, const char *beginning)
{
	size_t i = 0;

	for (; beginning[i]; i++)
		if (i >= length ||
		    (beginning[i] == '#' ? !is_digit(text[i])
					 : beginning[i] != (text[i] == '\t' ? ' ' : text[i])))
			return NULL;
	return text + i;
}

static bool has_word(const char *text, const char *end, const char *word)
{
	size_t length = strlen(word);

	for (; (size_t)(end - text) >= length; text++)
		if (memcmp(text, word, length) == 0)
			return true;
	return false;
}

const char *nkv_refused_text(const struct nkv_first_line *line)
{
	const char *end = line->text + line->length;
	size_t margin = 0;

	while (margin < line->length && (line->text[margin] == ' ' || line->text[margin] == '\t'))
		margin++;
	for (size_t i = 0; i < COUNT(texts); i++) {
		const char *rest =
			behind(line->text + margin, line->length - margin, texts[i].beginning);

		if (rest && has_word(rest, end, texts[i].word))
			return texts[i].what;
	}
	return NULL;
}
