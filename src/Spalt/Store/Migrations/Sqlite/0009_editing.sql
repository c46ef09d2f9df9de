-- Links below a post; notes in the margin of a draft.
ALTER TABLE posts ADD COLUMN related TEXT NULL;

CREATE TABLE margin_notes (
    id INTEGER NOT NULL CONSTRAINT pk_margin_notes PRIMARY KEY AUTOINCREMENT,
    post_id INTEGER NOT NULL,
    quote TEXT NOT NULL,
    text TEXT NOT NULL,
    by_id INTEGER NOT NULL,
    at TEXT NOT NULL,
    resolved_at TEXT NULL,
    CONSTRAINT fk_margin_notes_by_id FOREIGN KEY (by_id) REFERENCES accounts (id) ON DELETE RESTRICT,
    CONSTRAINT fk_margin_notes_post_id FOREIGN KEY (post_id) REFERENCES posts (id) ON DELETE CASCADE
);

CREATE INDEX ix_margin_notes_by_id ON margin_notes (by_id);
CREATE INDEX ix_margin_notes_post_id ON margin_notes (post_id);
