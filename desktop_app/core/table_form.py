"""A table of a reply in the forms that other programs take: cells, a page, Markdown."""

from html import escape

from desktop_app.core.markdown import LINE_BREAK, Span, Spans, Table

_RULES = {"": "---", "left": ":--", "center": ":-:", "right": "--:"}


def tab_separated(table: Table, first: int = 0, last: int | None = None) -> str:
    """The rows from `first` to before `last` as a spreadsheet takes them: a tab between cells."""
    rows = table.rows[first:last]
    return "\n".join("\t".join(_bare(cell) for cell in row) for row in rows)


def as_html(table: Table) -> str:
    """The table as a piece of a page; nothing in it loads or runs anything."""
    rows: list[str] = []
    for number, row in enumerate(table.rows):
        cells = (_html_cell(table, number, column, cell) for column, cell in enumerate(row))
        rows.append(f"<tr>{''.join(cells)}</tr>")
    return f"<table>{''.join(rows)}</table>"


def as_markdown(table: Table) -> str:
    """The table as it is written in Markdown."""
    if not table.rows:
        return ""
    width = max(len(row) for row in table.rows)
    sides = [table.align[column] if column < len(table.align) else "" for column in range(width)]
    lines = [[_marked(cell) for cell in row] for row in table.rows]
    lines.insert(1, [_RULES.get(side, "---") for side in sides])
    return "\n".join(f"| {' | '.join(line + [''] * (width - len(line)))} |" for line in lines)


def _bare(spans: Spans) -> str:
    text = "".join(span.text for span in spans)
    return " ".join(text.replace(LINE_BREAK, " ").replace("\t", " ").split("\n"))


def _html_cell(table: Table, row: int, column: int, spans: Spans) -> str:
    name = "td" if row else "th"
    side = table.align[column] if column < len(table.align) else ""
    style = f' align="{side}"' if side else ""
    return f"<{name}{style}>{''.join(map(_html_span, spans))}</{name}>"


def _html_span(span: Span) -> str:
    text = escape(span.text).replace(LINE_BREAK, "<br>")
    for wanted, name in (
        (span.code, "code"),
        (span.bold, "b"),
        (span.italic, "i"),
        (span.strike, "s"),
    ):
        if wanted:
            text = f"<{name}>{text}</{name}>"
    if span.href.startswith(("http://", "https://", "mailto:")):
        text = f'<a href="{escape(span.href)}">{text}</a>'
    return text


def _marked(spans: Spans) -> str:
    return "".join(map(_marked_span, spans)).replace("|", "\\|").replace("\n", " ")


def _escaped(sign: str) -> str:
    if sign in "[&":  # With a backslash the one would begin a formula; the other takes none.
        return f"&#{ord(sign)};"
    return f"\\{sign}" if sign in "\\*_`~<$" else sign


def _marked_span(span: Span) -> str:
    text = span.text.replace(LINE_BREAK, " " if span.formula else "<br>")
    if span.formula is not None:
        return text
    if span.code:
        fence = "``" if "`" in text else "`"
        text = f"{fence}{text}{fence}"
    else:
        text = "".join(_escaped(sign) for sign in span.text).replace(LINE_BREAK, "<br>")
    for wanted, mark in ((span.bold, "**"), (span.italic, "*"), (span.strike, "~~")):
        if wanted:
            text = f"{mark}{text}{mark}"
    return f"[{text}]({span.href})" if span.href else text
