"""Floor 2, words: languages, catalogues, texts in several languages, and Markdown."""
