"""Reports as various as real ones: headings, wording, numbers, tables, pages and damage."""
