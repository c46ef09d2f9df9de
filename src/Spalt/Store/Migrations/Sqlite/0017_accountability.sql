-- Notices, appeals, posts that were taken down, and the ledger of what was decided.
ALTER TABLE networks ADD COLUMN key BLOB NOT NULL DEFAULT x'';
UPDATE networks SET key = randomblob(32);
ALTER TABLE posts ADD COLUMN taken_down_at TEXT NULL;
ALTER TABLE posts ADD COLUMN thread_closed_at TEXT NULL;
ALTER TABLE comments ADD COLUMN place_hash BLOB NULL;

CREATE TABLE decisions_new (
    id INTEGER NOT NULL CONSTRAINT pk_decisions PRIMARY KEY AUTOINCREMENT,
    network_id INTEGER NOT NULL,
    post_id INTEGER NOT NULL,
    comment_id INTEGER NULL,
    verb TEXT NOT NULL,
    before TEXT NULL,
    text_hash BLOB NOT NULL,
    ground TEXT NULL,
    facts TEXT NULL,
    was_reported INTEGER NOT NULL,
    reverses_id INTEGER NULL,
    by_id INTEGER NOT NULL,
    by_name TEXT NOT NULL,
    at TEXT NOT NULL,
    CONSTRAINT fk_decisions_comment_id FOREIGN KEY (comment_id) REFERENCES comments (id) ON DELETE CASCADE,
    CONSTRAINT fk_decisions_network_id FOREIGN KEY (network_id) REFERENCES networks (id) ON DELETE RESTRICT,
    CONSTRAINT fk_decisions_post_id FOREIGN KEY (post_id) REFERENCES posts (id) ON DELETE CASCADE
);
INSERT INTO decisions_new (id, network_id, post_id, comment_id, verb, before, text_hash, ground, facts, was_reported, by_id, by_name, at)
SELECT d.id, d.network_id, c.post_id, d.comment_id, d.verb, d.before, d.text_hash, d.ground, d.facts, 0, d.by_id, d.by_name, d.at
FROM decisions d JOIN comments c ON c.id = d.comment_id;
DROP TABLE decisions;
ALTER TABLE decisions_new RENAME TO decisions;
CREATE INDEX ix_decisions_comment_id ON decisions (comment_id);
CREATE INDEX ix_decisions_network_id_id ON decisions (network_id, id);
CREATE INDEX ix_decisions_post_id ON decisions (post_id);

CREATE TABLE notices (
    id INTEGER NOT NULL CONSTRAINT pk_notices PRIMARY KEY AUTOINCREMENT,
    network_id INTEGER NOT NULL,
    post_id INTEGER NOT NULL,
    comment_id INTEGER NULL,
    ground TEXT NOT NULL,
    explanation TEXT NOT NULL,
    name TEXT NULL,
    email TEXT NULL,
    text_hash BLOB NOT NULL,
    filed_at TEXT NOT NULL,
    decision_id INTEGER NULL,
    decided_at TEXT NULL,
    is_upheld INTEGER NULL,
    CONSTRAINT fk_notices_comment_id FOREIGN KEY (comment_id) REFERENCES comments (id) ON DELETE CASCADE,
    CONSTRAINT fk_notices_decision_id FOREIGN KEY (decision_id) REFERENCES decisions (id) ON DELETE CASCADE,
    CONSTRAINT fk_notices_network_id FOREIGN KEY (network_id) REFERENCES networks (id) ON DELETE RESTRICT,
    CONSTRAINT fk_notices_post_id FOREIGN KEY (post_id) REFERENCES posts (id) ON DELETE CASCADE
);
CREATE INDEX ix_notices_comment_id ON notices (comment_id);
CREATE INDEX ix_notices_decision_id ON notices (decision_id);
CREATE INDEX ix_notices_email ON notices (email);
CREATE INDEX ix_notices_network_id_id ON notices (network_id, id) WHERE decided_at IS NULL;
CREATE INDEX ix_notices_post_id ON notices (post_id);

CREATE TABLE appeals (
    id INTEGER NOT NULL CONSTRAINT pk_appeals PRIMARY KEY AUTOINCREMENT,
    network_id INTEGER NOT NULL,
    decision_id INTEGER NOT NULL,
    notice_id INTEGER NULL,
    text TEXT NOT NULL,
    filed_at TEXT NOT NULL,
    decided_at TEXT NULL,
    decided_by_id INTEGER NULL,
    decided_by_name TEXT NULL,
    is_upheld INTEGER NULL,
    answer TEXT NULL,
    reversal_id INTEGER NULL,
    CONSTRAINT fk_appeals_decision_id FOREIGN KEY (decision_id) REFERENCES decisions (id) ON DELETE CASCADE,
    CONSTRAINT fk_appeals_network_id FOREIGN KEY (network_id) REFERENCES networks (id) ON DELETE RESTRICT,
    CONSTRAINT fk_appeals_notice_id FOREIGN KEY (notice_id) REFERENCES notices (id) ON DELETE CASCADE,
    CONSTRAINT fk_appeals_reversal_id FOREIGN KEY (reversal_id) REFERENCES decisions (id) ON DELETE CASCADE
);
CREATE UNIQUE INDEX ix_appeals_decision_id ON appeals (decision_id) WHERE notice_id IS NULL;
CREATE INDEX ix_appeals_network_id_id ON appeals (network_id, id) WHERE decided_at IS NULL;
CREATE UNIQUE INDEX ix_appeals_notice_id ON appeals (notice_id);
CREATE INDEX ix_appeals_reversal_id ON appeals (reversal_id);

CREATE INDEX ix_comments_written_at ON comments (written_at) WHERE place_hash IS NOT NULL;

CREATE TABLE restrictions (
    id INTEGER NOT NULL CONSTRAINT pk_restrictions PRIMARY KEY AUTOINCREMENT,
    network_id INTEGER NOT NULL,
    kind TEXT NOT NULL,
    scope TEXT NOT NULL,
    who BLOB NOT NULL,
    decision_id INTEGER NOT NULL,
    until TEXT NULL,
    remaining INTEGER NULL,
    at TEXT NOT NULL,
    lifted_at TEXT NULL,
    CONSTRAINT fk_restrictions_decision_id FOREIGN KEY (decision_id) REFERENCES decisions (id) ON DELETE CASCADE,
    CONSTRAINT fk_restrictions_network_id FOREIGN KEY (network_id) REFERENCES networks (id) ON DELETE RESTRICT
);
CREATE INDEX ix_restrictions_decision_id ON restrictions (decision_id);
CREATE INDEX ix_restrictions_network_id_who ON restrictions (network_id, who) WHERE lifted_at IS NULL;

CREATE TABLE ledger_lines (
    network_id INTEGER NOT NULL,
    number INTEGER NOT NULL,
    kind TEXT NOT NULL,
    at TEXT NOT NULL,
    text TEXT NOT NULL,
    hash BLOB NOT NULL,
    CONSTRAINT pk_ledger_lines PRIMARY KEY (network_id, number),
    CONSTRAINT fk_ledger_lines_network_id FOREIGN KEY (network_id) REFERENCES networks (id) ON DELETE RESTRICT
);
CREATE INDEX ix_ledger_lines_network_id_kind_at ON ledger_lines (network_id, kind, at);

CREATE TABLE ledger_parts (
    network_id INTEGER NOT NULL,
    number INTEGER NOT NULL,
    part TEXT NOT NULL,
    salt BLOB NOT NULL,
    text TEXT NOT NULL,
    account_id INTEGER NULL,
    email TEXT NULL,
    CONSTRAINT pk_ledger_parts PRIMARY KEY (network_id, number, part),
    CONSTRAINT fk_ledger_parts_network_id_number FOREIGN KEY (network_id, number) REFERENCES ledger_lines (network_id, number) ON DELETE RESTRICT
);
CREATE INDEX ix_ledger_parts_account_id ON ledger_parts (account_id);
CREATE INDEX ix_ledger_parts_email ON ledger_parts (email);

CREATE TABLE ledger_heads (
    network_id INTEGER NOT NULL CONSTRAINT pk_ledger_heads PRIMARY KEY,
    number INTEGER NOT NULL,
    hash TEXT NOT NULL,
    CONSTRAINT fk_ledger_heads_network_id FOREIGN KEY (network_id) REFERENCES networks (id) ON DELETE RESTRICT
);

-- Against mistakes; against intent there are the hashes.
CREATE TRIGGER ledger_lines_stay BEFORE DELETE ON ledger_lines BEGIN SELECT RAISE(ABORT, 'The ledger is only added to.'); END;
CREATE TRIGGER ledger_lines_stand BEFORE UPDATE ON ledger_lines BEGIN SELECT RAISE(ABORT, 'The ledger is only added to.'); END;
