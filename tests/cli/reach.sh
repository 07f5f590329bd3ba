#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-2.0-or-later
# Whether the kernel can read the SRAT: acpi.tables in descriptions, and the result.
set -u
# shellcheck source=tests/support/tap.sh
. tests/support/tap.sh
# shellcheck source=tests/cli/capture.inc
. tests/cli/capture.inc

# describe TABLE...: a machine of two nodes whose RSDT lists these.
describe() {
	cat <<'YAML'
numakva: 1
name: two-nodes
kernel: {profile: 2.6.23}
e820:
  - {start: 0, end: 640K, type: usable}
  - {start: 1M, end: 2G, type: usable}
srat:
  processors: [{pxm: 1, apic: 2}]
  memory: [{pxm: 0, start: 0, end: 1G}, {pxm: 1, start: 1G, end: 2G}]
acpi:
  tables:
YAML
	printf '    - %s\n' "$@"
}
facp='{signature: FACP, start: 0x7fffc240, length: 0x74}'
large='{signature: "OEM ", start: 0x7fffa000, length: 20000}'
srat='{signature: SRAT, start: 0x7fffc000, length: 0x128}'

# found: what came of it.
found() { jq -c '[.memory_source, (.hazards[] | select(.code == "srat-out-of-reach") | .reason, .tables, .table)]' "$dir/out"; }

describe "$facp" "$srat" >"$dir/in"
ends "a machine with a list of tables" 0 "$plan" -j "$dir/in"
is "whose SRAT is in reach" "$(found)" '["srat"]'
capture "$plan" -k 2.6.25 -j "$dir/in"
is "which 2.6.25 finds only as the first" "$(found)" \
	'["flat","not the first table",2,{"index":0,"signature":"FACP","pages":1}]'
describe "$facp" "$large" "$srat" >"$dir/in"
capture "$plan" -j "$dir/in"
is "and 2.6.23 not behind a large one" "$(found)" \
	'["flat","table too large",3,{"index":1,"signature":"OEM ","pages":5}]'
like "which its message tells" "$(jq -r '.hazards[] | select(.code == "srat-out-of-reach").message' "$dir/out")" \
	"one node \(table too large: OEM , table 2 of 3, spans 5 pages\)\$"
capture "$plan" -f console "$dir/in"
is "the console is that of a flat machine, once it was looked for" \
	"$(grep -A 2 -n '^Begin SRAT' "$dir/out" | sed 's/^[0-9]*[:-]//')" \
	"Begin SRAT table scan....
failed to get NUMA memory information from SRAT table
NUMA - single node, flat memory mode"
capture "$plan" -f explain "$dir/in"
is "explain tells why" "$(sed -n '/^2  /,/^    table 2/p' "$dir/out")" \
	"2  Flat: a table on the way to the SRAT is too large to be mapped, so one node, [0, max_pfn)
    table 0: FACP, ceil((0x7fffc240 mod 4096 + 116 - 1) / 4096) = 1 pages
    table 1: OEM , ceil((0x7fffa000 mod 4096 + 20000 - 1) / 4096) = 5 pages
    table 2: SRAT, ceil((0x7fffc000 mod 4096 + 296 - 1) / 4096) = 1 pages"
capture "$plan" -f yaml "$dir/in"
is "the description has them, too" "$(sed -n '/^acpi/,$p' "$dir/out")" \
	'acpi:
  tables:
    - {signature: "FACP", start: 0x7fffc240, length: 0x74}
    - {signature: "OEM ", start: 0x7fffa000, length: 0x4e20}
    - {signature: "SRAT", start: 0x7fffc000, length: 0x128}'
ends "a length can be set" 0 "$plan" -j --set acpi.tables[1].length=16K "$dir/in"
is "and then the SRAT is found" "$(found)" '["srat"]'

# A table of which the extent is not known fits.
describe '{signature: "OEM "}' "$srat" >"$dir/in"
capture "$plan" -j "$dir/in"
is "a table of unknown extent fits" "$(found)" '["srat"]'
capture "$plan" -f yaml "$dir/in"
like "and is described without one" "$(out)" '^    - \{signature: "OEM "\}$'

# refused NAME MESSAGE TABLE...
refused() {
	describe "${@:3}" >"$dir/in"
	ends "$1 is refused" 65 "$plan" "$dir/in"
	is "and what is wanted is said" "$(err | sed 's/^[^:]*://')" "$2"
}
refused "a signature of three characters" \
	"12:19: error: 'signature' in acpi.tables[0] is 'FAC', expected a string of four ASCII characters" \
	'{signature: FAC}'
refused "one that is not ASCII" \
	"12:19: error: 'signature' in acpi.tables[0] is 'FACé', expected a string of four ASCII characters" \
	'{signature: FACé}'
refused "a table shorter than its header" \
	"12:33: error: 'length' in acpi.tables[0] is '35', expected 36 to 0xffffffff" \
	'{signature: FACP, length: 35}'
refused "a table that ends too high" \
	"12:7: error: an ACPI table ends at or above 2^32" \
	'{signature: FACP, start: 4294967295, length: 36}'
refused "an unknown key" "12:25: error: unknown key 'size' in acpi.tables[0], expected signature, start or length" '{signature: FACP, size: 36}'
mapfile -t many < <(yes "$facp" | head -n 257)
refused "a list of 257 tables" "268:7: error: more than 256 ACPI tables, expected at most 256 in acpi" "${many[@]}"
describe >"$dir/in"
sed -i '/^  tables/d; $d; s/^acpi:/& {}/' "$dir/in"
ends "a mapping without tables is refused" 65 "$plan" "$dir/in"
like "and the key is named" "$(err)" "missing key 'tables' in acpi"

# --- logs ---

acpi() {
	"$plan" -q -f yaml "$@" 2>"$dir/err" | sed -n '/^# assumed.*tables/p;/^# no acpi/p;/^acpi:/,$p'
}
cases=tests/cases
is "a log of another kernel has its tables" "$(acpi "$cases/tables-14.log" | grep -c signature)" 9
is "one that ends early has not all" "$(acpi tests/data/logs/2n-6g-5.10.log)" \
	"# assumed: the log shows only some of the tables, as in line 24: the kernel is assumed to find the SRAT
# no acpi: the SRAT is found"
is "a kernel that read the SRAT shows more than they do" "$(acpi "$cases/acpi-eight.log")" ""
capture "$plan" -k 2.6.25 -f tsv --no-header --columns=memory_source "$cases/acpi-eight.log"
is "whatever is planned" "$(out)" srat
like "which is said where they do not fit" "$(err)" \
	"^$cases/acpi-eight.log:58:1: note: with these tables the kernel would not have reached the SRAT, but it did: they are ignored\$"
capture "$plan" -k 2.6.23 -f tsv --no-header --columns=memory_source "$cases/acpi-eight.log"
is "and not where they do" "$(grep -c 'left out' "$dir/err")" 0

# --- firmware ---

tree=$dir/tree/sys/firmware
# entry N START LAST: one of the memory map.
entry() {
	mkdir -p "$tree/memmap/$1"
	printf '%s\n' "$2" >"$tree/memmap/$1/start"
	printf '%s\n' "$3" >"$tree/memmap/$1/end"
	printf 'System RAM\n' >"$tree/memmap/$1/type"
}
entry 0 0x0 0x9fbff
entry 1 0x100000 0x3ffdffff
mkdir -p "$tree/acpi/tables/data" "$tree/acpi/tables/dynamic"
cp tests/data/srat/2n-1g-hotadd.aml "$tree/acpi/tables/SRAT"
touch "$tree/acpi/tables/"{DSDT,FACS,FACP,APIC,HPET,SSDT1,SSDT2,SSDT10,WAET,SRAT.old,dynamic/SSDT3}

# firmware ARGUMENT...: where memory of that tree comes from, and why.
firmware() {
	capture "$plan" --from=firmware -q -j "$@" "$dir/tree"
	found
}
is "a tree with eight tables besides DSDT and FACS has its SRAT in reach" "$(firmware -k 2.6.23)" '["srat"]'
is "also of 2.6.25, as the best is assumed of their order" "$(firmware -k 2.6.25)" '["srat"]'
touch "$tree/acpi/tables/MCFG"
is "with nine it is out of reach" "$(firmware -k 2.6.23)" '["flat","too many tables",9,null]'
is "also of 2.6.25" "$(firmware -k 2.6.25)" '["flat","too many tables",9,null]'
is "not of 2.6.27" "$(firmware -k 2.6.27)" '["srat"]'
capture "$plan" --from=firmware -f yaml "$dir/tree"
like "that their order is not known is said" "$(err)" ', acpi\.tables the SRAT first; '
is "and why, and which they are" \
	"$(sed -n 's/^# assumed: no table has their order: .*/&/p; /^acpi:/,$p' "$dir/out" | cut -c 1-40)" \
	'# assumed: no table has their order: ker
acpi:
  tables:
    - {signature: "SRAT"}
    - {signature: "APIC"}
    - {signature: "FACP"}
    - {signature: "HPET"}
    - {signature: "MCFG"}
    - {signature: "SSDT"}
    - {signature: "SSDT"}
    - {signature: "SSDT"}
    - {signature: "WAET"}'
mv "$tree/acpi/tables/SRAT" "$dir/srat.aml"
is "without an SRAT the tables tell nothing" "$(firmware -f yaml | grep -c '^acpi')" 0
is "one that is given is one more of them" "$(firmware -k 2.6.23 --srat="$dir/srat.aml")" \
	'["flat","too many tables",9,null]'
rm "$tree/acpi/tables/MCFG"
is "and where there is room, the first" "$(firmware -k 2.6.25 --srat="$dir/srat.aml")" '["srat"]'

# --- an SRAT that is given ---

# tables: the list of the description that is written.
tables() { sed -n '/^  tables/,$p' "$dir/out"; }
bytes=$(printf '0x%x' "$(stat -c %s "$dir/srat.aml")")
describe "$facp" "$srat" "{signature: SRAT, start: 4K, length: 100}" >"$dir/in"
ends "a table in place of a machine's" 0 "$plan" -f yaml --srat="$dir/srat.aml" "$dir/in"
is "is where the first of its SRATs was" "$(tables)" '  tables:
    - {signature: "FACP", start: 0x7fffc240, length: 0x74}
    - {signature: "SRAT", start: 0x7fffc000, length: '"$bytes"'}
    - {signature: "SRAT", start: 0x1000, length: 0x64}'
describe "$facp" >"$dir/in"
ends "a table for a machine without" 0 "$plan" -f yaml --srat="$dir/srat.aml" "$dir/in"
is "is the last" "$(tables)" '  tables:
    - {signature: "FACP", start: 0x7fffc240, length: 0x74}
    - {signature: "SRAT", length: '"$bytes"'}'
describe "$facp" | sed '/^acpi/,$d' >"$dir/in"
capture "$plan" -f yaml --srat="$dir/srat.aml" "$dir/in"
is "where no tables are known, none are then" "$(grep -c '^acpi' "$dir/out")" 0

finish
