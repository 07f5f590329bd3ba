#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-2.0-or-later
# The forms for people: what is true of them for any machine.
set -u
# shellcheck source=tests/support/tap.sh
. tests/support/tap.sh
# shellcheck source=tests/cli/capture.inc
. tests/cli/capture.inc

for file in configs/*.yaml; do
	name=$(basename "$file" .yaml)
	capture "$plan" "$file"
	is "text of $name is at most 100 columns wide" "$(awk 'length > 100' "$dir/out")" ""
	is "text of $name has no blanks at the ends of lines" "$(grep -n ' $' "$dir/out")" ""
	capture "$plan" -f explain "$file"
	is "explain of $name is at most 100 columns wide" "$(awk 'length > 100' "$dir/out")" ""
	for section in 0 1.1 1.2 1.3 1.4 1.5 2 3 4; do
		like "explain of $name has section $section" "$(out)" "^$section  "
	done
done

# folds NAME ARGUMENT...: as narrow as asked for, with the same words in the same order.
folds() {
	local name=$1 columns
	shift
	capture "$plan" "$@"
	cp "$dir/out" "$dir/piped"
	is "$name is at most 100 columns wide where it goes to no terminal" "$(awk 'length > 100' "$dir/piped")" ""
	for columns in 80 100; do
		capture "$plan" --width=$columns "$@"
		is "$name is at most $columns columns wide" "$(awk -v columns=$columns 'length > columns' "$dir/out")" ""
		is "$name has the same words in $columns columns" "$(tr -s ' ' '\n' <"$dir/out" | grep .)" \
			"$(tr -s ' ' '\n' <"$dir/piped" | grep .)"
	done
}
folds "a plan" configs/*.yaml
for kernel in 2.6.30 2.6.26/sparse 2.6.12; do
	folds "a plan of $kernel" -q -k "$kernel" configs/*.yaml
done
folds "a plan step by step" -f explain configs/*.yaml
for kernel in 2.6.30 2.6.26/sparse 2.6.12; do
	folds "a plan of $kernel step by step" -q -f explain -k "$kernel" configs/*.yaml
done
folds "a plan step by step with its check" -f explain --check --limit=min_lowmem_free=800M configs/*.yaml
folds "a check" --check --limit=min_lowmem_free=800M configs/*.yaml
folds "ranges" --sweep=mem=512M:4G:64M --sweep=vmalloc=128M:512M:128M --fold --check configs/example-2n-10g.yaml
folds "a check of kernels" --check -k all configs/pc-1n-512m-initrd.yaml

# whole NAME ARGUMENT...: as narrow as 80 columns, no word in two, and whole where it goes to no terminal.
whole() {
	local name=$1
	shift
	capture "$plan" "$@"
	tr -s ' ,' '\n' <"$dir/out" | sort -u >"$dir/words"
	capture "$plan" --width=80 "$@"
	is "$name is at most 80 columns wide" "$(awk 'length > 80' "$dir/out")" ""
	is "$name has no parts of words in 80 columns" "$(sed '/^Left out/d' "$dir/out" | tr -s ' ,' '\n' |
		sort -u | LC_ALL=C comm -23 - "$dir/words")" ""
	is "$name has no blanks at the ends of lines" "$(grep -n ' $' "$dir/out")" ""
}
# The kernel's own lines stay whole.
capture "$plan" -q --width=80 --compare=tests/data/logs/2n-6g-2.6.32-i686.log
like "the memory of a comparison goes on below itself" "$(out)" \
	'^  line [0-9]+ +memory: [0-9]+k of [0-9]+k available, [0-9]+k highmem, planned'$'\n''              [0-9]+k, [0-9]+k highmem$'
whole "a difference" --diff configs/pc-1n-512m-initrd.yaml configs/qemu-2n-1g-hotadd.yaml
"$plan" -f yaml --set cmdline="root=/dev/sda1 ro quiet vmalloc=192M mem=1000M console=ttyS0,115200 console=tty0" \
	configs/pc-1n-1g.yaml >"$dir/other.yaml"
whole "a difference of command lines" --diff configs/pc-1n-1g.yaml "$dir/other.yaml"
for config in configs/*.yaml; do
	whole "$(basename "$config" .yaml) with all kernels" -q -k all "$config"
done
like "what there is no room for is named" "$("$plan" -k all --width=80 configs/example-2n-10g.yaml)" \
	'^Left out for lack of room: wasted, low free$'
whole "a table" -f table configs/*.yaml
whole "a table of nodes" --nodes configs/*.yaml
whole "a table of few columns" --columns=name,verdict,hazards configs/*.yaml
is "a table that has room stays as it is" "$("$plan" --width=1000 -f table configs/*.yaml)" \
	"$("$plan" -f table configs/*.yaml)"
for list in profiles hazards columns; do
	whole "--list-$list" --list-$list
done

# A name and a command line that would command a terminal.
cat >"$dir/bold.yaml" <<'YAML'
numakva: 1
name: "a\e[1mb\nc\x9b2Jd"
cmdline: "x\e[2Jy mem=1G"
e820:
  - {start: 0x0, end: 0x9fc00, type: usable}
  - {start: 0x100000, end: 0x3fff0000, type: usable}
YAML
for format in text explain; do
	capture "$plan" -f "$format" "$dir/bold.yaml"
	is "$format passes no control character on" "$(LC_ALL=C tr -d '\n[:print:]' <"$dir/out" | wc -c)" 0
	like "$format shows them escaped" "$(head -n 1 "$dir/out")" '^a\\x1b\[1mb\\nc\\u009b2Jd: '
done

# --- units ---

for file in configs/*.yaml; do
	name=$(basename "$file" .yaml)
	capture "$plan" -k all -q "$file" --check
	cp "$dir/out" "$dir/check"
	capture "$plan" "$file"
	is "no size of $name is a tenth of a MiB or less" "$(cat "$dir/check" "$dir/out" | grep -E '(^| )0(\.[0-9])? MiB')" ""
	is "each number in hexadecimal of $name is an address, or said to be a pfn" \
		"$(sed -e '/^Nodes (start and end are pfns)$/,/^$/d' -e '/^sections  start pfn /,/^$/d' \
			-e '/^node  start pfn /,/^$/d' "$dir/out" |
			tr -s ' \n' ' ' | sed -E 's/pfn 0x[0-9a-f]+(\.\.0x[0-9a-f]+(, 0x[0-9a-f]+\.\.0x[0-9a-f]+)*)?//g' |
			grep -oE '0x[0-9a-f]+' | awk 'length < 10')" ""
done
like "high memory says that it counts holes" "$("$plan" configs/qemu-4n-4g.yaml)" \
	'^High memory +4224 MiB  pfn 0x38000\.\.0x140000, holes included$'

# --- words that have to be right ---

cat >"$dir/16g.yaml" <<'YAML'
numakva: 1
kernel: {profile: 2.6.15}
e820:
  - {start: 0x0, end: 640K, type: usable}
  - {start: 1M, end: 3G, type: usable}
  - {start: 4G, end: 17G, type: usable}
YAML
capture "$plan" "$dir/16g.yaml"
like "a mem_map that ends past its window is as large as it is" "$(out)" '^   0 .*  136 MiB past the end of the window$'
like "what wraps is the address of its end" "$(tr -s ' \n' ' ' <"$dir/out")" \
	'the address where a mem_map ends wraps .*\(node 0, 140496928 bytes \(134 MiB\) past it\)'
like "what a node without a remap overwrites is named" "$("$plan" configs/qemu-4n-4g.yaml | tr -s ' \n' ' ')" \
	'\(node 2, at 0xf7600000, where node 3 has its pgdat\)'
like "highmem= that is ignored has its figure" "$("$plan" configs/athlon-1n-1g.yaml | tr -s ' \n' ' ')" \
	'the kernel ignores highmem= on its command line \(131072 pages \(512 MiB\) were requested\)'
is "a flat machine gets no advice about nodes' borders" \
	"$("$plan" configs/pc-1n-*.yaml | grep -ci 'node boundary')" 0
capture "$plan" --set kernel.init_pg_tables_end=0x569 configs/pc-1n-1g.yaml
is "a pfn in place of an address is warned of" "$(err)" "--set kernel.init_pg_tables_end:1:1: warning: \
'init_pg_tables_end' in kernel is 0x569, not above 'text' 0x100000: expected addresses in bytes, not pfns"

# A text that can only be a pfn.
printf '%s\n' 'numakva: 1' 'kernel: {text: 0x100, init_pg_tables_end: 0x569}' \
	'e820: [{start: 0, end: 640K, type: usable}, {start: 1M, end: 1G, type: usable}]' >"$dir/pfn.yaml"
is "a text below 1 MiB is warned of" "$("$plan" -f console "$dir/pfn.yaml" 2>&1 >/dev/null)" \
	"$dir/pfn.yaml:2:16: warning: 'text' in kernel is 0x100, below 1 MiB, where no kernel is: expected an address in bytes, not a pfn"

# --- who it is ---

sed '/^name/d' configs/pc-1n-1g.yaml >"$dir/nameless.yaml"
for format in text explain; do
	like "$format calls a machine without a name by its place" \
		"$("$plan" -f "$format" "$dir/nameless.yaml" | head -n 1)" "^$dir/nameless\.yaml:1: "
done
is "so does a page, which heads its parts with the kernel, too" \
	"$("$plan" -f html -k 2.6.23,2.6.25 "$dir/nameless.yaml" | sed -n 's|^<h2 id="h[0-9]*">\(.*\)</h2>$|\1|p')" \
	"$dir/nameless.yaml:1 (2.6.23)
$dir/nameless.yaml:1 (2.6.25)"

finish
