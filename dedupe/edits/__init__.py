"""What changed inside paragraphs: every word that differs, and the facts that are told otherwise.

Words are matched and what differs is found (`word_matches`, `paragraph_diff`, `text_spans`, `typed_spans`).
Beside that sentences are matched (`sentence_pairs`), their facts are read and compared (`quantity_reader`,
`figure_comparison`, `name_changes`, `quotation_changes`, `attribution_changes`, `negation_changes`), and the
changes that matter (`fact_changes`) are set among the other differences (`word_edits`).
"""
