-- What was taken away as a threat, sealed. It outlives the decision: no foreign key leads there.
CREATE TABLE evidence (
    id INTEGER NOT NULL CONSTRAINT pk_evidence PRIMARY KEY AUTOINCREMENT,
    network_id INTEGER NOT NULL,
    decision_id INTEGER NOT NULL,
    sealed_at TEXT NOT NULL,
    bytes BLOB NULL,
    sha256 BLOB NOT NULL,
    opened_count INTEGER NOT NULL,
    last_opened_at TEXT NULL,
    destroyed_at TEXT NULL,
    CONSTRAINT fk_evidence_network_id FOREIGN KEY (network_id) REFERENCES networks (id) ON DELETE RESTRICT
);
CREATE UNIQUE INDEX ix_evidence_decision_id ON evidence (decision_id);
CREATE INDEX ix_evidence_network_id_id ON evidence (network_id, id DESC);
