-- Who looked at the queue, and when nobody did for too long.
ALTER TABLE networks ADD COLUMN watch_hours integer;
ALTER TABLE networks ADD COLUMN watch_missed_at timestamp with time zone;

CREATE TABLE watches (
    network_id bigint NOT NULL,
    account_id bigint NOT NULL,
    list text NOT NULL,
    at timestamp with time zone NOT NULL,
    CONSTRAINT pk_watches PRIMARY KEY (network_id, account_id),
    CONSTRAINT fk_watches_account_id FOREIGN KEY (account_id) REFERENCES accounts (id) ON DELETE RESTRICT,
    CONSTRAINT fk_watches_network_id FOREIGN KEY (network_id) REFERENCES networks (id) ON DELETE RESTRICT
);
CREATE INDEX ix_watches_account_id ON watches (account_id);
