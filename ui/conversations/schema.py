"""The SQLite file `conversations.db`: its schema."""

# `words` is what a search looks in: the question and the answer's text, folded. It stands before
# `answer`, so that a search does not read the answers.
FIRST = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
INSERT INTO meta VALUES ('schema', '1');
CREATE TABLE conversations (
    id TEXT PRIMARY KEY, owner TEXT NOT NULL, title TEXT NOT NULL, words TEXT NOT NULL,
    updated TEXT NOT NULL
);
CREATE INDEX conversations_by_owner ON conversations (owner, updated);
CREATE TABLE exchanges (
    id TEXT PRIMARY KEY,
    conversation TEXT NOT NULL REFERENCES conversations (id) ON DELETE CASCADE,
    number INTEGER NOT NULL, asked TEXT NOT NULL, question TEXT NOT NULL, filters TEXT NOT NULL,
    failure TEXT, mark TEXT, run TEXT NOT NULL, words TEXT NOT NULL, answer TEXT
);
CREATE UNIQUE INDEX exchanges_in_order ON exchanges (conversation, number);
CREATE TABLE articles (key TEXT PRIMARY KEY, id TEXT NOT NULL, content TEXT NOT NULL);
CREATE INDEX articles_by_id ON articles (id);
CREATE TABLE cited (
    exchange TEXT NOT NULL REFERENCES exchanges (id) ON DELETE CASCADE,
    article TEXT NOT NULL REFERENCES articles (key),
    PRIMARY KEY (exchange, article)
) WITHOUT ROWID;
CREATE INDEX cited_by_article ON cited (article);
CREATE TABLE links (
    token TEXT PRIMARY KEY,
    exchange TEXT NOT NULL UNIQUE REFERENCES exchanges (id) ON DELETE CASCADE
) WITHOUT ROWID;
"""

STEPS = (FIRST,)
