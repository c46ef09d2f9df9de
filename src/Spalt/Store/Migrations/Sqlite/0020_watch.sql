-- Who looked at the queue, and when nobody did for too long.
ALTER TABLE networks ADD COLUMN watch_hours INTEGER NULL;
ALTER TABLE networks ADD COLUMN watch_missed_at TEXT NULL;

CREATE TABLE watches (
    network_id INTEGER NOT NULL,
    account_id INTEGER NOT NULL,
    list TEXT NOT NULL,
    at TEXT NOT NULL,
    CONSTRAINT pk_watches PRIMARY KEY (network_id, account_id),
    CONSTRAINT fk_watches_account_id FOREIGN KEY (account_id) REFERENCES accounts (id) ON DELETE RESTRICT,
    CONSTRAINT fk_watches_network_id FOREIGN KEY (network_id) REFERENCES networks (id) ON DELETE RESTRICT
);
CREATE INDEX ix_watches_account_id ON watches (account_id);
