-- A letter asks whether an e-mail address is a person's: a new one, or the one that they gave when they came.
CREATE TABLE email_changes (
    id INTEGER NOT NULL CONSTRAINT pk_email_changes PRIMARY KEY AUTOINCREMENT,
    login_id INTEGER NOT NULL,
    network_id INTEGER NOT NULL,
    new_email TEXT NOT NULL,
    old_email TEXT NULL,
    asked_at TEXT NOT NULL,
    confirm_hash BLOB NULL,
    undo_hash BLOB NULL,
    confirmed_at TEXT NULL,
    ended_at TEXT NULL,
    CONSTRAINT fk_email_changes_login_id FOREIGN KEY (login_id) REFERENCES logins (id) ON DELETE CASCADE,
    CONSTRAINT fk_email_changes_network_id FOREIGN KEY (network_id) REFERENCES networks (id) ON DELETE CASCADE
);

CREATE UNIQUE INDEX ix_email_changes_confirm_hash ON email_changes (confirm_hash);
CREATE INDEX ix_email_changes_login_id ON email_changes (login_id);
CREATE INDEX ix_email_changes_network_id ON email_changes (network_id);
CREATE UNIQUE INDEX ix_email_changes_undo_hash ON email_changes (undo_hash);
