"""Compare one article with another: relation, measures, alignment, origin, credit."""

from __future__ import annotations

from pathlib import Path

from dedupe.article import Article
from dedupe.comparison.comparable_article import comparable
from dedupe.comparison.comparison import Comparison
from dedupe.comparison.criteria import USUAL, Criteria
from dedupe.comparison.relate_articles import Related, relate_texts
from dedupe.comparison.text_pair_cache import TextPairs
from dedupe.comparison.work_limits import expect_within_limit
from dedupe.judge.credit.credit import find_author_credit, find_credit, find_outlet_credit
from dedupe.judge.credit.known_publishers import Publishers
from dedupe.judge.credit.source_mentions import Mention
from dedupe.judge.judged_pair import NO_CREDIT, Credit
from dedupe.prepare.prepared_text import prepare_alone
from dedupe.read.article_reference import read_article
from dedupe.read.discovered_file import MAX_FILE_SIZE


def compare(
    source: str | Path | Article,
    target: str | Path | Article,
    *,
    criteria: Criteria = USUAL,
    max_file_size: int = MAX_FILE_SIZE,
) -> Comparison:
    """Compare two articles, paragraph by paragraph.

    Args:
        source: the article that the other may be a copy of, or its path.
        target: the other one, or its path.

    Raises:
        InputError: one of them cannot be read, or comparing them is more work than is allowed.
    """
    articles = [
        read_article(side, max_file_size=max_file_size) if isinstance(side, str | Path) else side
        for side in (source, target)
    ]
    publishers = Publishers((article.outlet or "" for article in articles), criteria.outlets)
    texts = [prepare_alone(article, criteria.k, criteria.furniture) for article in articles]
    expect_within_limit(sum(len(text.words) for text in texts))
    first, second = (comparable(article, text, publishers) for article, text in zip(articles, texts, strict=True))
    return describe(relate_texts(first, second, TextPairs(criteria.least_narrative)), publishers)


def describe(related: Related, publishers: Publishers) -> Comparison:
    """Find what changed between two articles whose relation is known, and who is credited."""
    changes = related.aligned.changes
    credit, is_due = credit_of(related, publishers)
    return Comparison(
        related.source.article,
        related.target.article,
        related.relation,
        related.measures,
        changes.alignment,
        changes.edits,
        related.origin,
        credit,
        is_due,
        changes.shape,
        changes.sentences,
    )


def credit_of(related: Related, publishers: Publishers) -> tuple[Credit, bool]:
    """Find how the target credits its text, in everyone's words, in its outlet's own, or to the author.

    Return also whether that is to one whose text it is, or to agencies in general.
    """
    target = related.target.clues
    credit, is_due = NO_CREDIT, False
    if target.named:  # else nobody need know whom the source names
        source = related.source.clues
        said = (mention for mention in source.mentions if mention.place != "passing")
        named = {key for mention in said for key in mention.publishers}
        mentions = [mention for mention in target.named if not _is_carried(mention, related)]
        credit, is_due = find_credit(mentions, related.origin.owners, named | {source.publisher or ""})
    if target.publisher in related.origin.owners:
        return credit, True  # its own text
    outlet = target.article.outlet
    if outlet and (credit.exactness == "none" or credit.place == "text"):
        own = find_outlet_credit(target.article, publishers.credits(outlet))
        if own:
            return own, True
    if credit.exactness == "none" and related.origin.source == related.source.article.id:
        by_author = find_author_credit(target.article, related.source.article.author)
        if by_author:
            return by_author, True
    return credit, is_due


def _is_carried(mention: Mention, related: Related) -> bool:
    """Return whether a target names the source's outlet only as the source itself does in what was copied.

    Example: "Nimbus Foods opened a mill", as the company's announcement says and who prints it.
    """
    source, paragraph = related.source.clues, mention.paragraph
    if mention.place != "passing" or paragraph is None or source.publisher not in mention.publishers:
        return False
    aligned = related.aligned.alignment.target
    return bool(aligned) and source.names_itself(aligned[paragraph].partners)
