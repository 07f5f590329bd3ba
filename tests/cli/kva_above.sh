#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-2.0-or-later
# A kernel whose KVA is above low memory, in every form; and what is left out if its boot stops.
set -u
# shellcheck source=tests/support/tap.sh
. tests/support/tap.sh
# shellcheck source=tests/cli/capture.inc
. tests/cli/capture.inc

# plans CONFIG OPTION...: with the kernel of this test.
plans() {
	local config=$1
	shift
	capture "$plan" -q --color=never -k 2.6.18 "$@" "configs/$config.yaml"
}

# section TITLE: that part of a captured explanation, up to the next empty line.
section() {
	awk -v title="$1" '$0 == title { found = 1 } found && $0 == "" { exit } found' "$dir/out"
}

# json NAME FILTER WANT
json() {
	is "$1" "$(jq -c "$2" "$dir/out")" "$3"
}

# --- a boot that ends well ---

plans pc-1n-1g
is "the text has the KVA between low and high memory" "$(sed -n '5,9p' "$dir/out")" \
	"Low memory       894 MiB  pfn 0x0..0x37e00
  free           891 MiB  99 % of it, when setup ends
  left           884 MiB  after the mem_maps are taken from it, too
KVA                2 MiB  pfn 0x37e00..0x38000, 512 pages above low memory
High memory      129 MiB  pfn 0x37e00..0x3ffe0, holes included"
is "nobody reserves it" "$(grep -c numa_kva_reserve "$dir/out")" 0

plans pc-1n-1g -f explain
is "the placement is explained in one call" "$(section '4  Where the KVA goes')" \
	"4  Where the KVA goes
  4.1  min_low_pfn = PFN_UP(0x299000) = 665
  4.2  find_max_low_pfn(), called once
    call 1: max_pfn = 262112 is above MAXMEM_PFN = 229376
            highmem_pages is unset and becomes 262112 - 229376 = 32736
            result = MAXMEM_PFN = 229376
  4.5  max_low_pfn = find_max_low_pfn() - kva_pages = 229376 - 512 = 228864
       the KVA begins at highstart_pfn = 228864
  4.6  max_low_pfn = 228864, highend_pfn = max_pfn = 262112, highstart_pfn = min of both = 228864
  4.7  windows; min_low_pfn becomes 666
    node 0: window 0xc0000000 + ((228864 + 0) << 12) = 0xf7e00000, + (512 << 12) = 0xf8000000
            its allocator begins after 2432 bytes, rounded up to a page: 0xf7e01000
            pgdat at 0xc0299000, the next page after the kernel
  4.8  start and end of each node, at most max_pfn
    node 0: [0, 261120)"
is "zones are explained, not active ranges" "$(section '6  Zones and the mem_map')" \
	"6  Zones and the mem_map
    max_low_pfn = 228864
    node 0, [0, 261120): its zones have 261120 pages, [0, 261120)
    node 0: multiples of 1024 pages around it: [0, 261120), * 32 = 8355840 bytes
            0xf7e01000 + 0x7f8000 = 0xf85f9000 >= the window's end 0xf8000000: low memory"

plans pc-1n-1g -f console --set cmdline=mem=700M
is "a limit is not told of" "$(grep -c limit_regions "$dir/out")" 0
like "the map that it makes is" "$(out)" '^ user: 0000000000100000 - 000000002bc00000 \(usable\)$'
like "the KVA is told of by its size" "$(out)" \
	'^reserve_pages = 512 find_max_low_pfn\(\) ~ 179200$'

plans qemu-4n-4g -f console
like "an SRAT is told of" "$(out)" '^chunk 4 nid 3 start_pfn 00100000 end_pfn 00140000$'
is "its active ranges are not" "$(grep -c add_active_range "$dir/out")" 0

plans pc-1n-1g -f console --set kernel.highmem=off
like "advice for memory beyond reach: HIGHMEM" "$(out)" '^Use a HIGHMEM enabled kernel\.$'
plans example-2n-10g -f console --set kernel.highmem=off --set cmdline=
like "advice for memory beyond 4 GiB: PAE" "$(out)" '^Use a PAE enabled kernel\.$'

# --- a KVA larger than low memory ---

plans pc-1n-1g --set cmdline=vmalloc=1023M
like "the text says what is missing" "$(out)" '^  PANICS for lack of low memory: '
like "and how large the KVA is" "$(out)" '^KVA +2 MiB  512 pages, of 1 MiB of low memory$'
is "it has no calls" "$(grep -c 'Boot-time allocator' "$dir/out")" 0
plans pc-1n-1g -f explain --set cmdline=vmalloc=1023M
like "the explanation ends there" "$(section '4  Where the KVA goes' | tail -n 1)" \
	'^  4.5  kva_pages = 512 is more than 256: no low memory is left, the boot stops$'
plans pc-1n-1g -f console --set cmdline=vmalloc=1023M
is "the console ends before the placement" "$(tail -n 1 "$dir/out")" \
	"Reserving total of 512 pages for numa KVA remap"
plans pc-1n-1g -f ndjson --set cmdline=vmalloc=1023M
json "the end" .stopped_at '"placement"'
json "is the hazard's" '.hazards[0] | [.code, .severity, .pages]' '["lowmem-swallowed","fatal",256]'
json "what was not computed is null" '[.pfn, .lowmem_mb, .highmem_mb, .active_ranges, .bootmem,
	(.nodes[0] | .start_pfn, .end_pfn, .memmap)]' '[null,null,null,null,null,null,null,null]'
json "addresses keep their type" \
	'.nodes[0] | [.remap_vaddr_start, .remap_vaddr_end, .pgdat_vaddr]' \
	'["0x00000000","0x00000000","0x00000000"]'

# --- zones that a node has no room for ---

plans pc-1n-512m
like "the text says where it stops" "$(out)" '^  PANICS while it sizes its zones: '
like "with what is free" "$(out)" '^  free           507 MiB  99 % of it, when setup ends$'
plans pc-1n-512m -f explain
is "the explanation has the figures" "$(section '6  Zones and the mem_map' | tail -n 1)" \
	"    node 0: max_low_pfn = 130528 is above its end = 130048: BUG, the boot stops"
plans pc-1n-512m -f ndjson
json "that end" .stopped_at '"zones"'
json "is its hazard's" '.hazards[0] | [.code, .severity, .nids]' '["zone-beyond-node","fatal",[0]]'
json "free pages are known, spans and mem_map are not" \
	'[.bootmem.free_pages, .active_ranges, .nodes[0].memmap]' '[130014,[],null]'

finish
