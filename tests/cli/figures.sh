#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-2.0-or-later
# Figures that no line of a log prints are found by their effects: each machine is planned with
# certain figures, and the output of its kernel is read as a log.
set -u
# shellcheck source=tests/support/tap.sh
. tests/support/tap.sh
# shellcheck source=tests/cli/capture.inc
. tests/cli/capture.inc

# printed KERNEL CONFIG SETTING...: the log of that kernel, into $dir/log, and its layout, into $dir/want.
# Without jq, which takes longer to start than all else.
layout() {
	grep -oE '"(kva|pfn)":(\{[^}]*\}|null)|"(reserved_pages|present_end_pfn|remap_vaddr_start)":("[^"]*"|[0-9]+)' "$@"
}
printed() {
	local kernel=$1 config=configs/$2.yaml
	shift 2
	{
		echo "Linux version $kernel (a@b) (gcc version 4.1.2) #1 SMP"
		"$plan" -f console -k "$kernel" "$@" "$config"
	} >"$dir/log" 2>/dev/null
	"$plan" -q -f ndjson -k "$kernel" "$@" "$config" | layout >"$dir/want"
}
# found: the layout of the machine in $dir/log, what is said of it into $dir/err.
found() {
	capture "$plan" -f ndjson "$dir/log"
	layout "$dir/out"
}
# describe: its description, into $dir/yaml.
describe() { "$plan" -q -f yaml "$dir/log" >"$dir/yaml"; }
figure() { sed -n "s/^ *$1: *\([^ #]*\).*/\1/p" "$dir/yaml"; }

# --- sizeof(struct page) ---

for kernel in 2.6.23 2.6.25 2.6.18 2.6.14 2.6.12 2.6.5; do
	for config in example-2n-10g made-8n-32g; do
		for size in 36 44 56; do
			printed "$kernel" "$config" --set "kernel.struct_page=$size"
			is "$kernel on $config with a struct page of $size is found by its nodes" \
				"$(found)" "$(cat "$dir/want")"
			is "... and not a word of it is contradicted" "$(grep -c ': warning: ' "$dir/err")" 0
		done
	done
done

# --- which it can be ---

printed 2.6.23 example-2n-10g --set kernel.struct_page=56
describe
like "a size that alone fits is known" "$(cat "$dir/yaml")" '^  struct_page: 56 +# sizeof\(struct page\)$'
printed 2.6.23 qemu-4n-4g
describe
like "of several the usual one is taken" "$(cat "$dir/yaml")" \
	'^  struct_page: 32 +# assumed: the pages that the nodes give up allow 32 and 36$'
printed 2.6.23 qemu-4n-4g --set kernel.struct_page=48
describe
like "else the likeliest" "$(cat "$dir/yaml")" \
	'^  struct_page: 52 +# assumed: the pages that the nodes give up allow 48 and 52$'
printed 2.6.23 pc-1n-1g
describe
like "a machine without an SRAT tells nothing" "$(cat "$dir/yaml")" \
	'^  struct_page: 32 +# assumed: the log lacks the line that shows it$'

# --- sizeof(pg_data_t) ---

printed 2.6.23 qemu-2n-1g-border
describe
like "what a pgdat can be is a range" "$(cat "$dir/yaml")" \
	'^  pg_data: 2432 +# assumed: the pages that the nodes give up allow 1 to 8160$'
printed 2.6.23 qemu-2n-1g-border --set kernel.pg_data=1000000
echo "  DMA zone: 32 pages used for memmap" >>"$dir/log"
is "where a struct page is known, one that is not usual is found" "$(found | grep -v '"pfn"')" \
	"$(grep -v '"pfn"' "$dir/want")"
describe
like "and as near to what is usual as it can be" "$(cat "$dir/yaml")" \
	'^  pg_data: 8161 +# assumed: the pages that the nodes give up allow 8161 to 1048576$'

# --- VMALLOC_RESERVE ---

for kernel in 2.6.23 2.6.18 2.6.25; do
	printed "$kernel" example-2n-10g --set cmdline=vmalloc=256M
	is "$kernel with vmalloc= is found by its low memory" "$(found)" "$(cat "$dir/want")"
	describe
	is "... and so is the word" "$(figure cmdline)" '"vmalloc=256M"'
done
for kernel in 2.6.18 2.6.23 2.6.28 2.6.32; do
	printed "$kernel" example-2n-10g --set cmdline=vmalloc=300000001
	is "$kernel with a vmalloc= of no whole pages is found" "$(found)" "$(cat "$dir/want")"
done
printed 2.6.23 example-2n-10g --set cmdline=vmalloc=256M
grep -v 'kva_start_pfn\|MB LOWMEM' "$dir/log" >"$dir/part"
echo "    lowmem  : 0xc0000000 - 0xf0000000   ( 768 MB)" >>"$dir/part"
mv "$dir/part" "$dir/log"
is "the kernel's table of its addresses tells of low memory, too" "$(found | grep '"pfn"')" \
	"$(grep '"pfn"' "$dir/want")"
# vmalloc_alone START: of all that tells of low memory, the log has where vmalloc's addresses begin.
vmalloc_alone() {
	grep -v 'kva_start_pfn\|MB [A-Z]* available\|low_pfn\|vaddr' "$dir/log" >"$dir/part"
	echo "    vmalloc : $1 - 0xff7fe000   ( 280 MB)" >>"$dir/part"
	mv "$dir/part" "$dir/log"
	describe
}
printed 2.6.23 example-2n-10g --set cmdline=vmalloc=300M
vmalloc_alone 0xee000000
is "where vmalloc's addresses begin tells of low memory, too" "$(figure cmdline)" '"vmalloc=296M"'
like "... and it is said what else is possible" "$(cat "$dir/yaml")" \
	"^# assumed: the vmalloc addresses in line [0-9]+ allow vmalloc=0x12800000 to 0x12ffffff;"
printed 2.6.23 example-2n-10g --set cmdline=
vmalloc_alone 0xf8800000
is "what is usual is kept where it is possible" "$(figure cmdline)" '""'
printed 2.6.32 example-2n-10g --set cmdline=vmalloc=300M
vmalloc_alone 0xecdfe000
is "later kernels do not align them, and tell to the page" "$(figure cmdline)" '"vmalloc=300M"'
is "... so that nothing else is possible" "$(grep -c 'allow vmalloc' "$dir/yaml")" 0
printed 2.6.23 example-2n-10g --set cmdline=
echo "    vmalloc : 0xf0800000 - 0xff7fe000   ( 239 MB)" >>"$dir/log"
capture "$plan" -f yaml "$dir/log"
like "another start than the rest of the log allows is said" "$(cat "$dir/err")" \
	"warning: start of vmalloc's addresses: 0xf0800000 in the log, 0xf8800000 for the machine"
printed 2.6.23 example-2n-10g --set cmdline=highmem=9500M
is "highmem= is another way to the same low memory" "$(found | grep '"kva"')" \
	"$(grep '"kva"' "$dir/want")"
printed 2.6.23 example-2n-10g --set cmdline=vmalloc=256M
echo "Kernel command line: quiet" >>"$dir/log"
describe
is "a command line that is there is not added to" "$(figure cmdline)" '"quiet"'
printed 2.6.18 example-2n-10g --set cmdline=
grep 'RAM map\|BIOS-e820' "$dir/log" >"$dir/part"
printf '%s\n' 'Linux version 2.6.18 (a@b)' "$(cat "$dir/part")" '9920MB HIGHMEM available.' \
	'896MB LOWMEM available.' >"$dir/log"
describe
is "a kernel without NUMA has all low memory without such a word" "$(figure cmdline)" '""'

# --- NR_CPUS ---

printed 2.6.27 example-2n-10g --set kernel.nr_cpus=64
echo "NR_CPUS: 64, nr_cpu_ids: 2, nr_node_ids 8" >>"$dir/log"
describe
is "a line that tells NR_CPUS is taken at its word" "$(figure nr_cpus)" 64

# Below 1 GiB nothing but the end of vmalloc's addresses shows it.
printed 2.6.32 pc-1n-512m-nopae --set kernel.highmem=64G --set kernel.nr_cpus=128
grep -v 'direct mapping\|bootm\|early res\|  #\| page [24]' "$dir/log" >"$dir/part"
echo "    vmalloc : 0xe0800000 - 0xff1fe000   ( 489 MB)" >>"$dir/part"
mv "$dir/part" "$dir/log"
describe
is "the end of vmalloc's addresses tells of NR_CPUS" "$(figure nr_cpus)" 128

# --- the map ---

words="memmap=exactmap memmap=0x9f000@0x0 memmap=0x20000000@0x100000"
printed 2.6.32 example-2n-10g --set "cmdline=$words"
is "a map is found to the byte" "$(found)" "$(cat "$dir/want")"
describe
is "... and the words that make it, not a mem= that makes the same pages" \
	"$(sed -n 's/^cmdline: //p' "$dir/yaml")" "\"$words\""

# --- highmem= ---

# The first of these prints no pages, but MiB.
for kernel in 2.6.5 2.6.12 2.6.15 2.6.18 2.6.23 2.6.25 2.6.32; do
	for size in 0 $([[ $kernel == 2.6.5 ]] && echo 300M || echo 300001K) 1G; do
		printed "$kernel" example-2n-10g --set "cmdline=highmem=$size" \
			--set kernel.struct_page=44
		is "$kernel with highmem=$size is found by its high memory" "$(found)" \
			"$(cat "$dir/want")"
		is "... and not a word of it is contradicted" "$(grep -c ': warning: ' "$dir/err")" 0
	done
done
printed 2.6.23 example-2n-10g --set "cmdline=highmem=1G vmalloc=256M"
is "with vmalloc= both are found" "$(found)" "$(cat "$dir/want")"
describe
like "... and both words, and it is said why" "$(grep -B1 ^cmdline "$dir/yaml" | tr '\n' ' ')" \
	'low and high memory as the log shows; .*"highmem=1024M vmalloc=256M"'

printed 2.6.23 pc-1n-1g --set "cmdline=highmem=1G vmalloc=512M"
is "with what a line tells of highmem=, vmalloc= is found" "$(found)" "$(cat "$dir/want")"

# --- the initrd ---

for start in 64M 0x8000000 300M; do
	printed 2.6.23 example-2n-10g --set "initrd.start=$start" --set initrd.size=2M
	is "an initrd at $start, below as much KVA or not, is found by where that begins" \
		"$(found)" "$(cat "$dir/want")"
done

# --- PAE ---

jq -n '{numakva: 1, name: "m", kernel: {profile: "2.6.23", struct_page: 36},
	e820: [{start: 0, end: "640K", type: "usable"}, {start: "1M", end: 1067450368, type: "usable"}],
	srat: {processors: [{pxm: 0, apic: 0}, {pxm: 1, apic: 1}],
		memory: [{pxm: 0, start: 0, size: 768409600}, {pxm: 1, start: 768409600, size: 299040768}]}}' \
	>"$dir/m.json"
{
	echo "Linux version 2.6.23 (a@b) (gcc version 4.1.2) #1 SMP"
	"$plan" -f console "$dir/m.json"
} >"$dir/log" 2>/dev/null
"$plan" -q -f ndjson "$dir/m.json" | layout >"$dir/want"
is "a node that does not shrink further tells of the size of large pages" "$(found)" \
	"$(cat "$dir/want")"

# --- MAX_NUMNODES ---

jq -n '{numakva: 1, name: "m", kernel: {profile: "2.6.23", max_numnodes: 16},
	e820: [{start: 0, end: "640K", type: "usable"}, {start: "1M", end: "20G", type: "usable"}],
	srat: {processors: [range(10) | {pxm: ., apic: .}],
		memory: [range(10) | {pxm: ., start: (. * 2147483648), size: 2147483648}]}}' >"$dir/m.json"
{
	echo "Linux version 2.6.23 (a@b) (gcc version 4.1.2) #1 SMP"
	"$plan" -f console "$dir/m.json"
} >"$dir/log" 2>/dev/null
describe
is "more than 8 nodes tell of 16" "$(figure max_numnodes)" 16

finish
