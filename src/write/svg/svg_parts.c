/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Texts and shapes. */
#include "write/svg/svg_parts.h"

#include <string.h>

#include "base/paragraph.h"
#include "base/xml.h"

enum { NAME_COLUMNS = 80, TEXT_BYTES = 256 };

size_t nkv_svg_text_width(size_t characters, size_t font)
{
	/* The widest of the possible fonts has a width of 0.603 of its size. */
	return (characters * font * 61 + 99) / 100;
}

static void put_text(const struct nkv_svg *svg, size_t x, size_t y, const char *class,
		     const char *anchor, const char *text)
{
	fprintf(svg->out, "<text x=\"%zu\" y=\"%zu\"", x, y);
	if (*class)
		fprintf(svg->out, " class=\"%s\"", class);
	if (*anchor)
		fprintf(svg->out, " text-anchor=\"%s\"", anchor);
	fputc('>', svg->out);
	nkv_xml_text(svg->out, text);
	fputs("</text>\n", svg->out);
}

void nkv_svg_text(const struct nkv_svg *svg, size_t x, size_t y, const char *class,
		  const char *text)
{
	put_text(svg, x, y, class, "", text);
}

void nkv_svg_text_end(const struct nkv_svg *svg, size_t x, size_t y, const char *class,
		      const char *text)
{
	put_text(svg, x, y, class, "end", text);
}

void nkv_svg_text_middle(const struct nkv_svg *svg, size_t x, size_t y, const char *class,
			 const char *text)
{
	put_text(svg, x, y, class, "middle", text);
}

void nkv_svg_name(struct nkv_svg *svg, const char *name)
{
	fprintf(svg->out, "<text x=\"%d\" y=\"%zu\" class=\"name\">", NKV_SVG_MARGIN, svg->y + 22);
	nkv_xml_text_within(svg->out, name, NAME_COLUMNS);
	fputs("</text>\n", svg->out);
	svg->y += 34;
}

void nkv_svg_paragraph(struct nkv_svg *svg, size_t x, const char *class, const char *text,
		       size_t columns)
{
	while (*text) {
		char line[TEXT_BYTES];
		size_t bytes = nkv_wrap_bytes(text, columns);

		snprintf(line, sizeof(line), "%.*s", (int)bytes, text);
		nkv_svg_text(svg, x, svg->y + NKV_SVG_FONT, class, line);
		svg->y += NKV_SVG_LINE;
		text += bytes;
		text += strspn(text, " ");
	}
}

/* Draws a shape in a square of 20 pixels, with a sign of white or dark lines. */
static void put_shape(const struct nkv_svg *svg, size_t x, size_t y, size_t size, const char *class,
		      const char *outline, const char *sign)
{
	fprintf(svg->out,
		"<g transform=\"translate(%zu %zu) scale(%.2f)\"><path class=\"shape %s\" "
		"d=\"%s\"/><path d=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"2.4\" "
		"stroke-linecap=\"round\"/></g>\n",
		x, y, (double)size / 20, class, outline, sign,
		strcmp(class, "warning") == 0 ? "#111111" : "#ffffff");
}

static const char octagon[] = "M6 1H14L19 6V14L14 19H6L1 14V6Z";
static const char triangle[] = "M10 1L19.5 18.5H.5Z";
static const char diamond[] = "M10 .5L19.5 10L10 19.5L.5 10Z";
static const char circle[] = "M10 1A9 9 0 0 1 10 19A9 9 0 0 1 10 1Z";
static const char cross_sign[] = "M7 7L13 13M13 7L7 13";
static const char check_sign[] = "M5.5 10.5L9 14L14.5 6.5";

void nkv_svg_severity(const struct nkv_svg *svg, size_t x, size_t y, size_t size,
		      enum nkv_severity severity)
{
	switch (severity) {
	case NKV_SEVERITY_FATAL:
		put_shape(svg, x, y, size, "fatal", octagon, cross_sign);
		break;
	case NKV_SEVERITY_CORRUPTING:
		put_shape(svg, x, y, size, "corrupting", triangle, "M10 7V12M10 15.4V15.5");
		break;
	case NKV_SEVERITY_WARNING:
		put_shape(svg, x, y, size, "warning", diamond, "M10 6V11M10 14.4V14.5");
		break;
	case NKV_SEVERITY_INFO:
		put_shape(svg, x, y, size, "info", circle, "M10 9.5V14.5M10 5.9V6");
		break;
	}
}

void nkv_svg_verdict(const struct nkv_svg *svg, size_t x, size_t y, size_t size,
		     enum nkv_verdict verdict)
{
	switch (verdict) {
	case NKV_VERDICT_BOOTS:
		put_shape(svg, x, y, size, "fine", circle, check_sign);
		break;
	case NKV_VERDICT_UNSTABLE:
		nkv_svg_severity(svg, x, y, size, NKV_SEVERITY_CORRUPTING);
		break;
	case NKV_VERDICT_PANICS:
		nkv_svg_severity(svg, x, y, size, NKV_SEVERITY_FATAL);
		break;
	}
}

/* A shape outside a picture only decorates the words next to it. */
static void begin_alone(FILE *out, size_t size)
{
	fprintf(out,
		"<svg class=\"nkv\" width=\"%zu\" height=\"%zu\" viewBox=\"0 0 %zu %zu\" "
		"aria-hidden=\"true\" focusable=\"false\">",
		size, size, size, size);
}

void nkv_svg_put_verdict(FILE *out, enum nkv_verdict verdict, size_t size)
{
	begin_alone(out, size);
	nkv_svg_verdict(&(struct nkv_svg){ .out = out }, 0, 0, size, verdict);
	fputs("</svg>", out);
}

void nkv_svg_put_severity(FILE *out, enum nkv_severity severity, size_t size)
{
	begin_alone(out, size);
	nkv_svg_severity(&(struct nkv_svg){ .out = out }, 0, 0, size, severity);
	fputs("</svg>", out);
}
