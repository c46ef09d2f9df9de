-- What providers have answered about addresses that texts show.
CREATE TABLE embeds (
    id INTEGER NOT NULL CONSTRAINT pk_embeds PRIMARY KEY AUTOINCREMENT,
    hash TEXT NOT NULL,
    address TEXT NOT NULL,
    title TEXT NULL,
    frame TEXT NULL,
    shape TEXT NOT NULL,
    asked_at TEXT NOT NULL
);

CREATE UNIQUE INDEX ix_embeds_hash ON embeds (hash);
