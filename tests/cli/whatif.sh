#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-2.0-or-later
# Several kernels, sweeps, and points shown as ranges.
set -u
# shellcheck source=tests/support/tap.sh
. tests/support/tap.sh
# shellcheck source=tests/cli/capture.inc
. tests/cli/capture.inc

pc=configs/pc-1n-1g.yaml
two=configs/example-2n-10g.yaml
tab=$'\t'

# --- kernels ---

ends "--kernel=all" 0 "$plan" --kernel=all -f ndjson "$pc"
is "plans every kernel, in the order of --list-profiles" \
	"$(jq -r 'select(.kernel.memory_model == "discontig").kernel.profile' "$dir/out")" \
	"$("$plan" --list-profiles | awk '{ print $1 }')"
is "and with SPARSEMEM those that can be, each after what it is without" \
	"$(jq -r 'select(.kernel.memory_model == "sparse").kernel.profile' "$dir/out")" \
	"$("$plan" --list-profiles | awk '/also \/sparse/ { print $1 }')"
mapfile -t kernels < <(jq -r '"\(.kernel.profile)/\(.kernel.memory_model)"' "$dir/out")
mapfile -t planned <"$dir/out"
for ((i = 0; i < ${#kernels[@]}; i++)); do
	is "${kernels[i]} is planned as -k plans it" "${planned[i]}" \
		"$("$plan" -k "${kernels[i]}" -f ndjson "$pc")"
done

ends "two kernels side by side" 0 "$plan" -k 2.6.23,2.6.23-numaboot "$pc" "$two"
is "side by side: what matters, in the order given, a block a machine" "$(out)" \
	"pc-1n-1g: 1 node (flat), 1023 MiB; HIGHMEM 64G, PAE

kernel           verdict  KVA  wasted  low free  low left  unused RAM  first hazard
2.6.23           boots    2M   1.9M    892M      884M      0           memmap-in-lowmem
2.6.23-numaboot  panics   2M   1.9M    -         -         -           reserve-beyond-lowmem

example-2n-10g: 2 nodes (SRAT), 10239 MiB; HIGHMEM 64G, PAE

kernel           verdict  KVA  wasted  low free  low left  unused RAM  first hazard
2.6.23           boots    88M  0       737.2M    737.2M    0           -
2.6.23-numaboot  boots    88M  0       737.2M    737.2M    0           -"
ends "a kernel beside itself with SPARSEMEM" 0 "$plan" -k 2.6.25,2.6.25/sparse "$two"
is "is told apart by name" "$(awk 'NR > 3 { print $1, $2, $3 }' "$dir/out")" \
	"2.6.25 unstable 88M
2.6.25 sparse panics"
capture "$plan" -k 2.6.23/sparse,2.6.23/discontig,2.6.23/sparse -f tsv --no-header "$pc"
is "in rows by a column of its own, and planned once" "$(cut -f 2,3 "$dir/out")" \
	"2.6.23${tab}sparse
2.6.23${tab}discontig"
# What another kernel is planned with does not stay.
for model in discontig sparse; do
	other=$([ "$model" = sparse ] && echo discontig || echo sparse)
	sed "s/^  profile: .*/&\n  memory_model: $model/" "$two" >"$dir/modelled.yaml"
	for choice in "2.6.23/$other,2.6.25" "2.6.25,2.6.23/$other"; do
		capture "$plan" -q -k "$choice" -f tsv --no-header "$dir/modelled.yaml"
		is "$choice of a machine with $model" "$(cut -f 2,3 "$dir/out" | sort)" \
			"2.6.23${tab}$other
2.6.25${tab}$model"
	done
done
each=$("$plan" --list-profiles --no-header | awk '{ printf "%s%s,%s/discontig", sep, $1, $1; sep = "," }')
capture "$plan" -q -k "$each,2.6.18/sparse,2.6.23/sparse,2.6.23-numaboot/sparse,2.6.25/sparse,2.6.26/sparse" \
	-f tsv --no-header "$pc"
is "no kernel of many is left out" "$(wc -l <"$dir/out")" 41
capture "$plan" -k 2.6.18/sparse --set kernel.memory_model=discontig -f tsv --no-header \
	--columns=profile,memory_model "$pc"
is "one kernel with a memory model sets both, and --set after it counts" "$(out)" \
	"2.6.18${tab}discontig"
capture "$plan" -k 2.6.18 --set kernel.memory_model=sparse -f tsv --no-header \
	--columns=profile,memory_model "$pc"
is "without one it leaves the machine's as it is" "$(out)" "2.6.18${tab}sparse"
ends "a memory model that is none" 64 "$plan" -k 2.6.23/flat "$pc"
like "is wrong usage" "$(err)" "unknown memory model 'flat', expected sparse or discontig"
capture "$plan" -k 2.6.23,2.6.24,2.6.23 -f tsv --no-header --columns=profile "$pc"
is "a kernel named twice is planned once" "$(out)" 2.6.23
is "another name of it is told" "$(err)" \
	"numakva-plan: warning: kernel '2.6.24' is planned as '2.6.23', which has the same rules with DISCONTIGMEM"
capture "$plan" -k 2.6.24/discontig -f tsv "$pc"
is "of which it is told with DISCONTIGMEM alone" "$(err)" \
	"numakva-plan: warning: kernel '2.6.24' is planned as '2.6.23', which has the same rules"
for near in '2.6.24 takes one more page' "2.6.19 finds a page's zone as 2.6.18 does"; do
	name=${near%% *}
	capture "$plan" -k "$name/sparse" -f tsv --no-header --columns=profile,memory_model "$pc"
	is "$name with SPARSEMEM is planned as 2.6.23" "$(out)" "2.6.23${tab}sparse"
	like "which is told to be near, and why" "$(err)" \
		"^numakva-plan: note: with SPARSEMEM $name is planned as 2.6.23, but differs: it ${near#* }"
	sed "s/^  profile:.*/  profile: $name\n  memory_model: sparse/" "$pc" >"$dir/near.yaml"
	capture "$plan" -f tsv --no-header --columns=memory_model "$dir/near.yaml"
	like "in a description, too" "$(err)" "near.yaml:.* note: with SPARSEMEM $name is planned as 2.6.23"
	capture "$plan" --set kernel.memory_model=discontig -f tsv "$dir/near.yaml"
	is "which DISCONTIGMEM is not" "$(err)" ""
done
capture "$plan" -k 2.6.21/sparse -f tsv "$pc"
like "2.6.21 is the same with SPARSEMEM, too" "$(err)" "'2.6.21' is planned as '2.6.23', which has the same rules"
ends "2.6.17 with SPARSEMEM" 64 "$plan" -k 2.6.17/sparse "$pc"
like "is refused" "$(err)" "kernel '2.6.17' cannot be planned with SPARSEMEM"
capture "$plan" -k all -k 2.6.25 -f tsv --no-header --columns=profile "$pc"
is "the last --kernel counts" "$(out)" 2.6.25
capture "$plan" -k all --where='verdict=panics' --where='profile ~ numaboot' "$pc" "$two"
is "--where leaves kernels out" "$(awk 'NR > 3 { print $1, $2 }' "$dir/out")" \
	"2.6.23-numaboot panics
2.6.23-numaboot sparse"
is "and machines without any" "$(grep -c MiB "$dir/out")" 1

# --- sweeps: the values ---

# values SWEEP...: the points, one a line.
values() {
	local sweep arguments=()
	for sweep; do arguments+=(--sweep="$sweep"); done
	"$plan" "${arguments[@]}" -f ndjson "$two" | jq -c '[.sweep[]]'
}
is "both ends are points" "$(values mem=1G:3G:1G)" $'[1073741824]\n[2147483648]\n[3221225472]'
is "a last value that no step comes to is none" "$(values mem=0x100000:2047K:512K)" \
	$'[1048576]\n[1572864]'
is "one point" "$(values pg_data=1:1:1)" "[1]"
is "axes are combined, the last fastest" "$(values struct_page=32:56:24 mem=1G:2G:1G)" \
	$'[32,1073741824]\n[32,2147483648]\n[56,1073741824]\n[56,2147483648]'
is "an address is one in JSON, too" "$(values initrd.start=0x1000000:0x1000000:1)" '["0x1000000"]'
capture "$plan" --sweep=vmalloc=64M:64M:1 --sweep=highmem=8M:8M:1 -k 2.6.25,2.6.23 -f ndjson "$two"
is "keys are named in the order given, and kernels come first" \
	"$(jq -c '[.kernel.profile, (.sweep | to_entries[] | .key, .value)]' "$dir/out")" \
	'["2.6.25","vmalloc",67108864,"highmem",8388608]
["2.6.23","vmalloc",67108864,"highmem",8388608]'

# --- a point is what a changed description is ---

# same NAME SWEEP SET...: the plan at a point is that of the changed machine.
same() {
	local name=$1 sweep=$2 change arguments=()
	shift 2
	for change; do arguments+=(--set "$change"); done
	is "$name" "$("$plan" --sweep="$sweep" -f ndjson "$two" | jq -c 'del(.sweep)')" \
		"$("$plan" "${arguments[@]}" -f ndjson "$two")"
}
same "mem" mem=897M:897M:1 "cmdline=vmalloc=192M quiet mem=897M"
same "highmem" highmem=512M:512M:1 "cmdline=vmalloc=192M quiet highmem=512M"
same "vmalloc takes the place of another" vmalloc=64M:64M:1 "cmdline=vmalloc=64M quiet"
same "struct_page" struct_page=56:56:1 kernel.struct_page=56
same "pg_data" pg_data=4096:4096:1 kernel.pg_data=4096
same "initrd.start" initrd.start=16M:16M:1 initrd.start=16M
same "initrd.size" initrd.size=8M:8M:1 initrd.size=8M
same "memory" memory=20G:20G:1 e820[2].size=16896M srat.memory[0].end=0xe0000000 \
	srat.memory[1].size=4608M srat.memory[2].start=0x220000000 srat.memory[2].size=12G

# What the description of a swept machine is, planned again, is the same plan.
ends "the descriptions of a sweep" 0 "$plan" --sweep=memory=512M:16G:1237M -f yaml configs/qemu-4n-4g.yaml
cp "$dir/out" "$dir/swept.yaml"
is "are planned as its points are" "$("$plan" -f ndjson "$dir/swept.yaml" | placeless /dev/stdin)" \
	"$("$plan" --sweep=memory=512M:16G:1237M -f ndjson configs/qemu-4n-4g.yaml | jq -c 'del(.sweep)' | placeless /dev/stdin)"
capture "$plan" -f tsv --no-header --columns=memory,nodes --sweep=memory=512M:64G:1G configs/*.yaml
is "memory is what was asked for" "$(cut -f 1 "$dir/out" | sort -nu | head -n 3 | paste -sd ' ')" \
	"536870912 1610612736 2684354560"
is "at every point of every machine" "$(wc -l <"$dir/out")" $((64 * $(find configs -name '*.yaml' | wc -l)))

# --- rows ---

ends "a sweep is a table" 0 "$plan" --sweep=mem=896M:898M:1M "$pc"
is "with the key after the name" "$(out)" \
	"name            mem  profile          verdict  kva_pages  kva_start_pfn   wasted  lowmem_free  lowmem_left  unused  hazards
pc-1n-1g  939524096  2.6.23-numaboot  boots          512         228864        0    935309312    927969280       0  memmap-in-lowmem
pc-1n-1g  940572672  2.6.23-numaboot  panics         512         228864  1048576            -            -       -  reserve-beyond-lowmem,pages-wasted
pc-1n-1g  941621248  2.6.23-numaboot  boots          512         228864        0    935309312    927969280       0  memmap-in-lowmem"
capture "$plan" --sweep=mem=896M:1G:1M --where='verdict != boots' --columns=mem --human -f tsv "$pc"
is "--where keeps points" "$(head -n 4 "$dir/out" | paste -sd ' ')" "mem 897M 899M 901M"
capture "$plan" --sweep=mem=1G:3G:1G --nodes --columns=mem,nid,reserved_pages --no-header "$two"
is "--nodes has a row a node of each point" "$(wc -l <"$dir/out")" 6

# --- folded ---

ends "--fold" 0 "$plan" --fold --sweep=mem=512M:4G:2M "$pc"
is "ranges of one verdict are a line" "$(out)" \
	"pc-1n-1g (2.6.23-numaboot): mem= 512M..1022M boots, 1G..4G panics"
ends "--fold with two keys and kernels" 0 "$plan" --fold -k 2.6.23-numaboot,2.6.25 \
	--sweep=vmalloc=128M:192M:64M --sweep=mem=1022M:1026M:1M "$pc"
is "a line a kernel and value of the other keys" "$(out)" \
	"pc-1n-1g (2.6.23-numaboot) vmalloc= 128M: mem= 1022M boots, 1023M..1026M panics
pc-1n-1g (2.6.23-numaboot) vmalloc= 192M: mem= 1022M boots, 1023M..1026M panics
pc-1n-1g (2.6.25) vmalloc= 128M: mem= 1022M..1026M boots
pc-1n-1g (2.6.25) vmalloc= 192M: mem= 1022M..1026M boots"
capture "$plan" --fold --sweep=mem=512M:4G:2M --where='mem != 600M' "$pc"
is "points left out part a range" "$(out)" \
	"pc-1n-1g (2.6.23-numaboot): mem= 512M..598M boots, 602M..1022M boots, 1G..4G panics"
capture "$plan" --fold --sweep=mem=512M:4G:2M --where='verdict = boots' "$pc" "$two"
is "at the end, too" "$(out)" \
	"pc-1n-1g (2.6.23-numaboot): mem= 512M..1022M boots
example-2n-10g (2.6.23-numaboot): mem= 828M boots, 862M..4G boots"
capture "$plan" --fold --sweep=mem=512M:4G:2M --where='verdict = unstable' "$pc"
is "nothing is left, and no line" "$(out)" ""
capture "$plan" --fold --sweep=initrd.start=0x1000000:0x1001000:0x1000 "$two"
is "addresses are in hexadecimal" "$(out)" \
	"example-2n-10g (2.6.23-numaboot): initrd.start= 0x1000000..0x1001000 panics"
capture "$plan" --fold --width=61 --sweep=pg_data=2048:4096:2048 --sweep=mem=512M:4G:64M "$pc"
check "a line has room for its comma" test "$(wc -L <"$dir/out")" -le 61
ends "--fold in rows" 0 "$plan" --fold --sweep=mem=512M:4G:2M -f tsv "$pc"
is "a row a range" "$(out)" \
	"name${tab}mem${tab}mem.last${tab}points${tab}profile${tab}verdict
pc-1n-1g${tab}536870912${tab}1071644672${tab}256${tab}2.6.23-numaboot${tab}boots
pc-1n-1g${tab}1073741824${tab}4294967296${tab}1537${tab}2.6.23-numaboot${tab}panics"
capture "$plan" --fold --sweep=mem=512M:4G:2M -f csv --columns=points,mem.last,kva_pages --sort=points "$pc"
is "with other columns, sorted" "$(tr -d '\r' <"$dir/out")" $'points,mem.last,kva_pages\n256,1071644672,512\n1537,4294967296,512'
capture "$plan" --fold --sweep=mem=512M:4G:2M -f ndjson "$pc"
is "--fold in JSON" "$(jq -c '[.machine, .sweep, .fold, .verdict]' "$dir/out")" \
	'["pc-1n-1g",{"mem":536870912},{"key":"mem","first":536870912,"last":1071644672,"points":256},"boots"]
["pc-1n-1g",{"mem":1073741824},{"key":"mem","first":1073741824,"last":4294967296,"points":1537},"panics"]'
# The ranges are those of the points.
"$plan" --sweep=mem=500M:1100M:1M -f ndjson configs/*.yaml | jq -r '[.machine, .sweep.mem, .verdict] | @tsv' |
	awk -F '\t' '{ key = $1 "\t" $3; if (key != last) { if (n) print n "\t" last; n = 0; last = key } n++ }
		END { print n "\t" last }' >"$dir/wanted"
capture "$plan" --fold --sweep=mem=500M:1100M:1M -f tsv --no-header --columns=points,name,verdict configs/*.yaml
check "ranges have the points' verdicts" cmp "$dir/wanted" "$dir/out"

# --- points that cannot be ---

printf '%s\n' 'numakva: 1' 'name: whole' 'e820:' '  - {start: 0, size: 640K, type: usable}' \
	'  - {start: 1M, size: 1G, type: usable}' >"$dir/whole.yaml"
ends "memory that lies too high" 65 "$plan" -f tsv --no-header --columns=name,memory \
	--sweep=memory=17591917604864:17591917608960:4K "$two" "$dir/whole.yaml"
is "is said once a machine" "$(err)" \
	"numakva-plan: cannot plan 'example-2n-10g': with memory=17591917604864 usable memory ends above 2^44 - 2^28
numakva-plan: cannot plan 'example-2n-10g': at 2 points in total"
is "the others are planned" "$(out)" "whole${tab}17591917604864
whole${tab}17591917608960"
ends "such a point of three keys" 65 "$plan" --sweep=highmem=1G:1G:1 --sweep=vmalloc=64M:64M:1 \
	--sweep=memory=17591917604864:17591917604864:1 "$two"
is "is named by all of them" "$(err)" \
	"numakva-plan: cannot plan 'example-2n-10g': with highmem=1073741824 vmalloc=67108864 memory=17591917604864 usable memory ends above 2^44 - 2^28"
printf '%s\n' 'numakva: 1' 'e820:' '  - {start: 0, size: 640K, type: usable}' \
	'  - {start: 1M, size: 1M, type: reserved}' >"$dir/none.yaml"
ends "no memory at all" 65 "$plan" --sweep=memory=1G:1G:1 "$dir/none.yaml"
is "is said" "$(err)" \
	"numakva-plan: cannot plan '$dir/none.yaml:1': with memory=1073741824 there is no RAM above 1 MiB"
{
	printf 'numakva: 1\nname: many\nkernel: {profile: 2.6.25}\ne820:\n'
	for ((i = 0; i < 128; i++)); do printf -- '- {start: %dM, size: 1M, type: %d}\n' $i $((i % 2 + 1)); done
} >"$dir/many.yaml"
ends "a kernel of two that cannot be" 65 "$plan" -k 2.6.25,2.6.23 -f tsv -n --columns=name,profile "$dir/many.yaml"
like "is said" "$(err)" "^numakva-plan: cannot plan 'many': for 2\.6\.23: .*128"
is "the other is planned" "$(out)" "many${tab}2.6.25"
ends "of all kernels" 0 "$plan" -k all -f tsv -n --columns=profile "$dir/many.yaml"
is "it is left out without a word" "$(grep -cx 2.6.23 "$dir/out")$(err)" 0
ends "half an initrd" 65 "$plan" --sweep=initrd.size=1M:1M:1 configs/athlon-1n-1g.yaml
is "is refused" "$(err)" \
	"numakva-plan: cannot plan 'athlon-1n-1g': with initrd.size=1048576 an initrd needs both initrd.start and initrd.size"
if [ -c /dev/full ]; then
	# shellcheck disable=SC2016 # expanded by the inner shell
	ends "a full disk ends a long sweep" 74 bash -c 'ulimit -t 1; "$1" --sweep=mem=1:1000000:1 -f tsv "$2" >/dev/full' \
		- "$plan" "$pc"
else
	skip "a full disk ends a long sweep" "there is no /dev/full"
fi
got=0
"$plan" --sweep=mem=1:1000000:1 -f tsv "$pc" 2>"$dir/err" | head -n 1 >"$dir/out" || got=$?
is "so does a closed pipe" "$got $(err)" "0 "

# --- wrong usage ---

# wrong NAME MESSAGE ARGUMENT...: status 64 and the message.
wrong() {
	local name=$1 message=$2
	shift 2
	ends "$name ends with 64" 64 "$plan" "$@" "$pc"
	is "$name says so" "$(head -n 1 "$dir/err")" "numakva-plan: $message"
}
wrong "an unknown kernel among several" \
	"unknown kernel '2.4.1', did you mean '2.6.1'? (--list-profiles shows all)" -k 2.6.23,2.4.1
wrong "a comma too many" \
	"unknown kernel '', expected one such as '2.6.23-numaboot' (--list-profiles shows all)" -k 2.6.23,
wrong "an unknown key" "--sweep: unknown key 'memm', did you mean 'mem'?" --sweep=memm=1:2:1
wrong "a key like none" "--sweep: unknown key 'nodes', expected mem, highmem, vmalloc, struct_page, pg_data, initrd.start, initrd.size or memory" \
	--sweep=nodes=1:2:1
for values in mem mem= mem=1G mem=1G:2G mem=1G:2G:1G:1G mem=1G:2G: mem=1g:2g:1g mem=-1:2:1; do
	wrong "--sweep=$values" "--sweep takes KEY=FIRST:LAST:STEP, such as mem=512M:4G:1M, not '$values'" \
		--sweep="$values"
done
wrong "a step of 0" "--sweep: the step in 'mem=1G:2G:0' is 0, expected at least 1" --sweep=mem=1G:2G:0
wrong "a sweep backwards" "--sweep: 'mem=2G:1G:1M' ends before it begins" --sweep=mem=2G:1G:1M
wrong "a size that cannot be" "--sweep: 'struct_page=8:64:8' is out of range, struct_page is 16 to 256" \
	--sweep=struct_page=8:64:8
wrong "an address that cannot be" \
	"--sweep: 'initrd.start=1M:4G:1M' is out of range, initrd.start is 0 to 4294967295" \
	--sweep=initrd.start=1M:4G:1M
wrong "too many points" "--sweep: 'mem=0:1000000:1' makes more than 1000000 points" \
	--sweep=mem=0:1000000:1
wrong "far too many" "--sweep: 'mem=0:0x1fffffffffffff:1' makes more than 1000000 points" \
	--sweep=mem=0:0x1fffffffffffff:1
wrong "too many together" "--sweep: 'pg_data=1:1001:1' makes more than 1000000 points" \
	--sweep=mem=1:1000:1 --sweep=pg_data=1:1001:1
wrong "too many with the kernels" "--sweep: all kernels together make more than 1000000 points" \
	--sweep=mem=1:1000000:1 -k 2.6.23,2.6.25
wrong "a key twice" "--sweep: 'mem' is swept already" --sweep=mem=1:2:1 --sweep=mem=1:2:1
wrong "a format that does not tell points" \
	"--sweep cannot be used with the format text, which cannot show the points" --sweep=mem=1:2:1 -f text
wrong "folding what is not swept" "--fold needs --sweep" --fold
wrong "folding in a format without ranges" "--fold cannot be used with the format console" \
	--fold --sweep=mem=1:2:1 -f console
wrong "folding nodes" "--fold works with machines, not with --nodes" --fold --sweep=mem=1:2:1 --nodes
wrong "ranges that are not folded" "--columns: column 'points' belongs to a range, expected --fold" \
	--sweep=mem=1:2:1 --columns=points
wrong "conditions on ranges" "--where: column 'points' belongs to a range, expected a column of points" \
	--fold --sweep=mem=1:2:1 --where='points > 1'

finish
