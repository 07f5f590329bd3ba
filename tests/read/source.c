/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Inputs: what they are taken for, and that looking at them takes nothing away. */
#define _POSIX_C_SOURCE 200809L
#include <criterion/criterion.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "read/lookahead.h"
#include "read/source.h"

#define MAP                                                                                        \
	"e820:\n- {start: 0, end: 640K, type: usable}\n"                                           \
	"- {start: 1M, end: 64M, type: usable}\n"
#define YAML "numakva: 1\nname: yaml\n" MAP
#define MISSING_NUMAKVA "missing key 'numakva', for example 'numakva: 1'"
#define MISSING_MAP                                                                                \
	"missing key 'e820', for example 'e820: [{start: 0x0, end: 0x9fc00, type: usable}]'"
#define JSON                                                                                       \
	"{\"numakva\": 1, \"name\": \"json\", \"e820\": [{\"start\": 0, \"size\": \"640K\", "      \
	"\"type\": \"usable\"}, {\"start\": \"1M\", \"end\": \"64M\", \"type\": \"usable\"}]}\n"

static struct nkv_source *open_source(FILE *file, const char *format)
{
	const struct nkv_input input = { .file = file, .name = "m" };
	struct nkv_source *source =
		nkv_source_new(&input, format ? nkv_input_format_find(format) : NULL);

	cr_assert(source);
	return source;
}

/* The name of the next machine, or what is wrong with it. */
static const char *next_name(struct nkv_source *source)
{
	struct nkv_document document;

	if (nkv_source_next(source, &document) != NKV_READ_DOCUMENT)
		return "end";
	return document.machine ? document.machine->name : document.diagnostics[0].text;
}

static void expect_first(const char *text, const char *format, const char *wanted)
{
	FILE *file = fmemopen((void *)(uintptr_t)text, strlen(text), "r");
	struct nkv_source *source = open_source(file, format);
	const char *got = next_name(source);

	cr_expect_str_eq(got, wanted, "%.60s as %s: %s", text, format ? format : "auto", got);
	nkv_source_free(source);
	fclose(file);
}

Test(source, formats)
{
	expect_first(YAML, NULL, "yaml");
	expect_first(YAML, "yaml", "yaml");
	expect_first(JSON, NULL, "json");
	expect_first(JSON, "json", "json");
	expect_first("\n  \n" JSON, NULL, "json");
	expect_first("# comment\n---\n" YAML, NULL, "yaml");
	expect_first("\xef\xbb\xbf" YAML, NULL, "yaml");
	expect_first("{numakva: 1,\n name: flow, e820: [{start: 0, size: 4K, type: 1},\n"
		     "{start: 4K, size: 4K, type: 2}]}\n",
		     "yaml", "flow");
	expect_first(YAML, "json", MISSING_MAP);
}

Test(source, what_shows_no_format_is_a_description)
{
	expect_first("nmakva: 1\n" MAP, NULL, "unknown key 'nmakva', did you mean 'numakva'?");
	expect_first("# nothing\n", NULL, "empty input, expected a description or a boot log");
	expect_first("\n", NULL, "empty input, expected a description or a boot log");
}

#define LOG                                                                                        \
	"Linux version 2.6.23\nBIOS-provided physical RAM map:\n"                                  \
	" BIOS-e820: 0000000000000000 - 000000000009fc00 (usable)\n"                               \
	" BIOS-e820: 0000000000100000 - 0000000040000000 (usable)\nother\n"

/* What other texts have before a log. Expect none to be a description, and no prefix to hide it. */
Test(source, a_log_is_one_whatever_stands_before_it)
{
	static const char *const before[] = {
		"---\ntitle: x\nname: y\n---\n\n",
		"From: a\nSubject: b\n\nkernel:\n",
		"component: kernel\ncmdline: ro\nkernel: 6.8\n",
		"numbers:\nhello, this is\ne820:\n",
		"available: 1 nodes (0)\nnode 0 cpus: 0\n",
		"SRAT @ 0x0\n    0000: 53 52\n",
		"{1}[Hardware Error]: event\n",
		"e820: BIOS-provided physical RAM map:\n",
		"# [    0.000000] Linux version 2.6.23\n",
	};

	for (size_t i = 0; i < sizeof(before) / sizeof(before[0]); i++) {
		char text[1024];

		snprintf(text, sizeof(text), "%s" LOG, before[i]);
		expect_first(text, NULL, "m");
	}
}

/* More text than is looked at before a format is chosen. Expect the log behind it. */
Test(source, a_log_is_one_however_much_stands_before_it)
{
	static const char line[] = "some text: of a page\n> with - quotations\n---\n";
	size_t bytes = NKV_LOOKAHEAD_BYTES_MAX / (sizeof(line) - 1) * (sizeof(line) - 1) * 2;
	char *text = malloc(bytes + sizeof(line) + sizeof(LOG));

	cr_assert(text);
	for (size_t i = 0; i < bytes; i += sizeof(line) - 1)
		memcpy(text + i, line, sizeof(line) - 1);
	strcpy(text + bytes, LOG);
	expect_first(text, NULL, "m");
	/* The last line that is looked at begins like an object, where it is cut off. */
	memcpy(text + NKV_LOOKAHEAD_BYTES_MAX - 3, "\n{\"", 3);
	expect_first(text, NULL, "m");
	strcpy(text + bytes, "no boot\n");
	expect_first(text, NULL,
		     "no boot found, expected the messages of a kernel's boot, or a description");
	expect_first(text, "bootlog", "no boot found, expected the messages of a kernel's boot");
	free(text);
}

/* Texts of neither format. Expect both to be named, and what is wrong with a description. */
Test(source, what_is_neither_is_told_both)
{
	static const char neither[] =
		"neither a description nor a boot log, expected YAML or JSON with the key "
		"'numakva', or the messages of a kernel's boot";
	static const char text[] = "# a letter\nhello\nworld\n";
	FILE *file = fmemopen((void *)(uintptr_t)text, strlen(text), "r");
	struct nkv_source *source = open_source(file, NULL);
	struct nkv_document document;

	cr_assert_eq(nkv_source_next(source, &document), NKV_READ_DOCUMENT);
	cr_expect_eq(document.machine, NULL);
	cr_assert_eq(document.diagnostic_count, 2);
	cr_expect_str_eq(document.diagnostics[0].text, neither);
	cr_expect_eq(document.diagnostics[0].line, 1);
	cr_expect(strstr(document.diagnostics[1].text, "a description is a mapping of keys"));
	cr_expect_eq(document.diagnostics[1].line, 2);
	cr_expect_str_eq(next_name(source), "end");
	nkv_source_free(source);
	fclose(file);
	expect_first("hello\n", NULL, neither);
	expect_first("hello\n", "yaml", "a description is a mapping of keys, not a single value");
	expect_first("hello\n---\n" YAML, NULL, neither);
}

/* Of several documents. Expect the first to be told both, and no other, nor one after a machine. */
Test(source, what_is_neither_is_told_so_once)
{
	static const char mapping[] = "a description is a mapping of keys, not a single value";
	static const char comment[] = "# a comment\n", rest[] = YAML "---\nhello\n";
	const size_t count = 20000;
	char *text = malloc(count * strlen(comment) + sizeof(rest));
	FILE *file = fmemopen((void *)(uintptr_t) "hello\n---\nhello\n", 16, "r");
	struct nkv_source *source = open_source(file, NULL);

	cr_expect(strstr(next_name(source), "neither a description nor a boot log"));
	cr_expect_str_eq(next_name(source), mapping);
	nkv_source_free(source);
	fclose(file);

	cr_assert(text);
	for (size_t i = 0; i < count; i++)
		memcpy(text + i * strlen(comment), comment, strlen(comment));
	memcpy(text + count * strlen(comment), rest, sizeof(rest));
	file = fmemopen(text, strlen(text), "r");
	source = open_source(file, NULL);
	cr_expect_str_eq(next_name(source), "yaml");
	cr_expect_str_eq(next_name(source), mapping);
	nkv_source_free(source);
	fclose(file);
	free(text);
}

/* Descriptions whose first lines are YAML or JSON. Expect their errors, whatever those are. */
Test(source, a_description_is_known_by_its_first_lines)
{
	expect_first(
		"%YAML 1.1\n---\nfoo: 1\n" YAML, NULL,
		"unknown key 'foo', expected numakva, name, kernel, cmdline, initrd, ebda, reserve, "
		"e820, srat, acpi, numaq or limits");
	expect_first("name: 04:05:58\nebda: 0\n", NULL, MISSING_NUMAKVA);
	expect_first("name: x\nkernel:\n  pae: true\n" MAP, NULL, MISSING_NUMAKVA);
	expect_first("kernel:\n  pae: true\n", NULL, MISSING_NUMAKVA);
	expect_first("'numakva' : 1\nname: quoted\n" MAP, NULL, "quoted");
	expect_first("{\n  \"name\": \"x\"\n}\n", NULL, MISSING_NUMAKVA);
	expect_first("{numakva: 1}\n", NULL, MISSING_MAP);
	expect_first("{\n \"srat\": {\n  \"memory\": [ {\"pxm\": 0} ]}}\n", NULL, MISSING_NUMAKVA);
	expect_first("e820: &map\n- {start: 0, size: 4K, type: 1}\n", NULL, MISSING_NUMAKVA);
}

/* A page of text in a hundred documents. Expect 20 errors in all. */
Test(source, what_shows_no_format_has_few_errors)
{
	char text[4096] = "";
	size_t errors = 0;
	FILE *file;
	struct nkv_source *source;
	struct nkv_document document;

	for (int i = 0; i < 100; i++)
		strcat(text, "some text\n> and: more: of it\n---\n");
	file = fmemopen(text, strlen(text), "r");
	source = open_source(file, NULL);
	cr_expect(!nkv_source_cuts(source));
	while (nkv_source_next(source, &document) == NKV_READ_DOCUMENT) {
		cr_expect_null(document.machine);
		errors += document.diagnostic_count;
		cr_expect_eq(document.diagnostics[document.diagnostic_count - 1].gravity,
			     NKV_GRAVITY_ERROR);
	}
	cr_expect_eq(errors, NKV_ERRORS_MAX, "%zu", errors);
	nkv_source_free(source);
	fclose(file);
}

static void expect_refused(const char *text, size_t length, const char *wanted)
{
	FILE *file = fmemopen((void *)(uintptr_t)text, length, "r");
	struct nkv_source *source = open_source(file, NULL);
	const char *got = next_name(source);

	cr_expect(strstr(got, wanted), "%s: %s", wanted, got);
	nkv_source_free(source);
	fclose(file);
}

/* What is no machine. Expect it to be named, and where there is one, the command that helps. */
Test(source, what_is_not_read_is_named)
{
	static const char *const texts[][2] = {
		{ "\x1f\x8b\x08", "gzip -dc" },
		{ "\x1f\x9d\x90", "gzip -dc" },
		{ "BZh91AY", "bzip2 -dc" },
		{ "\xfd\x37zXZ", "xz -dc" },
		{ "\x28\xb5\x2f\xfd", "zstd -dc" },
		{ "\x04\x22\x4d\x18", "lz4 -dc" },
		{ "\x89LZO", "lzop -dc" },
		{ "LZIP\x01", "lzip -dc" },
		{ "PK\x03\x04", "unzip -p" },
		{ "7z\xbc\xaf\x27\x1c", "7z x -so" },
		{ "Rar!\x1a", "unrar p" },
		{ "%PDF-1.4\n", "pdftotext" },
		{ "\x89PNG\r\n", "a picture" },
		{ "LPKSHHRH", "journalctl -k --file" },
		{ "{\n   \"dmesg\": [\n", "dmesg --json" },
		{ "{\"dmesg\":[{\"pri\":6}]}\n", "dmesg --json" },
		{ "{\n\t\"__CURSOR\" : \"s\",\n\t\"__REALTIME_TIMESTAMP\" : \"1\"\n}\n",
		  "journalctl -k" },
		{ "RANGE                                 SIZE  STATE REMOVABLE BLOCK\n", "lsmem" },
		{ "RANGE=\"0x0000000000000000-0x000000007fffffff\" SIZE=\"2G\"\n", "lsmem" },
		{ "{\n \"memory\": [\n  {\n   \"range\": \"0x0-0x7\"\n", "lsmem" },
		{ "available: 2 nodes (0-1)\nnode 0 cpus: 0 1\n", "numactl" },
		{ "MemTotal:       16303032 kB\n", "/proc/meminfo" },
		{ "Node 0, zone      DMA\n", "zones" },
		{ "Node 1 MemTotal:       33432232 kB\n", "a node's meminfo" },
		{ "             total       used       free     shared\n", "free" },
		{ "# dmidecode 3.3\nSMBIOS 2.7 present.\nHandle 0x0000, DMI type 0, 24 bytes\n",
		  "dmidecode" },
		{ "host\n    description: Computer\n  *-core\n", "lshw" },
		{ "Machine (63GB total)\n  Package L#0\n", "lstopo" },
		{ "00:1f.0 ISA bridge: Intel Corporation 82801EB\n", "lspci" },
		{ "0000:00:1f.0 0601: 8086:24d0\n", "lspci" },
		{ "processor\t: 0\nvendor_id\t: GenuineIntel\n", "/proc/cpuinfo" },
		{ "0000-001f : dma1\n0020-0021 : pic1\n", "/proc/ioports" },
		{ "BOOT_IMAGE=/vmlinuz root=/dev/sda1 ro mem=1G\n", "a command line" },
		{ "# CONFIG_A is not set\nCONFIG_NUMA=y\n", "a kernel's configuration" },
		{ "dmesg: read kernel buffer failed: Operation not permitted\n", "as root" },
		{ "e820 map has 7 items:\n  0: 0000000000000000 - 000000000009fc00 = 1 RAM\n",
		  "SeaBIOS" },
		{ "TGludXggdmVyc2lvbiAyLjYuMjMgKGFAYikgKGdjYyB2ZXJzaW9uIDQuMS4yKSAjMSBT\n",
		  "base64 -d" },
		{ "TGLUXGGDMVYC2VYC2LYUJJUMJMGAFAYIKGKDGJY2BZXJZAW9UIDQUMS4YKSAJMSz\n",
		  "base64 -d" },
		{ "begin 644 dmesg.txt\nM6R`@\n", "uudecode" },
	};
	char tar[512] = "dmesg.txt";

	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++)
		expect_refused(texts[i][0], strlen(texts[i][0]), texts[i][1]);
	strcpy(tar + 257, "ustar");
	expect_refused(tar, sizeof(tar), "tar -xOf");
}

Test(source, formats_by_name)
{
	size_t count;

	nkv_input_format_all(&count);
	cr_expect_geq(count, 2);
	cr_expect_null(nkv_input_format_find("auto"));
	cr_expect_null(nkv_input_format_find("yam"));
	cr_expect_str_eq(nkv_input_format_find("yaml")->name, "yaml");
}

/* A comment longer than the ahead may be, and a machine behind it. */
Test(source, nothing_is_lost_of_a_pipe)
{
	int ends[2];
	FILE *file;
	struct nkv_source *source;
	pid_t child;

	cr_assert_eq(pipe(ends), 0);
	child = fork();
	cr_assert_neq(child, -1);
	if (child == 0) {
		FILE *out = fdopen(ends[1], "w");

		for (int i = 0; i < 4 * NKV_LOOKAHEAD_BYTES_MAX; i += 16)
			fputs("# a comment....\n", out);
		fputs(YAML, out);
		fclose(out);
		_exit(0);
	}
	close(ends[1]);
	file = fdopen(ends[0], "r");
	source = open_source(file, NULL);
	cr_expect_str_eq(next_name(source), "yaml");
	cr_expect_str_eq(next_name(source), "end");
	nkv_source_free(source);
	fclose(file);
}

/* The other end stays open: a source that waits for more never comes back. */
Test(source, what_is_at_hand_is_enough)
{
	int ends[2];
	FILE *file;
	struct nkv_source *source;

	cr_assert_eq(pipe(ends), 0);
	file = fdopen(ends[0], "r");
	cr_assert_eq(write(ends[1], JSON, strlen(JSON)), (ssize_t)strlen(JSON));
	source = open_source(file, NULL);
	cr_expect_str_eq(next_name(source), "json");
	cr_assert_eq(write(ends[1], JSON, strlen(JSON)), (ssize_t)strlen(JSON));
	cr_expect_str_eq(next_name(source), "json");
	close(ends[1]);
	cr_expect_str_eq(next_name(source), "end");
	nkv_source_free(source);
	fclose(file);
}

Test(source, a_failed_read_is_told)
{
	FILE *file = fopen("/", "r"); /* reading a directory fails */
	struct nkv_source *source;
	struct nkv_document document;

	cr_assert(file);
	source = open_source(file, NULL);
	cr_expect_eq(nkv_source_next(source, &document), NKV_READ_FAILED);
	cr_expect_eq(errno, EISDIR);
	nkv_source_free(source);
	fclose(file);
}

/* Expect no more to be looked at than there is room for, and a failed read to be kept. */
Test(source, what_is_looked_at)
{
	static char text[NKV_LOOKAHEAD_BYTES_MAX + 1];
	FILE *long_file = fmemopen(text, sizeof(text), "r"), *directory = fopen("/", "r");
	struct nkv_lookahead ahead;

	cr_assert(long_file && directory);
	nkv_lookahead_begin(&ahead, long_file);
	while (nkv_lookahead_more(&ahead))
		;
	cr_expect_eq(ahead.length, NKV_LOOKAHEAD_BYTES_MAX, "%zu", ahead.length);
	nkv_lookahead_free(&ahead);
	nkv_lookahead_begin(&ahead, directory);
	cr_expect_not(nkv_lookahead_more(&ahead));
	cr_expect_eq(ahead.error, EISDIR);
	nkv_lookahead_free(&ahead);
	fclose(directory);
	fclose(long_file);
}
