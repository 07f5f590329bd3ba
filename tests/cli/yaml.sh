#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-2.0-or-later
# --format=yaml writes a description that gives the same plan, and the same description again.
set -u
# shellcheck source=tests/support/tap.sh
. tests/support/tap.sh
# shellcheck source=tests/cli/capture.inc
. tests/cli/capture.inc

# round NAME FILE: FILE to YAML plans as FILE does; YAML to YAML is the same, byte for byte.
round() {
	ends "$1 is described" 0 "$plan" -f yaml "$2"
	mv "$dir/out" "$dir/first.yaml"
	ends "its description is described" 0 "$plan" -f yaml "$dir/first.yaml"
	check "which changes nothing in $1" cmp "$dir/out" "$dir/first.yaml"
	"$plan" -f ndjson "$2" | placeless >"$dir/want.ndjson"
	ends "$1 is planned from its description" 0 "$plan" -f ndjson "$dir/first.yaml"
	placeless "$dir/out" >"$dir/got.ndjson"
	check "and the plan of $1 is the same" cmp "$dir/got.ndjson" "$dir/want.ndjson"
}

for config in configs/*.yaml; do
	round "$(basename "$config")" "$config"
done
for vectors in tests/data/*.ndjson*; do
	gzip -dcf "$vectors" | jq -c .machine >"$dir/machines.ndjson"
	round "$(basename "$vectors")" "$dir/machines.ndjson"
done

# --- the whole of one, line by line ---

cat >"$dir/want" <<'YAML'
# A machine for numakva-plan; numakva-plan(5) describes the keys.
numakva: 1
name: example-2n-10g
kernel:
  profile: 2.6.23-numaboot        # see numakva-plan --list-profiles
  highmem: 64G                    # CONFIG_HIGHMEM: 64G, 4G or off
  pae: true                       # CONFIG_X86_PAE: always with 64G
  memory_model: discontig         # CONFIG_DISCONTIGMEM or CONFIG_SPARSEMEM
  page_offset: 0xc0000000         # PAGE_OFFSET
  struct_page: 32                 # sizeof(struct page)
  pg_data: 2432                   # sizeof(pg_data_t)
  max_numnodes: 8                 # MAX_NUMNODES: 8, or 16 on NUMA-Q
  cache_line: 128                 # L1_CACHE_BYTES
  text: 0x100000                  # where the kernel is loaded
  init_pg_tables_end: 0x569000    # the log's min_low_pfn, times 4096
  amd_k7: false                   # the processor is an AMD K7
cmdline: "vmalloc=192M quiet"
initrd: {start: 0x33d10000, size: 2M}
ebda: 0x9fc00
reserve:
  - {start: 0xf5ba0, size: 4K, by: mp-table}
e820:
  - {start: 0x0,         end: 0x9fc00,     type: usable}     # 639 KiB
  - {start: 0x100000,    end: 0xe0000000,  type: usable}     # 3583 MiB
  - {start: 0x100000000, end: 0x2a0000000, type: usable}     # 6656 MiB
srat:
  processors:
    - {pxm: 0, apic: 0x00, enabled: true}
    - {pxm: 1, apic: 0x20, enabled: true}
  memory:
    - {pxm: 0, start: 0x0,         end: 0xe0000000,  hotplug: false, enabled: true} # 3584 MiB
    - {pxm: 0, start: 0x100000000, end: 0x120000000, hotplug: false, enabled: true} # 512 MiB
    - {pxm: 1, start: 0x120000000, end: 0x2a0000000, hotplug: false, enabled: true} # 6144 MiB
limits:
  min_lowmem_free: 256M
  max_wasted: 2M
  max_kva: 512M
  allow: [physnode-mismatch]
YAML
capture "$plan" -f yaml configs/example-2n-10g.yaml
check "every key is there, with its comment" diff -u "$dir/want" "$dir/out"

# --- strings ---

# e820 of the smallest machine, as JSON.
e820='[{"start":"0","end":"640K","type":"usable"},{"start":"1M","end":"64M","type":"usable"}]'

# line KEY NAME CMDLINE: the line of that key for a machine that has these JSON strings.
line() {
	printf '{"numakva":1,"name":%s,"cmdline":%s,"e820":%s}\n' "$2" "$3" "$e820" >"$dir/in"
	capture "$plan" -f yaml "$dir/in"
	grep "^$1:" "$dir/out"
}

# kept NAME JSON YAML: a name is written as YAML, and comes back as it was.
kept() {
	is "$1 is written so" "$(line name "$2" '"x"')" "name: $3"
	cp "$dir/out" "$dir/again.yaml"
	capture "$plan" -f ndjson "$dir/again.yaml"
	is "$1 comes back" "$(jq -c .machine "$dir/out")" "$(jq -c . <<<"$2")"
}

kept "a word" '"pc-1n_512m.x"' 'pc-1n_512m.x'
kept "a number" '"512"' '"512"'
kept "a number in hexadecimal" '"0x10"' '"0x10"'
kept "a word that begins with a digit" '"2n-pc"' '"2n-pc"'
kept "a boolean" '"true"' '"true"'
kept "what older YAML calls a boolean" '"No"' '"No"'
kept "a null" '"null"' '"null"'
kept "a tilde" '"~"' '"~"'
kept "nothing" '""' '""'
kept "not a number" '"NaN"' '"NaN"'
kept "blanks around" '" x "' '" x "'
kept "quotes" '"a \"b\" '\''c'\''"' '"a \"b\" '\''c'\''"'
kept "a backslash" '"c:\\n"' '"c:\\n"'
kept "a comment" '"a # b"' '"a # b"'
kept "a mapping" '"a: b"' '"a: b"'
kept "an end of line" '"a\nb\r"' '"a\nb\r"'
kept "a tab" '"a\tb"' '"a\tb"'
kept "a list" '"- a"' '"- a"'
kept "an alias" '"*a"' '"*a"'
kept "an end of document" '"...\n---"' '"...\n---"'
kept "accents, Greek, CJK and a face" '"é α 漢 😀"' '"é α 漢 😀"'
is "a control character is escaped" "$(line cmdline '"x"' '"a\u0001b"')" 'cmdline: "a\x01b"'
is "so is one beyond ASCII" "$(line cmdline '"x"' '"a\u0085\u00a0\u2028\ufeff\u007fb"')" \
	"cmdline: \"a\\x85$(printf '\302\240')\\u2028\\ufeff\\x7fb\""
cp "$dir/out" "$dir/again.yaml"
ends "which the reader takes back" 0 "$plan" -f yaml "$dir/again.yaml"
check "as it was" cmp "$dir/out" "$dir/again.yaml"
is "a command line is in quotes" "$(line cmdline '"x"' '"mem=700M"')" 'cmdline: "mem=700M"'
long=$(printf '%3000s' '' | tr ' ' a)
is "a long command line stands on one line" "$(line cmdline '"x"' "\"$long\"")" \
	"cmdline: \"$long\""
cp "$dir/out" "$dir/again.yaml"
ends "which the reader takes back, too" 0 "$plan" -f yaml "$dir/again.yaml"
check "as long as it was" cmp "$dir/out" "$dir/again.yaml"

# --- what is not there ---

cat >"$dir/in" <<'YAML'
numakva: 1
kernel: {highmem: off, pae: true}
e820:
  - {start: 0, end: 640K, type: 7}
  - {start: 1M, end: 18446744073709551615, type: reserved}
srat: {}
limits: {max_kva: 4097}
YAML
cat >"$dir/want" <<'YAML'
# A machine for numakva-plan; numakva-plan(5) describes the keys.
numakva: 1
kernel:
  profile: 2.6.23-numaboot        # see numakva-plan --list-profiles
  highmem: "off"                  # CONFIG_HIGHMEM: 64G, 4G or off
  pae: true                       # CONFIG_X86_PAE: always with 64G
  memory_model: discontig         # CONFIG_DISCONTIGMEM or CONFIG_SPARSEMEM
  page_offset: 0xc0000000         # PAGE_OFFSET
  struct_page: 32                 # sizeof(struct page)
  pg_data: 2432                   # sizeof(pg_data_t)
  max_numnodes: 8                 # MAX_NUMNODES: 8, or 16 on NUMA-Q
  cache_line: 128                 # L1_CACHE_BYTES
  text: 0x100000                  # where the kernel is loaded
  init_pg_tables_end: 0x569000    # the log's min_low_pfn, times 4096
  amd_k7: false                   # the processor is an AMD K7
cmdline: ""
# no initrd
# no ebda
reserve: []
e820:
  - {start: 0x0,      end: 0xa0000,            type: 7}          # 640 KiB
  - {start: 0x100000, end: 0xffffffffffffffff, type: reserved}   # 17592186044415.0 MiB
srat:
  processors: []
  memory: []
limits:
  max_kva: 4097
  allow: []
YAML
ends "a machine without a name, and with empty lists" 0 "$plan" -f yaml "$dir/in"
check "is described so" diff -u "$dir/want" "$dir/out"
mv "$dir/out" "$dir/first.yaml"
ends "and read again" 0 "$plan" -f yaml "$dir/first.yaml"
check "byte for byte" cmp "$dir/out" "$dir/first.yaml"

# --- with other options ---

ends "what --set changes" 0 "$plan" -f yaml -k 2.6.25 --set cmdline=mem=600M configs/pc-1n-1g.yaml
is "is in the description" "$(grep -E '^  profile|^cmdline' "$dir/out" | sed 's/ *#.*//')" \
	"$(printf '  profile: 2.6.25\ncmdline: "mem=600M"')"
ends "a bad machine among others" 65 "$plan" -f yaml configs/pc-1n-1g.yaml - configs/pc-1n-512m.yaml
is "is left out" "$(grep -c '^numakva: 1$' "$dir/out") $(grep -cx -e --- "$dir/out")" "2 1"

finish
