"""Word's own format: the package and its parts, styles, numbering, and the paragraphs that a person sees."""
