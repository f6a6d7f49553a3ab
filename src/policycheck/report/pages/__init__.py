"""Reports to mail or print, as HTML and as Markdown: the same values, laid out twice."""
