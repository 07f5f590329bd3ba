#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-2.0-or-later
# Plans as rows: the formats table, tsv and csv, and their rows.
set -u
# shellcheck source=tests/support/tap.sh
. tests/support/tap.sh
# shellcheck source=tests/cli/capture.inc
. tests/cli/capture.inc

pc=configs/pc-1n-1g.yaml
two=configs/example-2n-10g.yaml
tab=$'\t'

# --- the three formats ---

ends "tsv" 0 "$plan" -f tsv "$two" "$pc"
is "tsv has a header and a row a machine" "$(out)" \
	"name${tab}profile${tab}verdict${tab}kva_pages${tab}kva_start_pfn${tab}wasted${tab}lowmem_free${tab}lowmem_left${tab}unused${tab}hazards
example-2n-10g${tab}2.6.23-numaboot${tab}boots${tab}22528${tab}189440${tab}0${tab}772976640${tab}772976640${tab}0${tab}
pc-1n-1g${tab}2.6.23-numaboot${tab}panics${tab}512${tab}228864${tab}1966080${tab}${tab}${tab}${tab}reserve-beyond-lowmem,pages-wasted"

ends "csv" 0 "$plan" -f csv "$two" "$pc"
is "csv has CRLF, and quotes what has a comma" "$(tr '\r' '@' <"$dir/out")" \
	'name,profile,verdict,kva_pages,kva_start_pfn,wasted,lowmem_free,lowmem_left,unused,hazards@
example-2n-10g,2.6.23-numaboot,boots,22528,189440,0,772976640,772976640,0,@
pc-1n-1g,2.6.23-numaboot,panics,512,228864,1966080,,,,"reserve-beyond-lowmem,pages-wasted"@'

ends "table" 0 "$plan" -f table "$two" "$pc"
is "a table is aligned, numbers to the right, and has - where there is nothing" "$(out)" \
	"name            profile          verdict  kva_pages  kva_start_pfn   wasted  lowmem_free  lowmem_left  unused  hazards
example-2n-10g  2.6.23-numaboot  boots        22528         189440        0    772976640    772976640       0  -
pc-1n-1g        2.6.23-numaboot  panics         512         228864  1966080            -            -       -  reserve-beyond-lowmem,pages-wasted"

ends "a table without --format" 0 "$plan" --columns=name,nodes,kva --human --no-header "$two" "$pc"
is "options of tables mean a table" "$(out)" \
	"example-2n-10g  2  88M
pc-1n-1g        1   2M"

awkward() {
	printf 'numakva: 1\nname: "%s"\ne820: [{start: 0, end: 0x9fc00, type: usable}, %s]\n' "$1" \
		'{start: 1M, end: 256M, type: usable}'
}
{
	awkward 'a\tb\nc\\d'
	echo ---
	awkward 'say \"x, y\"'
	echo ---
	awkward '\u00e4\u001b[1m\u009b'
} >"$dir/awkward.yaml"
ends "awkward names" 0 "$plan" -f tsv --no-header --columns=name,nodes "$dir/awkward.yaml"
is "tsv escapes tabs, newlines and backslashes" "$(head -n 1 "$dir/out")" 'a\tb\nc\\d'"${tab}1"
is "and other control characters" "$(sed -n 3p "$dir/out")" 'ä\x1b[1m\u009b'"${tab}1"
capture "$plan" -f csv --no-header --columns=nodes,name "$dir/awkward.yaml"
is "csv quotes newlines, quotes and commas" "$(head -n 3 "$dir/out" | tr -d '\r')" '1,"a'"$tab"'b
c\d"
1,"say ""x, y"""'
check "csv as another program reads it" "${PYTHON:-/usr/bin/python3}" - "$dir/out" <<'PYTHON'
import csv, sys
rows = list(csv.reader(open(sys.argv[1], newline=""), strict=True))
assert rows == [["1", "a\tb\nc\\d"], ["1", 'say "x, y"'], ["1", "\u00e4\x1b[1m\x9b"]], rows
PYTHON
capture "$plan" -f table --no-header --columns=name,nodes "$dir/awkward.yaml"
is "a table shows control characters as escapes, and stays aligned" "$(out)" \
	'a\tb\nc\d       1
say "x, y"      1
ä\x1b[1m\u009b  1'

# --- columns ---

capture "$plan" --list-columns
all=$(awk '!/\(with --[a-z]*\)$/ { print $1 }' "$dir/out" | paste -sd ,)
nodes=$(awk '!/\(with --(fold|check)\)$/ { print $1 }' "$dir/out" | paste -sd ,)
ends "all columns of a machine" 0 "$plan" -f tsv --columns="$all" configs/*.yaml
is "each is named" "$(head -n 1 "$dir/out" | tr '\t' ,)" "$all"
is "rows have as many fields" "$(awk -F '\t' '{ print NF }' "$dir/out" | sort -u)" \
	"$(tr ',' '\n' <<<"$all" | wc -l)"
ends "all columns of a node" 0 "$plan" -f tsv --nodes --columns="$nodes" configs/*.yaml
is "rows are nodes" "$(awk 'NR > 1' "$dir/out" | wc -l)" \
	"$("$plan" -f ndjson configs/*.yaml | jq -s 'map(.nodes | length) | add')"

# What stands in columns is what stands in the plan.
"$plan" -f ndjson configs/*.yaml | jq -r '[.machine, .kernel.profile, .kernel.highmem, .kernel.pae,
	.kernel.page_offset, .kernel.vmalloc_reserve, .memory_source, (.nodes | length),
	.kva.start_pfn, .kva.pages, .kva.pages * 4096, .wasted_pages, .pfn.max_pfn, .pfn.max_low_pfn,
	.pfn.min_low_pfn, .pfn.highstart_pfn, .pfn.highend_pfn, .lowmem_mb, .highmem_mb,
	.bootmem.free_pages, ((.bootmem.free_pages // empty) * 4096) // null, .verdict, .stopped_at,
	(.hazards | length), ([.hazards[].code] | join(","))] | @tsv' >"$dir/wanted"
capture "$plan" -f tsv --no-header --columns=name,profile,highmem_setting,pae,page_offset,vmalloc_reserve,memory_source,nodes,kva_start_pfn,kva_pages,kva,wasted_pages,max_pfn,max_low_pfn,min_low_pfn,highstart_pfn,highend_pfn,lowmem_mb,highmem_mb,free_pages,lowmem_free,verdict,stopped_at,hazard_count,hazards \
	configs/*.yaml
is "columns have the plan's figures" "$(out)" "$(cat "$dir/wanted")"
"$plan" -f ndjson configs/*.yaml | jq -r '.machine as $name | .nodes[] | [$name, .nid, .pxm,
	.start_pfn, .end_pfn, .present_end_pfn, .memmap_bytes, .reserved_pages, .alignment_pages,
	.remap_start_pfn, .remap_offset_pages, .remap_vaddr_start, .remap_vaddr_end, .pgdat_vaddr,
	.memmap.from, .memmap.bytes, .memmap.vaddr] | @tsv' >"$dir/wanted"
capture "$plan" -f tsv --no-header --nodes --columns=name,nid,pxm,start_pfn,end_pfn,present_end_pfn,memmap_bytes,reserved_pages,alignment_pages,remap_start_pfn,remap_offset_pages,remap_vaddr_start,remap_vaddr_end,pgdat_vaddr,memmap.from,memmap.bytes,memmap.vaddr \
	configs/*.yaml
is "columns of nodes have the plan's figures" "$(out)" "$(cat "$dir/wanted")"

capture "$plan" -f tsv --columns=+cmdline,initrd.start "$two"
is "+ adds to the usual columns" "$(awk -F '\t' '{ print $1 "|" $10 "|" $11 "|" $12 }' "$dir/out")" \
	"name|hazards|cmdline|initrd.start
example-2n-10g||vmalloc=192M quiet|0x33d10000"

keys=$("$plan" --sweep=x=1:1:1 "$two" 2>&1 | sed -n 's/ or / /; s/.*expected //p' | tr -d ,)
sweeps=()
for key in $keys; do
	value=$("$plan" -f tsv -n --columns="$key" "$two")
	case $key in mem | highmem | memory | vmalloc) value=512M ;; esac
	sweeps+=("--sweep=$key=$value:$value:1")
done
ends "ranges of all keys, with all that can be in a row" 1 "$plan" -f tsv --fold --check --columns=+kva,name "${sweeps[@]}" "$two"
is "have their columns" "$(head -n 1 "$dir/out" | tr '\t' ' ')" \
	"name $keys ${keys##* }.last check failed points profile verdict kva name"

# --- which rows, and in what order ---

# names OPTION...: the machines that are left.
names() {
	"$plan" -f tsv --no-header --columns=name "$@" configs/*.yaml | paste -sd ' '
}
is "--sort by a number" "$(names --sort=kva_pages --where='nodes > 1')" \
	"qemu-2n-1g-border qemu-2n-1g-hotadd qemu-2n-1g-small server-2n-6g qemu-2n-2g-sparse qemu-4n-4g made-3n-4g-cpuonly example-2n-10g summit-2n-8g-hotadd made-8n-32g"
is "--sort downwards" "$(names --sort=-kva_pages --where='nodes > 1')" \
	"made-8n-32g summit-2n-8g-hotadd example-2n-10g made-3n-4g-cpuonly qemu-4n-4g qemu-2n-2g-sparse server-2n-6g qemu-2n-1g-hotadd qemu-2n-1g-small qemu-2n-1g-border"
is "--sort by a verdict, the better first" \
	"$("$plan" -f tsv --no-header --columns=verdict --sort=verdict configs/*.yaml | uniq -c |
		awk '{ print $2 }' | paste -sd ' ')" "boots unstable panics"
is "--sort has machines without a value last" "$(names --sort=-lowmem_free | awk '{ print $NF }')" \
	pc-1n-1g
is "--where with a word" "$(names --where='verdict = panics')" "pc-1n-1g qemu-2n-1g-small summit-2n-8g-hotadd"
is "--where without blanks" "$(names --where=verdict=panics)" "pc-1n-1g qemu-2n-1g-small summit-2n-8g-hotadd"
is "--where with two equals signs" "$(names --where='verdict == panics')" "pc-1n-1g qemu-2n-1g-small summit-2n-8g-hotadd"
is "--where with ordered words" "$(names --where='verdict>=unstable' | wc -w)" 9
is "--where with a unit" "$(names --where='kva >= 88M')" "example-2n-10g made-8n-32g summit-2n-8g-hotadd"
is "--where with 0x" "$(names --where='kva_start_pfn = 0x2e400')" example-2n-10g
is "--where with part of a text" "$(names --where='name ~ qemu')" \
	"qemu-2n-1g-border qemu-2n-1g-hotadd qemu-2n-1g-small qemu-2n-2g-sparse qemu-4n-4g"
is "--where with hazards" "$(names --where='hazards ~ remap-backing-freed,pages-wasted')" \
	"pc-1n-512m-initrd pc-1n-512m-nopae qemu-2n-1g-border qemu-2n-1g-hotadd"
is "--where without some" "$(names --where='hazards !~ pages-wasted' --where='hazards !=')" \
	"qemu-2n-1g-small qemu-2n-2g-sparse qemu-4n-4g server-2n-6g summit-1n-7g summit-2n-8g-hotadd"
is "--where without any" "$(names --where='hazards =')" \
	"example-2n-10g made-3n-4g-cpuonly made-8n-32g numaq-1n-1g"
is "conditions are added up" "$(names --where='nodes=1' --where='verdict=boots' --where='pae=true')" \
	"athlon-1n-1g numaq-1n-1g summit-1n-7g"
is "what is not there is less than nothing" "$(names --where='lowmem_free < 1T' | wc -w)" 16
is "nothing is left" "$(names --where='nodes > 8')" ""
is "--where with nodes" "$("$plan" -f tsv --no-header --nodes --columns=name,nid \
	--where='memmap.from=bootmem' --where='nid > 0' configs/*.yaml)" "qemu-4n-4g${tab}2"
capture "$plan" -f ndjson --where='verdict=panics' configs/*.yaml
is "--where in another format" "$(jq -r .machine "$dir/out" | paste -sd ' ')" "pc-1n-1g qemu-2n-1g-small summit-2n-8g-hotadd"

# --- streams ---

{ cat "$pc"; echo '---'; echo 'numakva: 2'; echo '---'; cat "$two"; } >"$dir/mixed.yaml"
ends "a machine that cannot be read" 65 "$plan" -f tsv --columns=name "$dir/mixed.yaml"
is "has no row" "$(out | paste -sd ' ')" "name pc-1n-1g example-2n-10g"
ends "no machine at all" 65 "$plan" -f table --columns=name,kva /dev/null
is "leaves the header" "$(out)" "name  kva"
ends "no machine and no header" 65 "$plan" -f csv --no-header /dev/null
is "leave nothing" "$(out)" ""
if [ -c /dev/full ]; then
	for format in table tsv csv; do
		# shellcheck disable=SC2016 # expanded by the inner shell
		ends "a full disk with $format" 74 bash -c '"$1" -f "$2" "$3" >/dev/full' - \
			"$plan" "$format" "$pc"
	done
else
	skip "a full disk" "there is no /dev/full"
fi

# --- wrong usage ---

# wrong NAME MESSAGE ARGUMENT...: status 64 and the message.
wrong() {
	local name=$1 message=$2
	shift 2
	ends "$name ends with 64" 64 "$plan" "$@" "$pc"
	is "$name says so" "$(head -n 1 "$dir/err")" "numakva-plan: $message"
}
wrong "an unknown column" \
	"--columns: unknown column 'kva_page', did you mean 'kva_pages'?" --columns=name,kva_page
wrong "no column" "--columns: unknown column '', --list-columns shows all" --columns=
wrong "a comma too many" \
	"--columns: unknown column '', --list-columns shows all" --columns=name,
wrong "an unknown column to sort by" \
	"--sort: unknown column 'size', --list-columns shows all" --sort=-size
wrong "columns of another format" \
	"--columns works with the formats table, tsv and csv, not with json" --columns=name -j
wrong "nodes of another format" \
	"--nodes works with the formats table, tsv and csv, not with text" -f text --nodes
wrong "a column of nodes" "--columns: column 'nid' belongs to a node, expected --nodes" --columns=nid
wrong "a condition on nodes" "--where: column 'pxm' belongs to a node, expected --nodes" --where=pxm=1
wrong "sorting by nodes" "--sort: column 'end_pfn' belongs to a node, expected --nodes" --sort=end_pfn
wrong "no condition" "--where: 'verdict' is not a condition, expected COLUMN, one of = != < <= > >= ~ !~, and a value" \
	--where=verdict
wrong "an unknown column in a condition" \
	"--where: unknown column 'verdicts', did you mean 'verdict'?" --where='verdicts = boots'
wrong "an unknown word" \
	"--where: column 'verdict' is never 'boot', expected one of boots, unstable, panics" \
	--where='verdict = boot'
wrong "no number" \
	"--where: '10 MB' is not a number for column 'kva', expected one such as 897M or 0x38000" \
	--where='kva > 10 MB'
wrong "words without an order" "--where: column 'profile' can only be compared with = != ~ !~" \
	--where='profile > 2.6.23'
wrong "part of a number" "--where: column 'kva' can only be compared with = != < <= > >=" --where='kva ~ 1'
wrong "an unknown hazard" \
	"--where: unknown hazard 'bad-page', --list-hazards shows all" --where='hazards ~ bad-page'
for list in "pages-wasted," ",pages-wasted" "pages-wasted,,memmap-in-lowmem" ","; do
	wrong "hazards with nothing between commas, as in $list" \
		"--where: unknown hazard '', --list-hazards shows all" --where="hazards ~ $list"
done
ends "a condition that wants no hazard" 0 "$plan" --where='hazards ~' -f tsv "$pc"

finish
