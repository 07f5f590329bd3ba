/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A key of a description, its mapping, and the values that are read. */
#ifndef NUMAKVA_READ_MACHINE_KEY_H
#define NUMAKVA_READ_MACHINE_KEY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "read/report.h"
#include "read/machine/key_path.h"

enum nkv_value_type {
	NKV_VALUE_NUMBER,
	NKV_VALUE_BOOLEAN,
	NKV_VALUE_STRING,
	NKV_VALUE_CHOICE, /* one of several words */
	NKV_VALUE_NUMBER_OR_CHOICE,
	NKV_VALUE_MAPPING,
	NKV_VALUE_LIST,
};

/* The value of a key. */
struct nkv_value {
	bool given;	  /* the key is there */
	bool good;	  /* the value is valid for the key; for a mapping or list: it is one */
	uint64_t number;  /* a number, the number of a choice, or 0 and 1 for false and true */
	const char *text; /* a string; in the document's pool */
	struct nkv_position position;
};

struct nkv_builder;
struct nkv_mapping;

/* The word with that index, and the number that it stands for; NULL beyond the last. */
typedef const char *nkv_choice(size_t index, uint64_t *number);

/*
 * Reads a word that is not one of a list. Sets `words` to a note, "" for none;
 * or, if it returns false, to the error.
 */
enum { NKV_CHOICE_WORDS_BYTES = 320 };
typedef bool nkv_choice_reader(const char *word, uint64_t *number,
			       char words[NKV_CHOICE_WORDS_BYTES]);

struct nkv_key {
	const char *name;
	const char *example; /* "pxm: 0", for a required key; NULL: it can be missing */
	enum nkv_value_type type : 8;
	bool is_word : 1;	 /* a string of letters, digits, '-', '_' and '.' only */
	bool is_signature : 1;	 /* a string of four ASCII characters */
	uint32_t min;		 /* of a number */
	uint64_t max;		 /* of a number */
	const uint64_t *numbers; /* the only valid numbers, ended by 0; or NULL */
	nkv_choice *choice;
	nkv_choice_reader *read_choice;	   /* instead of `choice` */
	const char *choice_name;	   /* what the choice is called: "profile" */
	const struct nkv_key *item;	   /* of each entry of a list */
	const struct nkv_mapping *mapping; /* of a mapping */
};

/* A mapping that was read, or an entry of a list, for nkv_mapping.take. */
struct nkv_entry {
	const struct nkv_key_path *path; /* "e820[2]"; "" for the whole description */
	struct nkv_position position;
	const struct nkv_value *values; /* one for each key, in the order of the table */
};

enum { NKV_KEYS_MAX = 16 };

struct nkv_mapping {
	const struct nkv_key *keys;
	size_t key_count;
	/* Puts the values into the machine, and checks what concerns several keys. */
	void (*take)(struct nkv_builder *builder, const struct nkv_entry *entry);
};

#endif
