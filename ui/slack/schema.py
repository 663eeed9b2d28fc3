"""The SQLite file `slack.db`: its schema."""

# A job's body is emptied once it is done; its key stays for a week, so that what Slack delivers
# again is known. In `posts` a row without `ts` is a message that was about to be posted.
FIRST = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
INSERT INTO meta VALUES ('schema', '1');
CREATE TABLE jobs (
    number INTEGER PRIMARY KEY AUTOINCREMENT, key TEXT NOT NULL UNIQUE, kind TEXT NOT NULL,
    lane TEXT NOT NULL, body TEXT NOT NULL, state TEXT NOT NULL DEFAULT 'waiting',
    run TEXT, tries INTEGER NOT NULL DEFAULT 0, due REAL NOT NULL, received REAL NOT NULL
);
CREATE INDEX jobs_to_do ON jobs (lane, number) WHERE state != 'done';
CREATE INDEX jobs_waiting ON jobs (number) WHERE state = 'waiting';
CREATE INDEX jobs_claimed ON jobs (run) WHERE state = 'claimed';
CREATE INDEX jobs_done ON jobs (received) WHERE state = 'done';
CREATE TABLE threads (
    channel TEXT NOT NULL, thread TEXT NOT NULL, conversation TEXT,
    PRIMARY KEY (channel, thread)
) WITHOUT ROWID;
CREATE TABLE limits (conversation TEXT PRIMARY KEY, filters TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE answers (
    channel TEXT NOT NULL, question TEXT NOT NULL, thread TEXT NOT NULL, conversation TEXT NOT NULL,
    exchange TEXT NOT NULL, asked REAL NOT NULL,
    PRIMARY KEY (channel, question)
) WITHOUT ROWID;
CREATE INDEX answers_by_time ON answers (channel, asked);
CREATE INDEX answers_by_exchange ON answers (exchange);
CREATE TABLE posts (
    channel TEXT NOT NULL, question TEXT NOT NULL, part INTEGER NOT NULL, ts TEXT,
    PRIMARY KEY (channel, question, part)
) WITHOUT ROWID;
CREATE TABLE channels (channel TEXT PRIMARY KEY, settings TEXT NOT NULL) WITHOUT ROWID;
"""

STEPS = (FIRST,)
