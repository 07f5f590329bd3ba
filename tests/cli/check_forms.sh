#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-2.0-or-later
# Every form shows the result of a check.
set -u
# shellcheck source=tests/support/tap.sh
. tests/support/tap.sh
# shellcheck source=tests/cli/capture.inc
. tests/cli/capture.inc

good=configs/example-2n-10g.yaml
bad=configs/qemu-4n-4g.yaml
pc=configs/pc-1n-1g.yaml
limit=--limit=min_lowmem_left=860M
sweep=(--sweep=mem=512M:1280M:256M "$limit")
tab=$'\t'

# --- tables ---

ends "a table" 1 "$plan" --check "$limit" -f tsv --columns=name,check,failed "$bad" configs/summit-1n-7g.yaml "$pc"
is "has what fails" "$(out)" "name${tab}check${tab}failed
qemu-4n-4g${tab}fails${tab}node-without-remap,min_lowmem_left
summit-1n-7g${tab}fails${tab}min_lowmem_left
pc-1n-1g${tab}fails${tab}reserve-beyond-lowmem,min_lowmem_left"
ends "one that passes" 0 "$plan" --check -f csv --columns=check,failed --no-header "$good"
is "has nothing that fails" "$(tr -d '\r' <"$dir/out")" "passes,"
like "both columns are there by themselves" "$("$plan" --check -f table "$good" | head -n 1)" '^name +check +failed +profile '
like "in rows of nodes, too" "$("$plan" --check --nodes "$good" | head -n 1)" '^name +check +failed +nid '
ends "without --check" 64 "$plan" --columns=failed "$good"
like "there is no such column" "$(err)" "column 'failed' belongs to a check, expected --check"
ends "nor such a condition" 64 "$plan" --where='check = fails' "$good"
ends "a condition" 1 "$plan" --check -f tsv --no-header --columns=name --where='failed ~ node-without-remap' "$good" "$bad"
is "keeps those that fail so" "$(out)" "qemu-4n-4g"
ends "a condition over a limit" 1 "$plan" --check "$limit" -f tsv --no-header --columns=name --where='failed = min_lowmem_left' "$bad" configs/summit-1n-7g.yaml
is "is one, too" "$(out)" "summit-1n-7g"
ends "a word that is none" 64 "$plan" --check --where='failed ~ bogus' "$good"
like "is refused" "$(err)" "unknown limit or hazard 'bogus'"
like "--summary has the worst" "$("$plan" --check --summary "$good" "$bad" -f tsv 2>&1 >"$dir/table")" \
	'worst: check fails \(qemu-4n-4g\)'

{ sed '/^limits/,$d' configs/pc-1n-512m.yaml; echo 'limits: {allow: [bad-page-state]}'; } >"$dir/allowing.yaml"
ends "what a description allows passes" 0 "$plan" --check "$dir/allowing.yaml"
ends "with what the command line allows, too" 0 "$plan" --check --allow=free-twice "$dir/allowing.yaml"

# --- sweeps ---

ends "a sweep" 1 "$plan" --check "${sweep[@]}" -f tsv --no-header --columns=mem,failed "$pc"
is "says which points fail" "$(out)" "536870912${tab}min_lowmem_left
805306368${tab}min_lowmem_left
1073741824${tab}reserve-beyond-lowmem,min_lowmem_left
1342177280${tab}reserve-beyond-lowmem,min_lowmem_left"
ends "ranges" 1 "$plan" --check --fold "${sweep[@]/256M/64M}" -f text "$pc"
is "share what fails" "$(out)" "pc-1n-1g (2.6.23-numaboot): mem= 512M..832M boots (fails: min_lowmem_left), 896M..960M boots
  (passes), 1G..1280M panics (fails: reserve-beyond-lowmem, min_lowmem_left)"
ends "in a table" 1 "$plan" --check --fold "${sweep[@]/256M/64M}" -f tsv --columns=mem,mem.last,check "$pc"
is "they are rows" "$(sed 1d "$dir/out")" "536870912${tab}872415232${tab}fails
939524096${tab}1006632960${tab}passes
1073741824${tab}1342177280${tab}fails"
ends "in JSON" 1 "$plan" --check --fold "${sweep[@]/256M/64M}" -f ndjson "$pc"
is "they are checked" "$(jq -c '[.check.pass, .fold.points]' "$dir/out" | paste -sd ' ')" "[false,6] [true,2] [false,5]"
ends "ranges that pass" 0 "$plan" --check --fold --sweep=mem=8G:10G:1G -f text "$good"
ends "a chart" 1 "$plan" --check "${sweep[@]}" -f svg "$pc"
like "has in its title how many points fail" "$(out)" '<title [^>]*>Boot memory layout: pc-1n-1g[^<]*\(check fails at 4 of 4 points\)</title>'
is "and which is said" "$(err)" "numakva-plan: check of 'pc-1n-1g': fails with 2.6.23-numaboot, mem=512M..768M (2 points): min_lowmem_left
numakva-plan: check of 'pc-1n-1g': fails with 2.6.23-numaboot, mem=1G..1280M (2 points): reserve-beyond-lowmem, min_lowmem_left"
ends "points of two keys, some of which pass" 1 "$plan" -q --check --sweep=vmalloc=128M:192M:64M --sweep=mem=896M:899M:1M \
	-f svg "$pc" configs/pc-1n-512m.yaml
is "are said where they are" "$(sed "s/numakva-plan: check of //" "$dir/err")" "\
'pc-1n-1g': fails with 2.6.23-numaboot, vmalloc=128M, mem=897M: reserve-beyond-lowmem
'pc-1n-1g': fails with 2.6.23-numaboot, vmalloc=128M, mem=899M: reserve-beyond-lowmem
'pc-1n-1g': fails with 2.6.23-numaboot, vmalloc=192M, mem=897M: reserve-beyond-lowmem
'pc-1n-1g': fails with 2.6.23-numaboot, vmalloc=192M, mem=899M: reserve-beyond-lowmem
'pc-1n-512m': fails with 2.6.23, vmalloc=128M, mem=896M..899M (4 points): bad-page-state
'pc-1n-512m': fails with 2.6.23, vmalloc=192M, mem=896M..899M (4 points): bad-page-state"
ends "of three keys and two kernels" 1 "$plan" -q --check -k 2.6.23,2.6.23-numaboot --sweep=initrd.start=16M:16M:1 \
	--sweep=struct_page=32:56:24 --sweep=mem=896M:899M:1M -f yaml configs/pc-1n-512m-initrd.yaml
is "too" "$(sed -n 's/.*: fails with \(.*\) (4 points): .*/\1/p' "$dir/err")" "\
2.6.23, initrd.start=0x1000000, struct_page=32, mem=896M..899M
2.6.23, initrd.start=0x1000000, struct_page=56, mem=896M..899M
2.6.23-numaboot, initrd.start=0x1000000, struct_page=32, mem=896M..899M
2.6.23-numaboot, initrd.start=0x1000000, struct_page=56, mem=896M..899M"
ends "an initrd's address" 1 "$plan" --check --sweep=initrd.start=0x1fd00000:0x1fd00000:1 -q -f svg configs/pc-1n-512m-initrd.yaml
like "is said as one" "$(err)" 'initrd\.start=0x1fd00000: '

# --- other forms ---

for format in map explain; do
	ends "$format" 1 "$plan" --check "$limit" -f "$format" "$bad"
	like "$format has a sentence" "$(tr '\n' ' ' <"$dir/out" | tr -s ' ')" \
		'[Cc]heck fails: min_lowmem_left 876524K, expected at least 860M; refused: node-without-remap '
	ends "$format of one that passes" 0 "$plan" --check -f "$format" "$good"
	like "says so" "$(out)" '[Cc]heck passes$'
	unlike "and nothing without --check" "$("$plan" -f "$format" "$good")" '[Cc]heck (passes|fails)'
done
for format in map explain text json ndjson table tsv csv junit tap html; do
	is "$format needs no message" "$("$plan" --check -f "$format" "$bad" 2>&1 >/dev/null)" ""
done
ends "svg" 1 "$plan" --check "$limit" -f svg "$good" "$bad"
like "svg has it in its title" "$(out)" \
	'<title [^>]*>Boot memory layout: example-2n-10g \(check fails: min_lowmem_left\), qemu-4n-4g \(check fails: node-without-remap, min_lowmem_left\)</title>'
is "and in the pictures" "$(grep -c '>Check fails: ' "$dir/out")" 2
ends "html" 1 "$plan" --check "$limit" -f html "$good" configs/summit-1n-7g.yaml "$bad"
like "html counts them" "$(out)" '; 3 fail the check\.</p>'
like "html has limit, figure and result" "$(out)" \
	'<th scope="row">min_lowmem_left</th><td>low memory left at least 860M</td><td class="wide">876524K</td><td class="panics"><strong>fails</strong></td>'
like "and hazards" "$(out)" '<th scope="row">node-without-remap</th><td>corrupting</td>'
like "and what is kept" "$(out)" '<th scope="row">max_kva</th>.*<strong>passes</strong>'
like "and what passes instead" "$(out)" '<p>Passes with \(cheapest first\):</p>'
like "and both columns" "$(out)" '<a href="#m3">qemu-4n-4g</a><td>unstable<td>fails<td>node-without-remap, min_lowmem_left<td>'
for format in console yaml; do
	ends "$format" 1 "$plan" -q --check -f "$format" "$good" "$bad"
	is "$format has it said" "$(err)" "numakva-plan: check of 'qemu-4n-4g': fails: node-without-remap"
	is "$format of several threads" "$("$plan" -q --jobs=2 --check -f "$format" "$good" "$bad" 2>&1 >/dev/null)" "$(err)"
done
ends "several kernels" 1 "$plan" --check -f console -k 2.6.23,2.6.23-numaboot "$pc"
is "are told apart" "$(err)" "numakva-plan: check of 'pc-1n-1g': fails with 2.6.23-numaboot: reserve-beyond-lowmem"

finish
