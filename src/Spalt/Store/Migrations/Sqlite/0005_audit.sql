-- The audit log: who changed what with a right that they had.
CREATE TABLE audit_entries (
    id INTEGER NOT NULL CONSTRAINT pk_audit_entries PRIMARY KEY AUTOINCREMENT,
    network_id INTEGER NULL,
    at TEXT NOT NULL,
    actor_id INTEGER NULL,
    actor TEXT NOT NULL,
    household TEXT NULL,
    verb TEXT NOT NULL,
    kind TEXT NOT NULL,
    subject_id TEXT NOT NULL,
    subject TEXT NOT NULL,
    before TEXT NULL,
    after TEXT NULL,
    CONSTRAINT fk_audit_entries_network_id FOREIGN KEY (network_id) REFERENCES networks (id) ON DELETE RESTRICT
);

CREATE INDEX ix_audit_entries_network_id_actor_id_id ON audit_entries (network_id, actor_id, id DESC);
CREATE INDEX ix_audit_entries_network_id_id ON audit_entries (network_id, id DESC);
