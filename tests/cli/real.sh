#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-2.0-or-later
# The console form prints what the logs of the real machines in configs/ have.
set -u
# shellcheck source=tests/support/tap.sh
. tests/support/tap.sh
# shellcheck source=tests/cli/capture.inc
. tests/cli/capture.inc

# logged NAME: the console form of that config holds the lines of standard input, in that order.
logged() {
	cat >"$dir/want"
	capture "$plan" -f console "configs/$1.yaml"
	if awk 'FNR == NR { want[++count] = $0; next }
		next_line < count && $0 == want[next_line + 1] { next_line++ }
		END { if (next_line < count) { print want[next_line + 1]; exit 1 } }' \
		"$dir/want" "$dir/out" >"$dir/missing"; then
		ok "$1 prints what its log has"
	else
		not_ok "$1 prints what its log has" "not in its place: $(cat "$dir/missing")"
	fi
}

logged pc-1n-512m-nopae <<'LOG'
BIOS-provided physical RAM map:
 BIOS-e820: 0000000000000000 - 00000000000a0000 (usable)
 BIOS-e820: 00000000000f0000 - 0000000000100000 (reserved)
 BIOS-e820: 0000000000100000 - 000000001f68cc00 (usable)
 BIOS-e820: 000000001f68cc00 - 000000001f68ec00 (ACPI NVS)
 BIOS-e820: 000000001f68ec00 - 000000001f690c00 (ACPI data)
 BIOS-e820: 000000001f690c00 - 0000000020000000 (reserved)
 BIOS-e820: 00000000e0000000 - 00000000f0000000 (reserved)
 BIOS-e820: 00000000fec00000 - 00000000fed00400 (reserved)
 BIOS-e820: 00000000fed20000 - 00000000feda0000 (reserved)
 BIOS-e820: 00000000fee00000 - 00000000fef00000 (reserved)
 BIOS-e820: 00000000ffb00000 - 0000000100000000 (reserved)
Node: 0, start_pfn: 0, end_pfn: 160
  Setting physnode_map array to node 0 for pfns:
  0
Node: 0, start_pfn: 256, end_pfn: 128652
  Setting physnode_map array to node 0 for pfns:
  256 65792
failed to get NUMA memory information from SRAT table
NUMA - single node, flat memory mode
Node: 0, start_pfn: 0, end_pfn: 160
Node: 0, start_pfn: 256, end_pfn: 128652
Node: 0, start_pfn: 0, end_pfn: 128652
  Setting physnode_map array to node 0 for pfns:
  0 65536
Reserving 1024 pages of KVA for lmem_map of node 0
Shrinking node 0 from 128652 pages to 127628 pages
Shrinking node 0 further by 652 pages for proper alignment
Reserving total of 1024 pages for numa KVA remap
kva_start_pfn ~ 125952 find_max_low_pfn() ~ 128652
max_pfn = 128652
0MB HIGHMEM available.
502MB LOWMEM available.
min_low_pfn = 1665, max_low_pfn = 128652, highstart_pfn = 128652
Low memory ends at vaddr df68c000
node 0 will remap to vaddr dec00000 - dfa8c000
High memory starts at vaddr df68c000
LOG

capture "$plan" -j configs/pc-1n-512m-nopae.yaml
is "the page that its log calls bad is the first that is predicted" \
	"$(jq '.hazards[] | select(.code == "bad-page-state") | .ranges[0].start_pfn' "$dir/out")" 126976

logged numaq-1n-1g <<'LOG'
 BIOS-e820: 0000000000000000 - 000000000009fc00 (usable)
 BIOS-e820: 0000000000100000 - 0000000040000000 (usable)
 BIOS-e820: 00000000fec00000 - 00000000fec09000 (reserved)
 BIOS-e820: 00000000ffe80000 - 0000000100000000 (reserved)
Node: 0, start_pfn: 0, end_pfn: 159
Node: 0, start_pfn: 256, end_pfn: 262144
Node: 0, start_pfn: 0, end_pfn: 262144
Reserving 2560 pages of KVA for lmem_map of node 0
Shrinking node 0 from 262144 pages to 259584 pages
Reserving total of 2560 pages for numa KVA remap
kva_start_pfn ~ 226816 find_max_low_pfn() ~ 229376
max_pfn = 262144
128MB HIGHMEM available.
896MB LOWMEM available.
min_low_pfn = 1385, max_low_pfn = 229376, highstart_pfn = 229376
Low memory ends at vaddr f8000000
node 0 will remap to vaddr f7600000 - f8a00000
High memory starts at vaddr f8000000
LOG

# logged_whole NAME [REGEX]: the console form of that config is standard input, all of it, but for
# the lines that match REGEX.
logged_whole() {
	cat >"$dir/want"
	capture "$plan" -f console "configs/$1.yaml"
	grep -vE "${2-^\$}" "$dir/out" >"$dir/got"
	if diff -u "$dir/want" "$dir/got" >"$dir/diff"; then
		ok "$1 prints what its log has, and no more"
	else
		not_ok "$1 prints what its log has, and no more" "$(cat "$dir/diff")"
	fi
}

logged_whole athlon-1n-1g <<'LOG'
BIOS-provided physical RAM map:
 BIOS-e820: 0000000000000000 - 000000000009f800 (usable)
 BIOS-e820: 000000000009f800 - 00000000000a0000 (reserved)
 BIOS-e820: 00000000000f0000 - 0000000000100000 (reserved)
 BIOS-e820: 0000000000100000 - 000000003fff0000 (usable)
 BIOS-e820: 000000003fff0000 - 000000003fff3000 (ACPI NVS)
 BIOS-e820: 000000003fff3000 - 0000000040000000 (ACPI data)
 BIOS-e820: 00000000e0000000 - 00000000f0000000 (reserved)
 BIOS-e820: 00000000fec00000 - 0000000100000000 (reserved)
Node: 0, start_pfn: 0, end_pfn: 159
  Setting physnode_map array to node 0 for pfns:
  0
Node: 0, start_pfn: 256, end_pfn: 262128
  Setting physnode_map array to node 0 for pfns:
  256 65792 131328 196864
failed to get NUMA memory information from SRAT table
NUMA - single node, flat memory mode
Node: 0, start_pfn: 0, end_pfn: 159
  Setting physnode_map array to node 0 for pfns:
  0
Node: 0, start_pfn: 256, end_pfn: 262128
  Setting physnode_map array to node 0 for pfns:
  256 65792 131328 196864
Node: 0, start_pfn: 0, end_pfn: 262128
  Setting physnode_map array to node 0 for pfns:
  0 65536 131072 196608
Reserving 512 pages of KVA for lmem_map of node 0
Shrinking node 0 from 262128 pages to 261616 pages
Shrinking node 0 further by 496 pages for proper alignment
Reserving total of 512 pages for numa KVA remap
only 127MB highmem pages available, ignoring highmem size of 512MB.
reserve_pages = 512 find_max_low_pfn() ~ 229376
max_pfn = 262128
129MB HIGHMEM available.
894MB LOWMEM available.
min_low_pfn = 7508, max_low_pfn = 228864, highstart_pfn = 228864
Low memory ends at vaddr f7e00000
node 0 will remap to vaddr f7e00000 - f8000000
High memory starts at vaddr f7e00000
LOG

# A kernel that does not show its debugging messages.
logged_whole summit-1n-7g '^  (Setting|[0-9])' <<'LOG'
BIOS-provided physical RAM map:
 BIOS-e820: 0000000000000000 - 000000000009c400 (usable)
 BIOS-e820: 000000000009c400 - 00000000000a0000 (reserved)
 BIOS-e820: 00000000000e0000 - 0000000000100000 (reserved)
 BIOS-e820: 0000000000100000 - 00000000eff91840 (usable)
 BIOS-e820: 00000000eff91840 - 00000000eff9c340 (ACPI data)
 BIOS-e820: 00000000eff9c340 - 00000000f0000000 (reserved)
 BIOS-e820: 00000000fec00000 - 0000000100000000 (reserved)
 BIOS-e820: 0000000100000000 - 00000001d0000000 (usable)
Node: 0, start_pfn: 0, end_pfn: 156
Node: 0, start_pfn: 256, end_pfn: 982929
Node: 0, start_pfn: 1048576, end_pfn: 1900544
failed to get NUMA memory information from SRAT table
NUMA - single node, flat memory mode
Node: 0, start_pfn: 0, end_pfn: 156
Node: 0, start_pfn: 256, end_pfn: 982929
Node: 0, start_pfn: 1048576, end_pfn: 1900544
Node: 0, start_pfn: 0, end_pfn: 1900544
Reserving 512 pages of KVA for lmem_map of node 0
Shrinking node 0 from 1900544 pages to 1900032 pages
Reserving total of 512 pages for numa KVA remap
reserve_pages = 512 find_max_low_pfn() ~ 229376
max_pfn = 1900544
6530MB HIGHMEM available.
894MB LOWMEM available.
min_low_pfn = 5685, max_low_pfn = 228864, highstart_pfn = 228864
Low memory ends at vaddr f7e00000
node 0 will remap to vaddr f7e00000 - f8000000
High memory starts at vaddr f7e00000
initrd extends beyond end of memory (0x37fef3e4 > 0x37e00000)
disabling initrd
LOG

finish
