"""What the lines of a paper are: title, authors, abstract, headings, paragraphs, references."""
