/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "read/refused_kinds.h"

#include <string.h>

#include "base/base64.h"
#include "base/text.h"
#include "read/refused_texts.h"

#define COUNT(table) (sizeof(table) / sizeof((table)[0]))

enum {
	NARROW_BYTES = 64, /* of a line: enough for any key of a description */
	TAR_MAGIC_AT = 257,
	BASE64_BYTES_MIN = 60,
};

static bool begins(const struct nkv_first_line *line, const char *beginning)
{
	return nkv_bytes_begin_with(line->text, line->length, beginning);
}

static bool contains(const struct nkv_first_line *line, const char *word)
{
	for (size_t i = 0; i < line->length; i++)
		if (nkv_bytes_begin_with(line->text + i, line->length - i, word))
			return true;
	return false;
}

/* Whether the line has this key of JSON, with a value that begins in this way. */
static bool has_key(const struct nkv_first_line *line, const char *key, const char *value)
{
	for (size_t i = 0; i < line->length; i++) {
		size_t at = i + strlen(key);

		if (!nkv_bytes_begin_with(line->text + i, line->length - i, key))
			continue;
		while (at < line->length && (line->text[at] == ' ' || line->text[at] == ':'))
			at++;
		if (nkv_bytes_begin_with(line->text + at, line->length - at, value))
			return true;
	}
	return false;
}

/* --- what the first bytes of a file show --- */

#define PACKED(by, command) "data packed with " by ", expected the output of '" command "'"
#define PICTURE "a picture, expected the text that it shows"

static const struct {
	char magic[12];
	char what[80];
} magics[] = {
	{ "\x1f\x8b", PACKED("gzip", "gzip -dc FILE") },
	{ "\x1f\x9d", PACKED("compress", "gzip -dc FILE") },
	{ "BZh", PACKED("bzip2", "bzip2 -dc FILE") },
	{ "\xfd\x37zXZ", PACKED("xz", "xz -dc FILE") },
	{ "\x28\xb5\x2f\xfd", PACKED("zstd", "zstd -dc FILE") },
	{ "\x04\x22\x4d\x18", PACKED("lz4", "lz4 -dc FILE") },
	{ "\x89LZO", PACKED("lzop", "lzop -dc FILE") },
	{ "LZIP", PACKED("lzip", "lzip -dc FILE") },
	{ "PK\x03\x04", PACKED("zip", "unzip -p FILE") },
	{ "7z\xbc\xaf", PACKED("7z", "7z x -so FILE") },
	{ "Rar!", PACKED("rar", "unrar p -inul FILE") },
	{ "%PDF-", "a PDF, expected the output of 'pdftotext -layout FILE -'" },
	{ "\x89PNG", PICTURE },
	{ "\xff\xd8\xff", PICTURE },
	{ "GIF8", PICTURE },
	{ "LPKSHHRH", "a journal file, expected the output of 'journalctl -k --file=FILE'" },
};

static const char *kind_of_magic(const struct nkv_first_line *line)
{
	for (size_t i = 0; i < COUNT(magics); i++)
		if (begins(line, magics[i].magic))
			return magics[i].what;
	if (line->length > TAR_MAGIC_AT &&
	    nkv_bytes_begin_with(line->text + TAR_MAGIC_AT, line->length - TAR_MAGIC_AT, "ustar"))
		return PACKED("tar", "tar -xOf FILE");
	return NULL;
}

/* --- what lines show --- */

/* The length follows. Its high bytes are 0; its low byte can be a line's end. */
static bool is_table(const struct nkv_first_line *line)
{
	return begins(line, "SRAT") &&
	       (line->length == 4 ||
		(line->length >= 8 && line->text[6] == '\0' && line->text[7] == '\0'));
}

static bool is_disassembly(const struct nkv_first_line *line)
{
	return begins(line, " * Intel ACPI Component Architecture") || begins(line, "[000h 0000");
}

/* "FACP @ 0x00000000BFFD0F40" */
static bool is_table_dump(const struct nkv_first_line *line)
{
	enum { SIGNATURE_BYTES = 4 };

	return line->length > SIGNATURE_BYTES &&
	       nkv_bytes_begin_with(line->text + SIGNATURE_BYTES, line->length - SIGNATURE_BYTES,
				    " @ 0x");
}

/* The first row of a table, in the form of xxd, hexdump and od, or as C. */
static bool is_hex_dump(const struct nkv_first_line *line)
{
	static const char *const signatures[] = { "53 52 41 54 ", "5352 4154 ", "5253 5441 " };

	for (size_t i = 0; i < COUNT(signatures) && begins(line, "0000"); i++)
		if (contains(line, signatures[i]))
			return true;
	return contains(line, "0x53, 0x52, 0x41, 0x54,") || contains(line, "0x53,0x52,0x41,0x54,");
}

/* "SRAT" and a length, in base64. */
static bool is_base64_table(const struct nkv_first_line *line)
{
	return begins(line, "U1JBV");
}

/* A full line of it, with letters of both cases, as the first of a file. */
static bool is_base64(const struct nkv_first_line *line)
{
	size_t length = line->length, lower = 0, upper = 0;

	while (length > 0 && line->text[length - 1] == '\r')
		length--;
	for (size_t i = 0; i < length; i++) {
		if (nkv_base64_digits[(unsigned char)line->text[i]] == 0)
			return false;
		lower += line->text[i] >= 'g' && line->text[i] <= 'z';
		upper += line->text[i] >= 'G' && line->text[i] <= 'Z';
	}
	return line->is_first && length >= BASE64_BYTES_MIN && length % 4 == 0 && lower > 0 &&
	       upper > 0;
}

static bool is_journal(const struct nkv_first_line *line)
{
	static const char *const keys[] = { "\"__REALTIME_TIMESTAMP\"", "\"__CURSOR\"",
					    "\"_TRANSPORT\"", "\"_BOOT_ID\"" };

	for (size_t i = 0; i < COUNT(keys); i++)
		if (has_key(line, keys[i], ""))
			return true;
	return false;
}

static bool is_dmesg_json(const struct nkv_first_line *line)
{
	return has_key(line, "\"dmesg\"", "[");
}

static bool is_lsmem_json(const struct nkv_first_line *line)
{
	return has_key(line, "\"range\"", "\"0x");
}

/*
 * A line in UTF-16 or UTF-32, whose characters contain NULs, without these; length 0 for any
 * other line. Logs can be in UTF-16, and a crash leaves NULs in them, too; but those come before
 * a line.
 */
static struct nkv_first_line narrowed(const struct nkv_first_line *line, char narrow[NARROW_BYTES])
{
	struct nkv_first_line result = { .text = narrow };
	size_t nuls = 0, count = 0;

	for (size_t i = 0; i < line->length && count < NARROW_BYTES; i++) {
		if (line->text[i] == '\0')
			nuls += count > 0;
		else if (count > 0 || !strchr("\xff\xfe", line->text[i]))
			narrow[count++] = line->text[i];
	}
	if (nuls > 0 && nuls + 1 >= count && narrow[0] != '#')
		result.length = count;
	return result;
}

static bool is_description(const struct nkv_first_line *line)
{
	return nkv_input_description.recognise(line) != NKV_EVIDENCE_NONE;
}

static const struct {
	bool (*is)(const struct nkv_first_line *line);
	enum nkv_evidence evidence; /* a hint if the input is text, because a log may follow */
	const char *what;
} kinds[] = {
	{ is_table, NKV_EVIDENCE_PROOF,
	  "a table of the firmware; --srat=FILE adds it to another input" },
	{ is_disassembly, NKV_EVIDENCE_HINT,
	  "a table disassembled by iasl; --srat=FILE adds it to another input" },
	{ is_table_dump, NKV_EVIDENCE_HINT,
	  "a dump of the firmware's tables; --srat=FILE adds its SRAT to another input" },
	{ is_hex_dump, NKV_EVIDENCE_HINT,
	  "a table of the firmware in hexadecimal; --srat=FILE adds it to another input" },
	{ is_base64_table, NKV_EVIDENCE_HINT,
	  "a table of the firmware in base64; --srat=FILE adds it to another input" },
	{ is_base64, NKV_EVIDENCE_HINT, "text in base64, expected the output of 'base64 -d FILE'" },
	{ is_journal, NKV_EVIDENCE_PROOF,
	  "journal records, expected the output of 'journalctl -k'" },
	{ is_dmesg_json, NKV_EVIDENCE_PROOF,
	  "the output of dmesg --json, expected that of dmesg without --json" },
	{ is_lsmem_json, NKV_EVIDENCE_PROOF,
	  "the output of lsmem, which shows only RAM; expected /proc/iomem or the messages of a "
	  "kernel's boot" },
};

static const char *kind_of_text(const struct nkv_first_line *line, enum nkv_evidence *evidence)
{
	const char *what;

	for (size_t i = 0; i < COUNT(kinds); i++) {
		if (!kinds[i].is(line))
			continue;
		*evidence = kinds[i].evidence;
		return kinds[i].what;
	}
	what = nkv_refused_text(line);
	if (what)
		*evidence = NKV_EVIDENCE_HINT;
	return what;
}

const char *nkv_refused_kind(const struct nkv_first_line *line, enum nkv_evidence *evidence)
{
	const char *what = line->is_first ? kind_of_magic(line) : NULL;
	char narrow[NARROW_BYTES];
	struct nkv_first_line wide;

	if (what) {
		*evidence = NKV_EVIDENCE_PROOF;
		return what;
	}
	what = kind_of_text(line, evidence);
	if (what)
		return what;
	wide = narrowed(line, narrow);
	if (wide.length > 0 && is_description(&wide)) {
		*evidence = NKV_EVIDENCE_PROOF;
		return "text in UTF-16 or UTF-32, expected UTF-8";
	}
	return wide.length > 0 ? kind_of_text(&wide, evidence) : NULL;
}
