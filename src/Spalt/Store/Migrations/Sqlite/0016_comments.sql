-- Readers comment; moderators decide, and say why.
ALTER TABLE blogs ADD COLUMN regime TEXT NOT NULL DEFAULT 'Open';
ALTER TABLE comments ADD COLUMN account_id INTEGER NULL CONSTRAINT fk_comments_account_id REFERENCES accounts (id) ON DELETE RESTRICT;
ALTER TABLE comments ADD COLUMN email TEXT NULL;
ALTER TABLE comments ADD COLUMN markdown TEXT NOT NULL DEFAULT '';
ALTER TABLE comments ADD COLUMN text_hash BLOB NOT NULL DEFAULT x'';
ALTER TABLE comments ADD COLUMN approved_hash BLOB NULL;
ALTER TABLE comments ADD COLUMN key_hash BLOB NULL;
ALTER TABLE comments ADD COLUMN changed_at TEXT NULL;
CREATE INDEX ix_comments_account_id ON comments (account_id);
CREATE INDEX ix_comments_email ON comments (email);
CREATE INDEX ix_comments_written_at_id ON comments (written_at, id) WHERE state = 'Waiting';

CREATE TABLE decisions (
    id INTEGER NOT NULL CONSTRAINT pk_decisions PRIMARY KEY AUTOINCREMENT,
    network_id INTEGER NOT NULL,
    comment_id INTEGER NOT NULL,
    verb TEXT NOT NULL,
    before TEXT NOT NULL,
    text_hash BLOB NOT NULL,
    ground TEXT NULL,
    facts TEXT NULL,
    by_id INTEGER NOT NULL,
    by_name TEXT NOT NULL,
    at TEXT NOT NULL,
    CONSTRAINT fk_decisions_comment_id FOREIGN KEY (comment_id) REFERENCES comments (id) ON DELETE CASCADE,
    CONSTRAINT fk_decisions_network_id FOREIGN KEY (network_id) REFERENCES networks (id) ON DELETE RESTRICT
);
CREATE INDEX ix_decisions_comment_id ON decisions (comment_id);
CREATE INDEX ix_decisions_network_id_id ON decisions (network_id, id);
