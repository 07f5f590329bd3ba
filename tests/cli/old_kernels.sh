#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-2.0-or-later
# Kernels before 2.6.16 in every form, and the lines of five real machines of 2003 and 2004: each
# is read as its machine, and confirms the plan.
set -u
# shellcheck source=tests/support/tap.sh
. tests/support/tap.sh
# shellcheck source=tests/cli/capture.inc
. tests/cli/capture.inc

records=tests/data/reallogs-old.ndjson

# record LOG FILTER: of the record of that log.
record() {
	jq -r "select(.log == \"$1\") | $2" "$records"
}

# json NAME FILTER WANT
json() {
	is "$1" "$(jq -c "$2" "$dir/out")" "$3"
}

# the_machine: what a log can tell of a plan; not what it is called, and what no line tells.
the_machine='del(.machine, .file, .line, .kernel, .bootmem, .hazards, .ram, .verdict)'

# real LOG VERSION SAME: reads the lines as a log of that version, and holds them
# against the plan of the machine that is found in them.
real() {
	local log=$1 version=$2 same=$3
	{
		printf 'Linux version %s (build@host) (gcc version 3.2.3) #1 SMP Thu Jan 1 2004\n' "$version"
		# One of them is cut in the archive.
		record "$log" '.lines[]' | sed 's/^pxm bitmap: 03.*/pxm bitmap: 03'"$(printf ' 00%.0s' {1..31})"'/'
	} >"$dir/log"
	record "$log" .machine >"$dir/machine.json"
	# No kernel prints it.
	set -- --set kernel.pg_data="$(record "$log" .machine.kernel.pg_data)"
	ends "$log is read" 0 "$plan" -q -f json "$@" "$dir/log"
	json "... as the machine that it was" "$the_machine" \
		"$("$plan" -q -f json "$dir/machine.json" | jq -c "$the_machine")"
	capture "$plan" -q -f ndjson --compare="$dir/log" "$@" "$dir/log"
	json "... and confirms the plan" '[.verdict, .lines.same, .lines.different + .lines.only_planned +
		.lines.only_in_log]' "[\"not contradicted\",$same,0]"
	is "... with status 0" "$got" 0
}

numaq='Enabling APIC mode:  NUMA-Q.  Using 8 I/O APICs'
real 02-x440-12g-2n-2.6.0-test3-bk8.txt 2.6.0-test3-bk8 44
is "a struct page follows from what nodes give" \
	"$("$plan" -f yaml "$dir/log" 2>/dev/null | grep struct_page)" \
	"  struct_page: 44                 # sizeof(struct page)"
real 29-x440-elm3b59-8g-2.6.3-mm1-padded.txt 2.6.3-mm1 32
real 03-opteron-tyan-6g-2n-2.6.8.1-bad-page.txt 2.6.8.1 36

# --- a NUMA-Q of 2.5.65, which is not planned itself ---

{
	echo 'Linux version 2.5.65-mm2 (build@host) (gcc version 3.2.3) #1 SMP Thu Jan 1 2003'
	record 01-numaq-64g-8n-2.5.65-mm2.txt '.lines[]'
	echo "$numaq"
} >"$dir/log"
record 01-numaq-64g-8n-2.5.65-mm2.txt .machine >"$dir/machine.json"
ends "a NUMA-Q is read" 0 "$plan" -f json "$dir/log"
like "... for the nearest kernel" "$(err)" "planned as 2.6.5: the log's kernel, 2.5.65-mm2, cannot be planned"
json "... with the quads that it had" '[.memory_source, (.nodes | map([.present_end_pfn, .reserved_pages]))]' \
	"$("$plan" -q -f json "$dir/machine.json" | jq -c '[.memory_source, (.nodes | map([.present_end_pfn, .reserved_pages]))]')"
like "... of which is said that they are assumed" "$(err)" 'numaq 8 quads'
capture "$plan" -q -f ndjson --compare="$dir/log" "$dir/machine.json"
json "all its lines are those of the plan" '[.verdict, .other_kernel, .lines.same, .lines.different +
	.lines.only_planned + .lines.only_in_log]' '["not contradicted",true,40,0]'

# --- boots that end before the pages that nodes give ---

jq -n '{numakva: 1, name: "m", numaq: [range(3) | {quad: ., start: (. * 1073741824), size: "1G"}],
	e820: [{start: 0, end: "639K", type: "usable"}, {start: "1M", end: "3G", type: "usable"}]}' >"$dir/m.json"
for kernel in 2.6.9 2.6.18 2.6.23; do
	{
		echo "Linux version $kernel (a@b) (gcc version 4.1.2) #1 SMP"
		"$plan" -q -f console -k "$kernel" "$dir/m.json" | sed '/^Reserving/,$d'
	} >"$dir/log"
	capture "$plan" -f ndjson "$dir/log"
	json "$kernel: a NUMA-Q that did not say so has its nodes" '[.nodes[].present_end_pfn]' \
		"$("$plan" -q -f json -k "$kernel" "$dir/m.json" | jq -c '[.nodes[].present_end_pfn]')"
	like "... and it is said what they are made of" "$(err)" \
		'warning: the kernel has 3 nodes, but the log has no SRAT .* derived from'
done

# --- a kernel of 2003 without NUMA ---

{
	echo 'Linux version 2.6.0-test9-mjb2 (build@host) (gcc version 3.2.3) #1 SMP Thu Jan 1 2003'
	record 20-hp-8way-32g-2.6.0-test9-mjb2-nohighmem.txt '.lines[]'
} >"$dir/log"
ends "a kernel without NUMA has nothing to compare" 0 "$plan" -q --compare="$dir/log" "$dir/log"
like "... and is told so" "$(out)" 'NOTHING TO COMPARE'

# --- bad pages of a mem_map that was never cleared ---

# storm MACHINE...: the two Opterons of 2004, with the first of 23,000 messages.
storm() {
	echo 'Linux version 2.6.8.1 (build@host) (gcc version 3.3.4) #1 SMP Thu Dec 1 2004'
	record 03-opteron-tyan-6g-2n-2.6.8.1-bad-page.txt '.lines[]' |
		sed 's/^pxm bitmap: 03.*/pxm bitmap: 03'"$(printf ' 00%.0s' {1..31})"'/'
	echo 'hm, page 0009f000 reserved twice.'
	printf "Bad page state at prep_new_page (in process 'swapper', page %s)\n" "$@"
}

storm f6e02000 f6e02020 >"$dir/log"
capture "$plan" -q -f ndjson --compare="$dir/log" "$dir/log"
json "bad pages are found in the window of node 1" \
	'[.verdict, .outcome.planned, .outcome.bad_pages.predicted, .outcome.bad_pages.unpredicted]' \
	'["confirmed","boots",2,0]'
json "... the first at its first page, behind a larger pg_data_t" \
	'.outcome.bad_pages | [.pages[0].pfn, .pages[0].predicted, .pgdat_pages]' '[1048576,true,2]'
storm c1000000 >"$dir/log"
capture "$plan" -q -f ndjson --compare="$dir/log" "$dir/log"
json "a bad page elsewhere contradicts the plan" \
	'[.verdict, .outcome.bad_pages.predicted]' '["contradicted",0]'

# --- how such a plan is told ---

record 02-x440-12g-2n-2.6.0-test3-bk8.txt .machine >"$dir/machine.json"
capture "$plan" -q -f text "$dir/machine.json"
is "the text has the KVA between low and high memory" "$(sed -n '5,9p' "$dir/out")" \
	"Low memory       850 MiB  pfn 0x0..0x35200
  free           844 MiB  99 % of it, when setup ends
  left           751 MiB  after the mem_maps are taken from it, too
KVA               46 MiB  pfn 0x35200..0x38000, 11776 pages above low memory
High memory    11904 MiB  pfn 0x38000..0x320000, holes included"
capture "$plan" -q -f explain "$dir/machine.json"
is "each step is explained" "$(grep -cE '^  node|whether it is RAM or not|its own pages included|ends at highstart_pfn|downwards|in its window' "$dir/out")" 7
capture "$plan" -q -f text -k 2.6.9 --set 'srat.memory[2].end=0x320080000' "$dir/machine.json"
like "a node that ends inside a large page is told from a window that begins in one" "$(out)" 'pfn misaligned'
is "an early kernel is offered to a machine that has one" "$(grep -c 'kernel 2\.6\.12$' "$dir/out")" 1
capture "$plan" -q -k all --no-header --columns=profile,verdict -f tsv "$dir/machine.json"
is "all kernels have a row" "$(cut -f 1 "$dir/out" | uniq | grep -c .)" "$("$plan" --list-profiles | grep -c .)"

finish
