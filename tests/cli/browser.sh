#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-2.0-or-later
# Pages and pictures in a headless browser: shown in three widths, light and dark, used with the
# mouse and with the keyboard, and printed.
set -u
# shellcheck source=tests/support/tap.sh
. tests/support/tap.sh
# shellcheck source=tests/cli/capture.inc
. tests/cli/capture.inc
export LC_ALL=C.UTF-8

# Does it start? An empty shell of a package has the name, too.
browser=
for name in chromium chromium-browser google-chrome; do
	if [ -z "$browser" ] && "$name" --version >/dev/null 2>&1; then
		browser=$name
	fi
done
if [ -z "$browser" ]; then
	skip "pages and pictures in a browser" "there is no chromium; apt-get install chromium"
	finish
	exit
fi

draw() {
	local format=$1 file=$2
	shift 2
	check "$file" "$plan" -f "$format" --output="$dir/$file" "$@" </dev/null
}
jq -c .machine tests/data/pictures.ndjson >"$dir/hard.ndjson"
draw html page.html configs/{pc-1n-512m-nopae,made-8n-32g,qemu-2n-1g-border}.yaml \
	"$dir/hard.ndjson"
draw html single.html configs/pc-1n-1g.yaml
draw html closed.html configs/*.yaml
draw svg machines.svg configs/*.yaml "$dir/hard.ndjson"
draw svg chart.svg --sweep=mem=512M:4G:4M configs/pc-1n-1g.yaml
{
	cat configs/made-8n-32g.yaml
	echo 'limits: {min_lowmem_free: 512M, max_kva: 256M, max_wasted: 1M}'
} >"$dir/limits.yaml"
draw svg limits.svg --sweep=memory=4G:64G:1G "$dir/limits.yaml"
draw svg verdicts.svg --sweep=memory=4G:64G:4G --sweep=vmalloc=128M:512M:64M \
	configs/made-8n-32g.yaml
draw svg column.svg --column=lowmem_free --sweep=memory=4G:64G:4G \
	--sweep=vmalloc=128M:512M:64M configs/made-8n-32g.yaml

PYTHONDONTWRITEBYTECODE=1 timeout 300 "${PYTHON:-/usr/bin/python3}" tests/cli/browser.py "$browser" "$dir/page.html" \
	"$dir/single.html" "$dir/closed.html" "$dir"/{machines,chart,limits,verdicts,column}.svg \
	>"$dir/said" 2>"$dir/err"
is "the browser was asked all" "$?$(tail -n 3 "$dir/err")" 0
while IFS=$'\t' read -r name wrong; do
	is "$name" "$wrong" ""
done <"$dir/said"

finish
