#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-2.0-or-later
# The differences of two plans.
set -u
# shellcheck source=tests/support/tap.sh
. tests/support/tap.sh
# shellcheck source=tests/cli/capture.inc
. tests/cli/capture.inc

small=configs/pc-1n-512m.yaml
large=configs/pc-1n-1g.yaml
two=configs/example-2n-10g.yaml

ends "two machines" 0 "$plan" --diff "$small" "$large"
is "what differs, in the order of the boot" "$(out)" \
	"                               pc-1n-512m                 pc-1n-1g
kernel
  profile                      2.6.23                     2.6.23-numaboot
memory map
  usable from 0x100000         to 0x1ffe0000              to 0x3ffe0000
  reserved from 0x1ffe0000     to 0x20000000              -
  reserved from 0x3ffe0000     -                          to 0x40000000
  pages of RAM                 130943                     262015
  max_pfn                      0x1ffe0                    0x3ffe0
nodes
  node 0 end                   0x1ffe0                    0x3ffe0
what each node gives
  node 0 remap_start_pfn       0x1fc00                    0x3fc00
placement
  kva_start_pfn                0x1fc00                    0x37e00
  wasted_pages                 0                          480
  node 0 window                0xdfc00000..0xdfe00000     0xf7e00000..0xf8000000
  max_pfn                      0x1ffe0                    0x3ffe0
  max_low_pfn                  0x1ffe0                    0x38000
  highstart_pfn                0x1ffe0                    0x38000
  highend_pfn                  0x1ffe0                    0x3ffe0
boot-time allocator
  bitmap_bytes                 16380                      28672
  free by e820 #2              0x100000, 535691264 bytes  0x100000, 938475520 bytes
  reserve by kernel            0x100000, 1699835 bytes    0x100000, 1712127 bytes
  reserve by numa_kva_reserve  0x1fc00000, 2097152 bytes  0x37e00000, 2097152 bytes
  free_pages                   130014                     -
  reserve by wasted_pages      -                          0x3fe00000, 1966080 bytes: BUG
mem_maps
  node 0 mem_map               bootmem, 4161536 bytes     -
use of RAM
  lowmem_left_pages            128998                     -
  low_pages                    130943                     -
  high_pages                   0                          -
  remap_pages                  0                          -
  wasted_pages                 0                          -
  unused_pages                 0                          -
hazards
  bad-page-state               corrupting, 480 pages      -
  memmap-in-lowmem             info, 4161536 bytes        -
  reserve-beyond-lowmem        -                          fatal
verdict
  verdict                      unstable                   panics
  stopped at                   -                          bootmem"

ends "two kernels on one machine" 0 "$plan" --diff -k 2.6.23,2.6.25 "$two"
is "are named where the machines' names are the same" "$(head -n 1 "$dir/out" | tr -s ' ')" \
	" example-2n-10g (2.6.23) example-2n-10g (2.6.25)"
is "what changes its place is gone and new" "$(grep -c 'reserve by initrd' "$dir/out")" 2
ends "two points of a sweep" 0 "$plan" --diff --sweep=mem=1G:2G:1G "$two"
like "differ in the command line" "$(out)" "^  command line +vmalloc=192M quiet mem=1G +vmalloc=192M quiet mem=2G\$"
ends "the same machine" 0 "$plan" --diff "$two" "$two"
is "does not differ" "$(out)" "no difference"
cat "$small" >"$dir/both.yaml"
echo --- >>"$dir/both.yaml"
cat "$large" >>"$dir/both.yaml"
is "two documents are two machines, too" "$("$plan" --diff "$dir/both.yaml")" \
	"$("$plan" --diff "$small" "$large")"

# Every profile against every other, on every machine: what is told is what the plans tell.
for file in configs/*.yaml; do
	capture "$plan" --diff -k 2.6.23,2.6.23-numaboot -f ndjson "$file"
	is "the verdicts of $file" \
		"$(jq -r '.differences[] | select(.name == "verdict") | .values | join(" ")' "$dir/out")" \
		"$("$plan" -k 2.6.23,2.6.23-numaboot -f tsv --no-header --columns=verdict "$file" | uniq |
			awk '{ v[NR] = $1 } END { if (NR > 1) print v[1] " " v[2] }')"
done
ends "--diff in JSON" 0 "$plan" --diff -j "$small" "$large"
is "names both machines" "$(jq -c '[.numakva, .machines]' "$dir/out")" '[1,["pc-1n-512m","pc-1n-1g"]]'
is "and where they are" "$(jq -c .places "$dir/out")" "[{\"file\":\"$small\",\"line\":1},{\"file\":\"$large\",\"line\":1}]"
is "null is what one does not have" \
	"$(jq -c '.differences[] | select(.name == "free_pages")' "$dir/out")" \
	'{"step":"boot-time allocator","name":"free_pages","values":["130014",null]}'
is "the same on one line" "$("$plan" --diff -f ndjson "$small" "$large" | jq -S .)" "$(jq -S . "$dir/out")"

printf 'numakva: 1\ne820: [%s, %s, %s]\n' '{start: 0, end: 640K, type: usable}' \
	'{start: 1M, end: 400M, type: usable}' '{start: 500M, end: 700M, type: usable}' >"$dir/parts.yaml"
is "the third call of a name has the third number" \
	"$("$plan" --diff -f ndjson "$dir/parts.yaml" "$large" |
		jq -r '.differences[].name | select(startswith("free by e820 #"))')" \
	"free by e820 #2
free by e820 #3"

printf 'numakva: 1\nname: "a\\u001b[1mb"\ncmdline: "x\\ty"\ne820: [%s, %s]\n' \
	'{start: 0, end: 640K, type: usable}' '{start: 1M, end: 1G, type: usable}' >"$dir/odd.yaml"
capture "$plan" --diff "$dir/odd.yaml" "$large"
like "names and command lines do nothing to a terminal" "$(head -n 1 "$dir/out")" '^ +a\\x1b\[1mb +pc-1n-1g$'
like "and stay on their line" "$(out)" '^  command line +x\\ty'

# One long value, and little beside it.
{ cat "$small" && echo "cmdline: $(printf 'quiet %.0s' {1..20})"; } >"$dir/long.yaml"
capture "$plan" --diff --width=80 "$dir/long.yaml" "$small"
check "makes no line longer than the width" test "$(wc -L <"$dir/out")" -le 80
like "and is folded" "$(out)" '^  command line( +quiet){7} *$'

# On each line of the placement the second value begins where the second machine's name does.
for width in 60 70 80; do
	is "the columns keep straight in $width columns" "$("$plan" --diff --width="$width" -k 2.6.18,2.6.23 "$two" | awk '
		NR == 1 { at = match($0, /example-2n-10g( .2.6.23.)?$/) }
		/^  (kva|node|max|high)/ && substr($0, at - 2, 3) !~ /^  [^ ]/ { print "line " NR ": " $0 }')" ""
done

# --- the status ---

ends "with --check a difference is a status, as diff has it" 1 "$plan" --diff --check "$small" "$large"
is "and the form the same" "$(out)" "$("$plan" --diff "$small" "$large")"
ends "in JSON, too" 1 "$plan" --diff --check -f ndjson "$small" "$large"
ends "none is 0" 0 "$plan" --diff --check "$two" "$two"
ends "limits are not for it" 64 "$plan" --diff --check --limit=max_kva=1M "$small" "$large"
like "and are refused" "$(err)" "^numakva-plan: --limit cannot be used with --diff"
ends "nor are reports" 64 "$plan" --diff -f tap "$small" "$large"

# --- what is no difference ---

ends "one machine" 64 "$plan" --diff "$small"
is "is not enough" "$(out)$(err)" "numakva-plan: --diff needs two plans, but there is 1"
ends "one machine in JSON" 64 "$plan" --diff -f json "$small"
is "is not enough, either" "$(out)$(err)" "numakva-plan: --diff needs two plans, but there is 1"
ends "three machines" 64 "$plan" --diff "$small" "$large" "$two"
is "are too many" "$(err)" "numakva-plan: --diff needs two plans, but there are 3"
ends "a machine that cannot be read" 65 "$plan" --diff "$small" /dev/null
is "is told as everywhere" "$(out)$(err)" \
	"/dev/null:1:1: error: empty input, expected a description or a boot log"
ends "another format" 64 "$plan" --diff -f csv "$small" "$large"
is "is refused" "$(head -n 1 "$dir/err")" \
	"numakva-plan: --diff works with the formats text, json and ndjson, not with csv"
ends "ranges" 64 "$plan" --diff --fold --sweep=mem=1G:2G:1G "$small"
is "are refused" "$(head -n 1 "$dir/err")" "numakva-plan: --diff compares two plans, and cannot be used with --fold"

finish
