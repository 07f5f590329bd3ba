/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What a page looks like, and its little script: sorting, and lighting up a hazard. */
#include "write/html/html_parts.h"

#include "base/xml.h"
#include "write/svg/svg_style.h"

enum { TITLE_COLUMNS = 200 };

static const char style[] =
	":root{color-scheme:light dark;--paper:#fff;--ink:#1a1c1f;--dim:#4a4f57;--rule:#c3c8cf;"
	"--head:#eef0f3;--link:#00558a;--good:#00664b;--bad:#b3261e;--odd:#7b3294;--mark:#fff3c4}\n"
	"@media screen and (prefers-color-scheme:dark){:root{--paper:#15181c;--ink:#e9ebee;"
	"--dim:#b4bac2;--rule:#444a52;--head:#22272d;--link:#7cc4f5;--good:#5fd0a8;"
	"--bad:#ff9a90;--odd:#d3a6e6;--mark:#4a3f14}}\n"
	"*{box-sizing:border-box}\n"
	"html{-webkit-text-size-adjust:100%}\n"
	"body{margin:0 auto;padding:1rem;max-width:78rem;background:var(--paper);"
	"color:var(--ink);font:1rem/1.5 system-ui,'DejaVu Sans','Liberation Sans',sans-serif}\n"
	"h1{font-size:1.6rem;line-height:1.2;margin:.5rem 0}\n"
	"h2{font-size:1.35rem;line-height:1.2;margin:1.25rem 0 .5rem;overflow-wrap:anywhere}\n"
	"article h2{margin:0 0 .25rem}\n"
	"h3{font-size:1.1rem;margin:1.75rem 0 .5rem}\n"
	"p{margin:.35rem 0;overflow-wrap:anywhere}\n"
	"a{color:var(--link)}\n"
	"article{border-top:2px solid var(--rule);margin-top:2rem;padding-top:1.25rem}\n"
	":focus-visible{outline:3px solid var(--link);outline-offset:2px}\n"
	".verdict{display:flex;gap:.6rem;align-items:flex-start}\n"
	".verdict svg,.hazards svg{flex:none}\n"
	".verdict svg{margin-top:.1rem}\n"
	".boots strong{color:var(--good)}.unstable strong{color:var(--odd)}"
	".panics strong{color:var(--bad)}\n"
	".scroll{overflow-x:auto;max-width:100%}\n"
	"figure{margin:1rem 0;border:1px solid var(--rule);border-radius:4px}\n"
	"figure svg{display:block;width:100%;min-width:60rem;height:auto}\n"
	"table{border-collapse:collapse;font-size:.9rem;font-variant-numeric:tabular-nums}\n"
	"th,td{text-align:left;padding:.25rem .55rem;border-bottom:1px solid var(--rule);"
	"vertical-align:top;white-space:nowrap}\n"
	"td.wide{white-space:normal;min-width:14rem}\n"
	"thead th{background:var(--head);white-space:normal;vertical-align:bottom;line-height:1.25}\n"
	".r{text-align:right}\n"
	".f{font-family:'DejaVu Sans Mono','Liberation Mono',Menlo,Consolas,monospace}\n"
	"th button{font:inherit;font-weight:bold;text-align:inherit;color:inherit;background:none;border:0;padding:0;"
	"cursor:pointer;text-decoration:underline dotted}\n"
	"th[aria-sort=ascending] button::after{content:' \\2191'}"
	"th[aria-sort=descending] button::after{content:' \\2193'}\n"
	".hazards{list-style:none;margin:0;padding:0}\n"
	".hazards li{display:flex;gap:.6rem;padding:.5rem;border-bottom:1px solid var(--rule)}\n"
	".hazards li:hover,.hazards li:focus{background:var(--mark)}\n"
	".part>summary h2{display:inline;margin-right:.5rem}.part{margin:0}"
	"article:has(>.part){margin-top:.75rem;padding-top:.75rem}\n"
	"details{margin:1.25rem 0}summary{font-size:1.1rem;font-weight:bold;cursor:pointer}\n"
	"pre{background:var(--head);padding:.75rem;overflow:auto;max-height:28rem;"
	"font:.82rem/1.45 'DejaVu Sans Mono','Liberation Mono',Menlo,Consolas,monospace}\n"
	".lighting .mark[data-hazard]:not(.lit){opacity:.25}\n"
	".nkv .mark.lit rect{stroke:#d55e00;stroke-width:4;paint-order:stroke}\n"
	".nkv .hazard.lit text{font-weight:bold}\n"
	"@media print{body{max-width:none;padding:0;font-size:10pt}"
	"*{print-color-adjust:exact;-webkit-print-color-adjust:exact}"
	"pre{max-height:none;font-size:7.5pt;white-space:pre-wrap;overflow-wrap:anywhere}"
	".scroll{overflow:visible}figure{border:0}figure svg{min-width:0;max-height:19cm}"
	"table{font-size:7.5pt}th,td{white-space:normal;padding:.12rem .3rem}"
	".r,.f{white-space:nowrap}thead .r{white-space:normal}"
	"article{border:0;margin:0}article~article,.scroll~article{break-before:page}"
	"table,figure,li{break-inside:avoid}"
	"thead{display:table-row-group}th button{text-decoration:none}"
	"tr{break-inside:avoid}h3,summary{break-after:avoid}"
	"a{color:inherit;text-decoration:none}}\n";

/* The table of machines, whose rows have no classes but their verdict. */
static const char machines_style[] =
	".machines{font-size:.82rem}.machines th,.machines td{padding:.25rem .4rem}"
	".machines th{font-weight:normal}.machines thead th{font-weight:bold}"
	".machines th,.machines td{white-space:normal}.machines tbody th{overflow-wrap:anywhere;min-width:7rem}"
	".machines :is(th,td):nth-child(n+5){text-align:right}"
	".machines.checked :is(th,td):is(:nth-child(5),:nth-child(6)){text-align:left}"
	".machines td.wide{text-align:left}"
	".machines td:nth-child(n+5){white-space:nowrap}"
	".machines.checked td:nth-child(n+4):nth-child(-n+6){white-space:normal}"
	".machines td:nth-child(2),.checked td:nth-child(3){font-weight:bold}"
	".boots>td:nth-child(2){color:var(--good)}.unstable>td:nth-child(2){color:var(--odd)}"
	".panics>td:nth-child(2){color:var(--bad)}\n"
	"@media print{.machines{font-size:6.5pt}.machines :is(th,td):nth-child(n){"
	"white-space:normal;overflow-wrap:anywhere;min-width:0;padding:.1rem .2rem}}\n";

void nkv_html_put_head(FILE *out, const char *title)
{
	fputs("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
	      "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
	      "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; "
	      "style-src 'unsafe-inline'; script-src 'unsafe-inline'\">\n<title>",
	      out);
	nkv_xml_text_within(out, title, TITLE_COLUMNS);
	fputs("</title>\n<style>\n", out);
	fputs(style, out);
	fputs(machines_style, out);
	nkv_svg_put_style(out);
	fputs("</style>\n</head>\n<body>\n"
	      "<svg width=\"0\" height=\"0\" style=\"position:absolute\" class=\"nkv\" "
	      "aria-hidden=\"true\" focusable=\"false\">\n",
	      out);
	nkv_svg_put_definitions(out);
	fputs("</svg>\n", out);
}

static const char script[] =
	"<script>\n"
	"'use strict';\n"
	"// Without this script everything can be read all the same.\n"
	"for (const table of document.querySelectorAll('table.sortable')) {\n"
	"  for (const th of table.tHead.rows[0].cells) {\n"
	"    const button = document.createElement('button');\n"
	"    button.type = 'button';\n"
	"    button.title = 'sort';\n"
	"    button.append(...th.childNodes);\n"
	"    th.append(button);\n"
	"    button.addEventListener('click', () => sort(table, th));\n"
	"  }\n"
	"}\n"
	"function key(row, index) {\n"
	"  const cell = row.cells[index];\n"
	"  const text = cell ? cell.textContent.trim() : '';\n"
	"  const size = /^([\\d.]+) ([KMGTPE])iB$/.exec(text);\n"
	"  if (size) return size[1] * 1024 ** 'KMGTPE'.indexOf(size[2]);\n"
	"  return text !== '' && !isNaN(text) ? Number(text) : text;\n"
	"}\n"
	"function compare(a, b) {\n"
	"  if (typeof a === 'number' && typeof b === 'number') return a - b;\n"
	"  return String(a).localeCompare(String(b), 'en', {numeric: true});\n"
	"}\n"
	"function sort(table, th) {\n"
	"  const down = th.getAttribute('aria-sort') === 'ascending';\n"
	"  const body = table.tBodies[0];\n"
	"  const rows = [...body.rows].sort((a, b) =>\n"
	"    compare(key(a, th.cellIndex), key(b, th.cellIndex)) * (down ? -1 : 1));\n"
	"  for (const other of th.parentNode.cells) other.removeAttribute('aria-sort');\n"
	"  th.setAttribute('aria-sort', down ? 'descending' : 'ascending');\n"
	"  body.append(...rows);\n"
	"}\n"
	"// What fails is seen first where a picture is wider than the window.\n"
	"function show(figure) {\n"
	"  const mark = figure.querySelector('.mark[data-kind=fatal]') ??\n"
	"    figure.querySelector('.mark[data-kind=corrupting]');\n"
	"  if (!mark) return;\n"
	"  const box = mark.getBoundingClientRect(), frame = figure.getBoundingClientRect();\n"
	"  figure.scrollLeft += (box.left + box.right) / 2 - frame.left - frame.width * .75;\n"
	"}\n"
	"for (const figure of document.querySelectorAll('figure')) {\n"
	"  show(figure);\n"
	"  figure.closest('.part')?.addEventListener('toggle', () => show(figure), {once: true});\n"
	"}\n"
	"function open() {\n"
	"  const part = document.getElementById(location.hash.slice(1));\n"
	"  const details = part && part.querySelector('.part');\n"
	"  if (!details) return;\n"
	"  details.open = true;\n"
	"  part.scrollIntoView();\n"
	"}\n"
	"addEventListener('hashchange', open);\n"
	"open();\n"
	"for (const item of document.querySelectorAll('.hazards li')) {\n"
	"  const figure = item.closest('article').querySelector('figure');\n"
	"  if (!figure) continue;\n"
	"  const marks = figure.querySelectorAll('[data-hazard=\"' + item.dataset.hazard + '\"]');\n"
	"  const light = on => {\n"
	"    figure.classList.toggle('lighting', on);\n"
	"    for (const mark of marks) mark.classList.toggle('lit', on);\n"
	"  };\n"
	"  for (const event of ['mouseenter', 'focus'])\n"
	"    item.addEventListener(event, () => light(true));\n"
	"  for (const event of ['mouseleave', 'blur'])\n"
	"    item.addEventListener(event, () => light(false));\n"
	"}\n"
	"</script>\n";

void nkv_html_put_script(FILE *out)
{
	fputs(script, out);
}
