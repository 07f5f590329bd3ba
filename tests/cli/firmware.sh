#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-2.0-or-later
# --from=firmware and --srat: the tables of a machine's firmware.
set -u
# shellcheck source=tests/support/tap.sh
. tests/support/tap.sh
# shellcheck source=tests/cli/capture.inc
. tests/cli/capture.inc

tree=$dir/tree
tables=$tree/sys/firmware/acpi/tables
srats=tests/data/srat

# entry N START LAST TYPE: one of the memory map, as the kernel shows it.
entry() {
	mkdir -p "$tree/sys/firmware/memmap/$1"
	printf '%s\n' "$2" >"$tree/sys/firmware/memmap/$1/start"
	printf '%s\n' "$3" >"$tree/sys/firmware/memmap/$1/end"
	printf '%s\n' "$4" >"$tree/sys/firmware/memmap/$1/type"
}

# The map of the emulated PC with 1 GiB.
fresh() {
	rm -rf "$tree"
	mkdir -p "$tables"
	entry 0 0x0 0x9fbff 'System RAM'
	entry 1 0x9fc00 0x9ffff Reserved
	entry 2 0xf0000 0xfffff Reserved
	entry 3 0x100000 0x3ffdffff 'System RAM'
	entry 4 0x3ffe0000 0x3fffffff Reserved
	entry 5 0xfffc0000 0xffffffff Reserved
}

# The SRAT that is given with it belongs to a machine whose boot was recorded.
fresh
cp "$srats/2n-1g-hotadd.aml" "$tables/SRAT"
ends "a copy of the tree is read" 0 "$plan" --from=firmware -j --set kernel.profile=2.6.23 \
	--set kernel.init_pg_tables_end=0x299000 "$tree"
mv "$dir/out" "$dir/plan.json"
jq -c 'select(.machine.name == "A-numa-512M+512M-hotplug").machine' tests/data/boots.ndjson \
	>"$dir/machine.json"
is "the machine is among those that were booted" "$(wc -l <"$dir/machine.json")" 1
capture "$plan" -j "$dir/machine.json"
# What the firmware does not tell: the EBDA, MP tables, and the name.
figures='del(.machine, .file, .line, .bootmem, .hazards)'
is "and plans as the machine does" "$(jq -S "$figures" "$dir/plan.json")" \
	"$(jq -S "$figures" "$dir/out")"

capture "$plan" --from=firmware -f yaml "$tree"
is "what is assumed is said" "$(err)" \
	"$tree: note: assumed kernel.profile 2.6.23-numaboot, kernel.highmem 64G, kernel.page_offset 0xc0000000, kernel.struct_page 32, kernel.pg_data 2432, kernel.max_numnodes 8, kernel.cache_line 128, kernel.text 0x100000, kernel.init_pg_tables_end 0x569000, kernel.amd_k7 false, cmdline \"\", initrd none, ebda none, reserve none, acpi.tables the SRAT first; --format=yaml says why"
like "and why, in the description" "$(out)" \
	'^  struct_page: 32 +# assumed: the firmware says nothing about the kernel$'
mv "$dir/out" "$dir/first.yaml"
ends "which can be planned" 0 "$plan" -f yaml "$dir/first.yaml"
is "with what it says" "$(sed 's/ *#.*//; /^$/d' "$dir/out")" "$(sed 's/ *#.*//; /^$/d' "$dir/first.yaml")"
capture "$plan" --from=firmware -q -f yaml "$tree"
is "--quiet does not say what is assumed" "$(err)" ""
capture "$plan" --from=firmware -k 2.6.25 --set cmdline=x --set ebda=0x9fc00 --set initrd.start=1M \
	--set initrd.size=1M -f yaml "$tree"
is "what is set is not assumed" "$(grep -cE 'kernel.profile|cmdline|initrd|ebda' "$dir/err")" 0
like "and taken" "$(out)" '^initrd: {start: 0x100000, size: 1M}$'

# --- where a tree is ---

for where in sys/firmware sys .; do
	ends "a tree at $where" 0 "$plan" --from=firmware -q -f yaml "$tree/$where"
	check "is the same" diff <(sed 's/ *#.*//' "$dir/first.yaml") <(sed 's/ *#.*//' "$dir/out")
done
ends "two trees" 0 "$plan" --from=firmware -q -f ndjson "$tree" "$tree"
is "are two machines" "$(wc -l <"$dir/out")" 2
ends "a tree that is not there" 66 "$plan" --from=firmware "$dir/none"
is "is named" "$(err)" "numakva-plan: cannot open '$dir/none': No such file or directory"
ends "a file in place of a tree" 66 "$plan" --from=firmware README
is "is told as one" "$(err)" "numakva-plan: cannot open 'README': Not a directory"
mkdir "$dir/empty"
ends "a tree without a memory map" 65 "$plan" --from=firmware "$dir/empty"
is "is no machine" "$(err)" \
	"$dir/empty/memmap: error: cannot read the memory map: No such file or directory"
mkdir "$dir/empty/memmap"
ends "a memory map without entries" 65 "$plan" --from=firmware -f ndjson "$dir/empty"
is "is no machine, either" "$(jq -r .error "$dir/out")" \
	"$dir/empty/memmap: no memory map: it has no entries"

# --- the words of all kernels ---

fresh
entry 3 0x100000 0x3fffffff 'system RAM'
entry 4 0x40000000 0x4000ffff 'ACPI Tables'
entry 5 0x40010000 0x4001ffff 'ACPI Non-volatile Storage'
entry 6 0x40020000 0x4002ffff 'Unusable memory'
entry 7 0x40030000 0x4003ffff 'Persistent Memory'
entry 8 0x40040000 0x4004ffff 'Persistent Memory (legacy)'
entry 9 0x40050000 0x4005ffff 'Soft Reserved'
entry 10 0x40060000 0x4006ffff reserved
entry 11 0x40070000 0x4007ffff 'Unknown E820 type'
ends "types of every kernel" 0 "$plan" --from=firmware -f ndjson "$tree"
is "are those of the firmware, in order of their numbers" "$(jq -c '[.["e820"][].type]' "$dir/out")" \
	'["usable","reserved","reserved","usable","ACPI data","ACPI NVS",5,7,12,4026531839,"reserved"]'
is "but for one that has no word" "$(head -n 1 "$dir/err")" \
	"$tree/sys/firmware/memmap/11/type:1:1: warning: unknown type 'Unknown E820 type', treated as reserved"
mkdir "$tree/sys/firmware/memmap/x" "$tree/sys/firmware/memmap/012"
ends "what has no number is no entry" 0 "$plan" --from=firmware -q "$tree"

# --- what is wrong with a map ---

# map_error NAME MESSAGE, after the map was spoilt.
map_error() {
	ends "$1" 65 timeout 20 "$plan" --from=firmware "$tree"
	is "$1 is told" "$(err)" "$tree/sys/firmware/memmap/$2"
	fresh
}

fresh
rm "$tree/sys/firmware/memmap/3/end"
map_error "half an entry" "3/end: error: cannot read: No such file or directory"
rm "$tree/sys/firmware/memmap/3/start"
mkfifo "$tree/sys/firmware/memmap/3/start"
map_error "a pipe that nobody writes to" "3/start: error: cannot read: not a regular file"
ln -sf /dev/zero "$tree/sys/firmware/memmap/3/type"
map_error "a device" "3/type: error: cannot read: not a regular file"
rm "$tree/sys/firmware/memmap/3/end"
mkdir "$tree/sys/firmware/memmap/3/end"
map_error "a directory" "3/end: error: cannot read: Is a directory"
echo 'end' >"$tree/sys/firmware/memmap/3/end"
map_error "an end that is no number" "3/end:1:1: error: 'end' is 'end', expected a number below 2^64"
printf '0x3ffdffff\0junk\n' >"$tree/sys/firmware/memmap/3/end"
map_error "an end with a NUL" "3/end:1:11: error: a NUL is not allowed"
printf 'System RAM\n\0' >"$tree/sys/firmware/memmap/3/type"
map_error "a type with a NUL" "3/type:2:1: error: a NUL is not allowed"
printf 'System\033[31m RAM\n' >"$tree/sys/firmware/memmap/3/type"
map_error "a type with a control character" "3/type:1:7: error: a control character is not allowed"
echo 0x10000000000000000 >"$tree/sys/firmware/memmap/3/end"
map_error "an end that is too large" \
	"3/end:1:1: error: 'end' is '0x10000000000000000', expected a number below 2^64"
echo 0xfffff >"$tree/sys/firmware/memmap/3/end"
map_error "an end below the start" \
	"3/end:1:1: error: 'end' is 0xfffff, expected at least the start, 0x100000, and below 2^64 - 1"
echo 0xffffffffffffffff >"$tree/sys/firmware/memmap/3/end"
map_error "an end at 2^64" \
	"3/end:1:1: error: 'end' is 0xffffffffffffffff, expected at least the start, 0x100000, and below 2^64 - 1"
echo 0xfffffffffff >"$tree/sys/firmware/memmap/3/end"
map_error "memory that is too high" \
	"3/start:1:1: error: e820[3] ends at 0x100000000000, expected at most 0xffff0000000"
: >"$tree/sys/firmware/memmap/3/start"
map_error "an empty file" "3/start:1:1: error: 'start' is '', expected a number below 2^64"
for i in $(seq 6 130); do
	entry "$i" "$((0x50000000 + i * 0x2000))" "$((0x50000fff + i * 0x2000))" Reserved
done
ends "more entries than the kernel keeps" 65 "$plan" --from=firmware "$tree"
like "are told where they begin" "$(err)" "^$tree/sys/firmware/memmap/128/start:1:1: error: .*128"

# --- the SRAT ---

fresh
capture "$plan" --from=firmware -f ndjson "$tree"
is "without an SRAT the machine is flat" "$(jq -r .memory_source "$dir/out")" flat
is "which is not assumed" "$(grep -c 'srat none' "$dir/err")" 0
rm -r "$tree/sys/firmware/acpi"
capture "$plan" --from=firmware -f ndjson "$tree"
is "but where there are no tables at all" "$(grep -c 'srat none' "$dir/err")" 1

fresh
head -c 100 "$srats/2n-1g-hotadd.aml" >"$tables/SRAT"
ends "an SRAT that is cut off" 65 "$plan" --from=firmware "$tree"
is "is told with its offset" "$(err)" \
	"$tables/SRAT: offset 0x64: error: the SRAT is cut off after 100 bytes, its header says 280"
: >"$tables/SRAT"
ends "an empty SRAT" 65 "$plan" --from=firmware "$tree"
is "is no SRAT" "$(err)" "$tables/SRAT: error: not an SRAT: it does not begin with 'SRAT'"
head -c $(((16 << 20) + 1)) /dev/zero >"$tables/SRAT"
ends "an SRAT that is too large" 65 "$plan" --from=firmware "$tree"
is "is told with what it may have" "$(err)" \
	"$tables/SRAT: error: cannot read the SRAT: a file of more than 16 MiB, expected at most 16777216 bytes"
rm "$tables/SRAT"
mkfifo "$tables/SRAT"
ends "a pipe for an SRAT" 65 timeout 20 "$plan" --from=firmware "$tree"
is "is not waited for" "$(err)" "$tables/SRAT: error: cannot read the SRAT: not a regular file"
ends "--srat stands in for it" 0 "$plan" --from=firmware -q -f ndjson \
	--srat="$srats/2n-1g-hotadd.aml" "$tree"
is "and is planned with" "$(jq -c '[.nodes[].end_pfn]' "$dir/out")" '[129536,260096]'

# --- --srat on top of a description ---

for form in aml dsl asl; do
	ends "--srat with a table as $form" 0 "$plan" -f yaml --srat="$srats/2n-1g-hotadd.$form" \
		configs/example-2n-10g.yaml
	sed -n '/^srat:/,/^limits:/p' "$dir/out" >"$dir/$form.srat"
	check "gives the same SRAT" cmp "$dir/$form.srat" "$dir/aml.srat"
done
is "in place of the machine's own" "$(grep -c 'pxm: 1' "$dir/aml.srat")" 3
is "and keeps the rest" "$(grep -c '^  max_kva: 512M$' "$dir/out")" 1
capture "$plan" -f ndjson --srat="$srats/2n-1g-hotadd.aml" configs/*.yaml
is "it is that of every machine" "$(jq -r '.nodes | length' "$dir/out" | sort -u)" 2
# dumped NAME: the table in hexadecimal, in $dir/hex, is the same SRAT.
dumped() {
	ends "--srat with a table in hexadecimal, $1" 0 "$plan" -f yaml --srat="$dir/hex" \
		configs/example-2n-10g.yaml
	sed -n '/^srat:/,/^limits:/p' "$dir/out" >"$dir/hex.srat"
	check "gives the same SRAT" cmp "$dir/hex.srat" "$dir/aml.srat"
}
aml=$srats/2n-1g-hotadd.aml
od -A x -t x1 "$aml" >"$dir/hex"
is "rows that are alike are left out" "$(grep -c '^[*]$' "$dir/hex")" 1
dumped "by od"
od -v -A x -t x1z "$aml" | sed -E 's/^/00/; s/  >(.*)<$/  |\1|/; s/^(.{8})(.{24})/\1 \2 /' >"$dir/hex"
like "there is a gap in the midst of a row" "$(head -1 "$dir/hex")" '^00000000  53 .* 00  0[0-9a-f] .*\|SRAT'
dumped "by hexdump -C"
od -v -A x -t x1z "$aml" | sed -E '$d; s/^/00/; s/ /: /; s/ ([0-9a-f]{2}) ([0-9a-f]{2})/ \1\2/g; s/  >(.*)<$/  \1/' >"$dir/hex"
like "there are two bytes to a word" "$(head -1 "$dir/hex")" '^00000000: 5352 4154 .*  SRAT'
dumped "by xxd"
od -v -t x1 "$aml" | sed 's/^/> /' >"$dir/hex"
like "offsets are octal" "$(sed -n 2p "$dir/hex")" '^> 0000020 '
dumped "by od, with octal offsets, quoted"
{ printf '$ hexdump SRAT\n' && od -x "$aml" && printf 'deadbeef: beef\n$ exit\n'; } >"$dir/hex"
like "words are swapped" "$(sed -n 2p "$dir/hex")" '^0000000 5253 5441 '
dumped "in words of 16 bits, among other lines"
od -v -A n -t x1 "$aml" | tr -d ' ' >"$dir/hex"
dumped "without offsets"
od -v -A n -t x1 "$aml" | tr -d ' \n' >"$dir/hex"
dumped "in one line"
od -v -A x -t x1 "$aml" | sed 3d >"$dir/hex"
ends "a dump without one of its rows" 65 "$plan" --srat="$dir/hex" configs/pc-1n-1g.yaml
is "is not taken for another table" "$(err)" \
	"$dir/hex:3:1: error: bytes of the SRAT are missing, expected those from 0x0020 on"
od -v -A x -t x1 "$aml" | sed '4s/ 00/ 01/' >"$dir/hex"
ends "a dump with another byte" 65 "$plan" --srat="$dir/hex" configs/pc-1n-1g.yaml
like "has a wrong checksum" "$(err)" "^$dir/hex:1:1: error: .*checksum"

# A processor in each of seven more domains, which makes nine.
processor=$(sed -n '/Subtable Type : 00/,/Clock Domain/p;/Clock Domain/q' "$srats/2n-1g-hotadd.asl")
{
	cat "$srats/2n-1g-hotadd.asl"
	for pxm in 20 21 22 23 24 25 26; do
		printf '%s\n' "${processor/Low(8) : 00/Low(8) : $pxm}"
	done
} >"$dir/few.asl"
ends "more domains than the kernel has nodes" 65 "$plan" --srat="$dir/few.asl" configs/pc-1n-1g.yaml
like "are told at their place in the file" "$(err)" \
	"^$dir/few\.asl:[0-9]+:1: error: .*'max_numnodes'"
ends "which another kernel can have" 0 "$plan" --srat="$dir/few.asl" \
	--set kernel.max_numnodes=16 configs/pc-1n-1g.yaml
ends "a bad machine stays bad" 65 "$plan" --srat="$srats/2n-1g-hotadd.aml" /dev/null
ends "an SRAT that is not there" 66 "$plan" --srat=none configs/pc-1n-1g.yaml
is "is named" "$(err)" "numakva-plan: cannot open 'none': No such file or directory"
is "and nothing is planned" "$(out)" ""
ends "a directory for an SRAT" 66 "$plan" --srat="$srats" configs/pc-1n-1g.yaml
is "is named" "$(err)" "numakva-plan: cannot open '$srats': Is a directory"
ends "an SRAT that cannot be read" 74 "$plan" --srat=/proc/self/mem configs/pc-1n-1g.yaml
like "is named" "$(err)" "^numakva-plan: cannot read '/proc/self/mem': "
is "and nothing is planned, either" "$(out)" ""
capture bash -c "'$plan' -f yaml --srat=<(cat '$srats/2n-1g-hotadd.dsl') configs/example-2n-10g.yaml"
sed -n '/^srat:/,/^limits:/p' "$dir/out" >"$dir/pipe.srat"
check "an SRAT may come through a pipe" cmp "$dir/pipe.srat" "$dir/aml.srat"
if [ -z "${ASAN_OPTIONS-}" ]; then
	{
		echo 'DSDT @ 0x0000000000000000'
		yes '    0000: 44 53 44 54 80 3E 00 00 01 8F 4F 45 4D 49 44 5F  DSDT.>....OEMID_' | head -c 128M
		echo
		cat tests/data/cases/acpidump.txt
	} >"$dir/dump"
	capture bash -c 'ulimit -v 65536 && exec "$@"' - "$plan" -q -f yaml --srat="$dir/dump" configs/example-2n-10g.yaml
	sed -n '/^srat:/,/^acpi:/p' "$dir/out" | sed '$d' >"$dir/dump.srat"
	check "a dump of 128 MiB is read in little memory" cmp "$dir/dump.srat" <(sed '/^limits:/d' "$dir/aml.srat")
	rm "$dir/dump"
else
	skip "a dump of 128 MiB is read in little memory" "sanitizers are on"
fi
ends "a file that is none" 65 "$plan" --srat=README configs/pc-1n-1g.yaml
is "is told as that" "$(err)" \
	"README:1:1: error: neither an SRAT nor the output of iasl -d, acpidump or xxd"

# --- this machine ---

if [ -r /sys/firmware/memmap/0/start ]; then
	capture "$plan" --from=firmware -f ndjson
	if [ -e /sys/firmware/acpi/tables/SRAT ] && [ ! -r /sys/firmware/acpi/tables/SRAT ]; then
		skip "this machine is read" "its SRAT is for root alone"
	else
		is "this machine is read" "$got $(jq -r '.["e820"][0].start' "$dir/out")" \
			"0 $(cat /sys/firmware/memmap/0/start)"
	fi
else
	skip "this machine is read" "there is no /sys/firmware/memmap"
fi

finish
