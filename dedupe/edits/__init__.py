"""What changed inside paragraphs: every word that differs, and the facts that are told otherwise.

Only paragraphs whose telling words differ (`compared_words`) are looked at for changes that matter. They are cut into
words (`paragraph_tokens`) and sentences, which are matched (`sentence_pairs`); the facts of these are read and compared
(`quantity_reader`, `figure_changes`, `name_changes`, `quotation_changes`, `attribution_changes`, `hedge_changes`,
`negation_changes`), and those that are told otherwise are the changes (`fact_changes`). Where one of these stands, and
elsewhere if every difference is wanted, words are matched (`match_words`), what differs is found (`paragraph_diff`,
`typed_spans`), and the changes that matter are set among it (`find_edits`).
"""
