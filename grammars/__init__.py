"""The grammars: `markers.lark`, the only home of numbering syntax, and `outline.lark`, what a tree is."""
