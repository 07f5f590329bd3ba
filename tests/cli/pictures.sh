#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-2.0-or-later
# Pictures are those in tests/pictures/, and have the right width.
#
# "tests/cli/pictures.sh --update", from the root of the tree, draws them again. Look at them
# before you commit them.
set -u
# shellcheck source=tests/support/tap.sh
. tests/support/tap.sh
# shellcheck source=tests/cli/capture.inc
. tests/cli/capture.inc
export LC_ALL=C

formats='map svg html'
machines='example-2n-10g pc-1n-1g made-8n-32g'

# draw FORMAT MACHINE: nothing of the environment comes in.
draw() {
	LC_ALL=C.UTF-8 "$plan" --color=never -f "$1" "configs/$2.yaml" </dev/null
}

# Low memory of two nodes, one of which loses it; what a node gave in it; a bitmap a node.
late=qemu-2n-1g-small

if [ "${1-}" = --update ]; then
	draw map $late >tests/pictures/$late.map || exit
	for machine in $machines; do
		for format in $formats; do
			draw "$format" "$machine" >"tests/pictures/$machine.$format" || exit
		done
	done
	draw svg example-2n-10g >man/pictures/example-2n-10g.svg
	exit
fi

for machine in $machines; do
	for format in $formats; do
		draw "$format" "$machine" >"$dir/picture" 2>&1
		check "$machine, $format" cmp "tests/pictures/$machine.$format" "$dir/picture"
	done
done

draw map $late >"$dir/picture" 2>&1
check "$late, map" cmp tests/pictures/$late.map "$dir/picture"

draw svg example-2n-10g >"$dir/picture"
check "the picture of README is current, else make pictures" \
	cmp man/pictures/example-2n-10g.svg "$dir/picture"

# --- pictures against the plans that they show ---

# machines_of FILE FIRST LAST: the descriptions of some vectors.
machines_of() {
	gzip -dcf "tests/data/$1"* | sed -n "$2,$3p" | jq -c .machine
}
{
	machines_of plans.ndjson 1 120
	machines_of full.ndjson 1 50
	machines_of full-2.6.18.ndjson 1 60
} >"$dir/vectors.ndjson"
jq -nc '{numakva: 1, name: "crowded", e820: [{start: "0x0", size: "636K", type: "usable"},
	{start: "0x100000", end: "0x100000000", type: "usable"}],
	reserve: [range(400) | {start: (. * 65536 + 16777216), size: "4K", by: "w\(.)"}]}' \
	>"$dir/crowded.ndjson"
"${PYTHON:-/usr/bin/python3}" tests/cli/pictures.py "$plan" configs/*.yaml \
	tests/data/pictures.ndjson "$dir"/{crowded,vectors}.ndjson >"$dir/said" 2>&1
drawn=$(sed -n '$s/ pictures$//p' "$dir/said")
is "nothing is wrong with any picture" "$(sed '$d' "$dir/said" | head -n 20)" ""
check "at least 240 pictures were looked at" test "${drawn:-0}" -ge 240

# --- very many marks, which go on line after line ---

jq -nc '{numakva: 1, name: "long", e820: [{start: "0x0", size: "636K", type: "usable"},
	{start: "0x100000", end: "0x38000000", type: "usable"}],
	reserve: [range(10000) | {start: (. * 65536 + 16777216), size: "4K", by: "w"}]}' >"$dir/long.ndjson"
capture "$plan" -f map --ascii "$dir/long.ndjson"
is "a long map has each reserve" \
	"$(grep -E '^[0-9]+-[0-9]+ res' "$dir/out" | cut -c 13- | tr -cd '#' | wc -c)" 10000
is "... and in its bar each and the first pages, with what is free behind them" \
	"$(grep '^low memory' "$dir/out" | cut -c 13- | tr -d '\n' | grep -o 'F\.' | wc -l)" 10001
is "... and an axis for each line" "$(grep -c '^address' "$dir/out")" \
	"$(grep -c '^low memory' "$dir/out")"
capture "$plan" -f svg "$dir/long.ndjson"
grep -o 'data-kind="firmware" data-start="[0-9]*"' "$dir/out" | tr -cd '0-9\n' >"$dir/starts"
check "a picture has each reserve in its place" \
	cmp <(sed 1d "$dir/starts") <(seq 4096 16 164080)

# --- SVG ---

jq -c .machine tests/data/pictures.ndjson >"$dir/hard.ndjson"
capture "$plan" -f svg configs/*.yaml "$dir/hard.ndjson"
is "pictures of many machines are one document" "$(grep -c '<svg' "$dir/out")" 1
is "... in which each has its name" "$(grep -c 'class="name"' "$dir/out")" \
	"$(cat configs/*.yaml "$dir/hard.ndjson" | grep -c '^numakva:\|^{')"
if command -v xmllint >/dev/null; then
	check "... which is XML" xmllint --noout --nonet "$dir/out"
	capture "$plan" -f svg -
	check "a document without a picture is XML" xmllint --noout --nonet "$dir/out"
else
	skip "pictures are XML" "there is no xmllint"
fi
is "a picture asks for nothing from elsewhere" \
	"$(grep -oE 'href|<script|<image|@import|@font-face' tests/pictures/*.svg)" ""

# --- sweeps ---

cat configs/made-8n-32g.yaml >"$dir/limits.yaml"
printf 'limits: {min_lowmem_free: 512M, max_kva: 256M, max_wasted: 1M}\n' >>"$dir/limits.yaml"
chart() {
	"$plan" -f svg "$@" >"$dir/chart.svg" 2>"$dir/err" </dev/null
}
# looks_well NAME: nothing is wrong with the chart.
looks_well() {
	is "$1" "$("${PYTHON:-/usr/bin/python3}" tests/cli/pictures.py "$plan" "$dir/chart.svg" 2>&1)" \
		"1 pictures"
}
# shows NAME WHAT: the chart shows the plans of its points, as WHAT.
shows() {
	is "$1" "$("${PYTHON:-/usr/bin/python3}" tests/cli/charts.py "$plan" "${@:3}" 2>&1)" "$2"
}
chart --sweep=memory=4G:64G:1G "$dir/limits.yaml"
looks_well "a sweep over one key"
is "... has a line for each figure" "$(grep -c 'class="series"' "$dir/chart.svg")" 4
is "... and for each limit" "$(grep -c 'class="limit"' "$dir/chart.svg")" 3
shows "... and is as high as they are" "3 bands, 4 series, 6 breaks, 3 limits" \
	--sweep=memory=4G:64G:1G "$dir/limits.yaml"
chart --sweep=mem=512M:4G:4M configs/pc-1n-1g.yaml
looks_well "a sweep that stops booting"
is "... has a band for each verdict" \
	"$(grep -o 'class="band" data-verdict="[a-z]*"' "$dir/chart.svg" | grep -o '[a-z]*"$')" \
	'boots"
panics"'
like "... and a mark where a hazard begins" "$(cat "$dir/chart.svg")" \
	'<title>reserve-beyond-lowmem begins at 1 GiB</title>'
shows "... and nothing where the boot stopped before" "2 bands, 4 series, 3 breaks, 0 limits" \
	--sweep=mem=512M:4G:4M configs/pc-1n-1g.yaml
chart --sweep=initrd.start=1M:900M:1M configs/pc-1n-512m-initrd.yaml
looks_well "a sweep with many marks"
shows "... has a mark for each hazard that begins" "3 bands, 4 series, 9 breaks, 0 limits" \
	--sweep=initrd.start=1M:900M:1M configs/pc-1n-512m-initrd.yaml
chart --sweep=memory=4G:4G:1G configs/made-8n-32g.yaml
looks_well "a sweep of one point"
is "... shows it as a dot in each line" "$(grep -o '<circle class="dot' "$dir/chart.svg" | wc -l)" 4
chart --sweep=memory=4G:64G:4G --sweep=vmalloc=128M:512M:64M configs/made-8n-32g.yaml
looks_well "a sweep over two keys"
is "... has a cell a point" "$(grep -c 'class="cell"' "$dir/chart.svg")" 112
shows "... each with its verdict, at its place" "1449 cells" \
	--sweep=memory=512M:16G:256M --sweep=vmalloc=64M:768M:32M configs/pc-1n-1g.yaml
chart --column=lowmem_free --sweep=memory=4G:64G:4G --sweep=vmalloc=128M:512M:64M \
	configs/made-8n-32g.yaml
looks_well "a sweep over two keys, of a column"
is "... has shades that begin at round sizes" \
	"$(grep -oE '>from [^<]*' "$dir/chart.svg" | tr -d '>' | paste -sd,)" \
	"from 0,from 256 MiB,from 512 MiB,from 768 MiB"
chart -k 2.6.18,2.6.25 --sweep=memory=4G:8G:1G configs/*.yaml
looks_well "a sweep of many machines and kernels"
is "... is a chart for each" "$(grep -c 'class="name"' "$dir/chart.svg")" \
	$((2 * $(find configs -name '*.yaml' | wc -l)))
chart --sweep=mem=512M:2G:64K configs/pc-1n-1g.yaml
check "a sweep of many points is not too large" test "$(wc -c <"$dir/chart.svg")" -lt 400000

# --- HTML ---

echo 'nonsense' >"$dir/<bad>.yaml"
capture "$plan" -f html configs/*.yaml "$dir/hard.ndjson" "$dir/<bad>.yaml"
is "a page with a machine that could not be read ends with 65" "$got" 65
cp "$dir/out" "$dir/page.html"
is "the tags of a page match, and its ids are its own" \
	"$("${PYTHON:-/usr/bin/python3}" tests/cli/page.py "$dir/page.html" tests/pictures/*.html 2>&1)" ""
is "a page has a picture a machine" "$(grep -c '<figure' "$dir/page.html")" \
	"$(grep -c '<article' "$dir/page.html")"
like "a page names what could not be read, escaped" "$(cat "$dir/page.html")" \
	'&lt;bad&gt;\.yaml:1:1: '
is "a page asks for nothing from elsewhere" \
	"$(grep -oE 'src=|<link|@import|@font-face|href="[^#]|url\([^#]' tests/pictures/*.html)" ""
sed -n '/<summary>What the kernel/,/<\/pre>/p' tests/pictures/pc-1n-1g.html |
	sed -e 's/^.*role="region" aria-label="[^"]*">//' -e 's/<\/pre>.*//' -e '/<summary>/d' -e '/^$/d' |
	sed -e 's/&gt;/>/g' -e 's/&lt;/</g' -e 's/&amp;/\&/g' >"$dir/console"
capture "$plan" -f console configs/pc-1n-1g.yaml
is "a page has the lines that the kernel prints" "$(cat "$dir/console")" "$(out)"

config=configs/pc-1n-1g.yaml
# widest: the widest line, in characters.
widest() {
	LC_ALL=C.UTF-8 wc -L <"$dir/out"
}
capture "$plan" -f map "$config"
is "a map in the C locale is ASCII" "$(tr -d ' -~\n' <"$dir/out")" ""
cp "$dir/out" "$dir/ascii"
capture env LC_ALL=C.UTF-8 "$plan" -f map --ascii "$config"
is "--ascii counts above the locale" "$(out)" "$(cat "$dir/ascii")"
capture env LC_ALL=C.UTF-8 "$plan" -f map "$config"
check "a map in a UTF-8 locale has blocks" grep -q '█' "$dir/out"
is "a map is 80 columns wide in a pipe" "$(widest)" 80
capture env LC_ALL=C.UTF-8 "$plan" -f map --width=132 "$config"
is "--width=132" "$(widest)" 132
capture "$plan" -f map --color=always "$config"
is "colours change nothing else of a map" "$(sed 's/\x1b\[[0-9;]*m//g' "$dir/out")" \
	"$(cat "$dir/ascii")"
for file in configs/*.yaml "$dir/hard.ndjson"; do
	LC_ALL=C.UTF-8 "$plan" -f map --color=always "$file" </dev/null
done >"$dir/colours"
is "a map has no colours but the sixteen of every terminal" \
	"$(grep -o $'\x1b\[[0-9;]*m' "$dir/colours" | tr -d '\033' | grep -vxE \
		'\[(0|1|7|31|32|35|1;31|30;4[2356]|37;4[14])m' | sort -u)" ""
is "... and letters are not green, which cannot be read on white" \
	"$(LC_ALL=C.UTF-8 grep -oE $'\x1b\[32m█*[^█\x1b]' "$dir/colours")" ""
if has_terminal; then
	capture env LC_ALL=C.UTF-8 script -qec "stty cols 100; $plan -f map --color=never $config" \
		/dev/null
	tr -d '\r' <"$dir/out" >"$dir/plain" && mv "$dir/plain" "$dir/out"
	is "a map is as wide as the terminal" "$(widest)" 100
else
	skip "a map is as wide as the terminal" "script(1) makes none here"
fi

# --- charts over two keys and more ---

# legend ARGUMENT...: the words of the colours of a chart over two keys.
legend() {
	"$plan" -q -f svg "$@" 2>"$dir/err" |
		sed -n 's/.*<text [^>]*>\(from [^<]*\|not known\|boots\|unstable\|panics\)<\/text>.*/\1/p' | paste -sd '|'
}
two=(--sweep=memory=1G:64G:9G --sweep=vmalloc=128M:640M:128M configs/made-8n-32g.yaml)
is "verdicts of a chart" "$(legend "${two[@]}")" "boots|unstable|panics"
while read -r column wanted; do
	is "shades of $column" "$(legend --column="$column" "${two[@]}")" "$wanted"
done <<-COLUMNS
	kva_pages from 0|from 128 MiB|from 256 MiB|from 384 MiB|from 512 MiB
	lowmem_free from 0|from 256 MiB|from 512 MiB|from 768 MiB|not known
	lowmem_mb from 384 MiB|from 512 MiB|from 640 MiB|from 768 MiB|from 896 MiB|not known
	hazard_count from 1|from 2|from 3|from 4
COLUMNS
is "a column that is the same everywhere has one shade" \
	"$(legend --column=kva_pages --sweep=mem=64M:256M:64M --sweep=highmem=0:64M:32M configs/pc-1n-1g.yaml)" "from 2 MiB"
is "449 values share 200 cells in each row" "$("$plan" -q -f svg --sweep=mem=64M:512M:1M --sweep=highmem=0:4M:2M \
	configs/pc-1n-512m.yaml | grep -c '<g class="cell')" 600
is "of more keys the first are those of a chart each" "$("$plan" -q -f svg --sweep=vmalloc=128M:256M:128M \
	--sweep=mem=64M:128M:64M --sweep=highmem=0:64M:64M configs/pc-1n-1g.yaml |
	grep -oE 'kernel [^<]* of 4 points' | sort -u | paste -sd '|')" \
	"kernel 2.6.23-numaboot, vmalloc= of the command line 128 MiB, a sweep over highmem= of the command line of 4 points|kernel \
2.6.23-numaboot, vmalloc= of the command line 256 MiB, a sweep over highmem= of the command line of 4 points"
is "a kernel, and a memory model, has a chart of its own" "$("$plan" -q -f svg -k 2.6.18,2.6.25/sparse,2.6.25/discontig \
	--sweep=mem=64M:128M:64M configs/pc-1n-1g.yaml | grep -oE 'kernel [^<]*, a sweep' | sort -u | paste -sd '|')" \
	"kernel 2.6.18, a sweep|kernel 2.6.25 sparse, a sweep|kernel 2.6.25, a sweep"
like "that a check passes is in the title" "$("$plan" -f svg --check --allow=all-corrupting \
	configs/pc-1n-512m.yaml)" \
	'<title id="nkv-title">[^<]*check passes'

finish
