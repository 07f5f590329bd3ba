#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-2.0-or-later
# The output of kernels with early reservations, read as a log.
set -u
# shellcheck source=tests/support/tap.sh
. tests/support/tap.sh
# shellcheck source=tests/cli/capture.inc
. tests/cli/capture.inc

pc=$dir/pc.yaml
numa=$dir/numa.yaml
cat >"$pc" <<'YAML'
numakva: 1
e820:
  - {start: 0x0, end: 0x9fc00, type: usable}
  - {start: 0xf0000, end: 0x100000, type: reserved}
  - {start: 0x100000, end: 0x3ffe0000, type: usable}
  - {start: 0x3ffe0000, end: 0x40000000, type: reserved}
YAML
{
	cat "$pc"
	cat <<'YAML'
srat:
  processors:
    - {pxm: 0, apic: 0}
    - {pxm: 0, apic: 1}
    - {pxm: 1, apic: 2}
  memory:
    - {pxm: 0, start: 0, end: 512M}
    - {pxm: 1, start: 512M, end: 1G}
YAML
} >"$numa"

# printed KERNEL MACHINE SETTING...: what that kernel prints, into $dir/log, and its plan, into $dir/want.
# A plan without whose it is and where it is from, and what no line prints of its kernel; not by jq, which
# takes longer to start than all else.
plan_of() {
	sed -E 's/"machine":("([^"\\]|\\.)*"|null),"file":"([^"\\]|\\.)*",("line":[0-9]+,)?//
		s/,"(pg_data|amd_k7|cache_line|nr_cpus|image_end)":("[^"]*"|[0-9]+|true|false)//g' "$@" |
		tr , '\n'
}
printed() {
	local kernel=$1 machine=$2
	shift 2
	{
		echo "Linux version $kernel (a@b) (gcc version 4.1.2) #1 SMP"
		"$plan" -q -f console -k "$kernel" "$@" "$machine"
	} >"$dir/log"
	"$plan" -q -f ndjson -k "$kernel" "$@" "$machine" | plan_of >"$dir/want"
}
# found: the plan of the machine in $dir/log, its description into $dir/yaml.
found() {
	"$plan" -q -f yaml "$dir/log" >"$dir/yaml"
	capture "$plan" -f ndjson "$dir/log"
	plan_of "$dir/out"
}
figure() { sed -n "s/^ *$1: *\([^ #]*\).*/\1/p" "$dir/yaml"; }
# comes_back NAME: the machine of $dir/log plans as the one that it was printed by.
comes_back() {
	is "$1" "$(found | diff "$dir/want" -)" ""
	is "... and is not contradicted" "$(grep -c ': warning: ' "$dir/err")" 0
}

late='2.6.27 2.6.28 2.6.29 2.6.30 2.6.32'

# --- a boot that ends before its map ---

for kernel in 2.6.27 2.6.28 2.6.32; do
	printed "$kernel" "$pc" --set kernel.text=16M --set kernel.image_end=0x1234560 \
		--set kernel.init_pg_tables_end=0x1241000 --set initrd.start=0x1100000 --set initrd.size=24M
	ends "$kernel: a boot that ends before its map is no machine" 65 "$plan" "$dir/log"
	like "... and it is said where it ends" "$(err)" \
		"^$dir/log:[23]:1: error: no E820 map before this boot ends here, "
done

# --- the kernel's own memory ---

for kernel in $late; do
	printed "$kernel" "$pc" --set kernel.text=0x1000000 \
		--set kernel.image_end=0x1234560 --set kernel.init_pg_tables_end=0x1241000
	comes_back "$kernel: its image, and what follows"
	is "... to the byte" "$(figure text) $(figure image_end) $(figure init_pg_tables_end)" \
		"0x1000000 0x1234560 0x1241000"
done
for kernel in 2.6.30 2.6.32; do
	printed "$kernel" "$pc" --set kernel.image_end=0x600000 \
		--set kernel.init_pg_tables_end=0x600000
	comes_back "$kernel: nothing follows the image"
done
printed 2.6.32 "$pc" --set kernel.text=0x1000000 --set kernel.image_end=0x1234560 \
	--set kernel.init_pg_tables_end=0x1241000
sed -i '/early reservations/,$d' "$dir/log"
found >/dev/null
like "without the list an image is taken that is mapped as far" "$(cat "$dir/yaml")" \
	'^  image_end: 0x11d7000 +# assumed: it fits the end of the mapping in line [0-9]+$'
is "... behind where such kernels lie" "$(figure text)" 0x1000000

# --- the EBDA ---

for ebda in 0x9f000 0x9fc00 0x91000 0x8f000; do
	printed 2.6.32 "$pc" --set "ebda=$ebda"
	comes_back "an EBDA at $ebda"
done
printed 2.6.32 "$pc" --set ebda=0
comes_back "no EBDA"
is "... is not taken for one" "$(figure ebda)" ""

# --- the initrd ---

for initrd in '0x8000000 size=1M' '0x37f00000 size=4M' '0x3d000000 size=600M'; do
	for kernel in 2.6.27 2.6.32; do
		printed "$kernel" "$pc" --set "initrd.start=${initrd% size*}" \
			--set "initrd.size=${initrd#*size=}"
		comes_back "$kernel: an initrd at $initrd"
	done
done

# --- NR_CPUS ---

# 2.6.27 and 2.6.28 have no room for the page tables of many more.
for kernel in 2.6.28 2.6.29 2.6.30 2.6.32; do
	for count in 2 32 64 255 512; do
		[[ $kernel == 2.6.28 && $count -gt 64 ]] && continue
		printed "$kernel" "$pc" --set "kernel.nr_cpus=$count"
		comes_back "$kernel: $count processors are found by where low memory ends"
	done
done
printed 2.6.27 "$numa" --set kernel.nr_cpus=100
comes_back "2.6.27: by its page tables, as low memory ends elsewhere"
printed 2.6.32 "$pc" --set kernel.nr_cpus=48
echo 'NR_CPUS:48 nr_cpumask_bits:48 nr_cpu_ids:2 nr_node_ids:8' >>"$dir/log"
found >/dev/null
is "a line tells it" "$(figure nr_cpus)" 48

# --- more of an SRAT than is read ---

for count in 1 2; do
	printed 2.6.32 "$numa" --set "kernel.nr_cpus=$count"
	comes_back "a kernel for $count processors"
done

# --- sizeof(pg_data_t) ---

printed 2.6.32 configs/made-3n-4g-cpuonly.yaml --set kernel.pg_data=4224
found >/dev/null
is "a pgdat in low memory tells how large it is" "$(figure pg_data)" 4224

# --- which kernel it is ---

# Neighbours print the same with so few processors.
while read -r kernel wanted; do
	printed "$kernel" "$numa"
	sed -i 1d "$dir/log"
	found >/dev/null
	is "$kernel is known by what it prints, its neighbours apart" "$(figure profile)" "$wanted"
done <<'END'
2.6.27 2.6.27
2.6.28 2.6.28
2.6.29 2.6.28
2.6.30 2.6.30
2.6.32 2.6.30
END
for kernel in 2.6.18 2.6.23 2.6.25; do
	printed "$kernel" "$numa"
	sed -i 1d "$dir/log"
	found >/dev/null
	is "... and $kernel is none of them" "$(figure profile | grep -cE '^2\.6\.(2[789]|3)')" 0
done

finish
