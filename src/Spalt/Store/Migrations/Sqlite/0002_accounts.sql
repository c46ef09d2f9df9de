-- People sign in: logins, passkeys, sessions, what happened to them; roles on a network, invitations; the keys that seal cookies.
CREATE TABLE data_keys (
    name TEXT NOT NULL CONSTRAINT pk_data_keys PRIMARY KEY,
    xml TEXT NOT NULL
);

CREATE TABLE logins (
    id INTEGER NOT NULL CONSTRAINT pk_logins PRIMARY KEY AUTOINCREMENT,
    account_id INTEGER NOT NULL,
    disabled_at TEXT NULL,
    created_at TEXT NOT NULL,
    user_name TEXT NOT NULL,
    normalized_user_name TEXT NOT NULL,
    email TEXT NOT NULL,
    normalized_email TEXT NOT NULL,
    email_confirmed INTEGER NOT NULL,
    password_hash TEXT NULL,
    security_stamp TEXT NULL,
    concurrency_stamp TEXT NULL,
    two_factor_enabled INTEGER NOT NULL,
    lockout_end TEXT NULL,
    lockout_enabled INTEGER NOT NULL,
    access_failed_count INTEGER NOT NULL,
    CONSTRAINT fk_logins_account_id FOREIGN KEY (account_id) REFERENCES accounts (id) ON DELETE RESTRICT
);

CREATE TABLE network_members (
    network_id INTEGER NOT NULL,
    account_id INTEGER NOT NULL,
    role TEXT NOT NULL,
    since TEXT NOT NULL,
    CONSTRAINT pk_network_members PRIMARY KEY (network_id, account_id),
    CONSTRAINT fk_network_members_account_id FOREIGN KEY (account_id) REFERENCES accounts (id) ON DELETE RESTRICT,
    CONSTRAINT fk_network_members_network_id FOREIGN KEY (network_id) REFERENCES networks (id) ON DELETE CASCADE
);

CREATE TABLE login_passkeys (
    credential_id BLOB NOT NULL CONSTRAINT pk_login_passkeys PRIMARY KEY,
    user_id INTEGER NOT NULL,
    data TEXT NOT NULL,
    CONSTRAINT fk_login_passkeys_user_id FOREIGN KEY (user_id) REFERENCES logins (id) ON DELETE CASCADE
);

CREATE TABLE login_providers (
    login_provider TEXT NOT NULL,
    provider_key TEXT NOT NULL,
    provider_display_name TEXT NULL,
    user_id INTEGER NOT NULL,
    CONSTRAINT pk_login_providers PRIMARY KEY (login_provider, provider_key),
    CONSTRAINT fk_login_providers_user_id FOREIGN KEY (user_id) REFERENCES logins (id) ON DELETE CASCADE
);

CREATE TABLE login_tokens (
    user_id INTEGER NOT NULL,
    login_provider TEXT NOT NULL,
    name TEXT NOT NULL,
    value TEXT NULL,
    CONSTRAINT pk_login_tokens PRIMARY KEY (user_id, login_provider, name),
    CONSTRAINT fk_login_tokens_user_id FOREIGN KEY (user_id) REFERENCES logins (id) ON DELETE CASCADE
);

CREATE TABLE security_events (
    id INTEGER NOT NULL CONSTRAINT pk_security_events PRIMARY KEY AUTOINCREMENT,
    login_id INTEGER NOT NULL,
    kind TEXT NOT NULL,
    agent TEXT NOT NULL,
    at TEXT NOT NULL,
    CONSTRAINT fk_security_events_login_id FOREIGN KEY (login_id) REFERENCES logins (id) ON DELETE CASCADE
);

CREATE TABLE sessions (
    id INTEGER NOT NULL CONSTRAINT pk_sessions PRIMARY KEY AUTOINCREMENT,
    key_hash BLOB NOT NULL,
    login_id INTEGER NOT NULL,
    ticket BLOB NOT NULL,
    agent TEXT NOT NULL,
    started_at TEXT NOT NULL,
    seen_at TEXT NOT NULL,
    expires_at TEXT NOT NULL,
    CONSTRAINT fk_sessions_login_id FOREIGN KEY (login_id) REFERENCES logins (id) ON DELETE CASCADE
);

CREATE TABLE invitations (
    id INTEGER NOT NULL CONSTRAINT pk_invitations PRIMARY KEY AUTOINCREMENT,
    network_id INTEGER NULL,
    blog_id INTEGER NULL,
    network_role TEXT NULL,
    blog_role TEXT NULL,
    email TEXT NULL,
    token_hash BLOB NULL,
    by_id INTEGER NULL,
    created_at TEXT NOT NULL,
    expires_at TEXT NOT NULL,
    ended_at TEXT NULL,
    CONSTRAINT fk_invitations_blog_id FOREIGN KEY (blog_id) REFERENCES blogs (id) ON DELETE CASCADE,
    CONSTRAINT fk_invitations_by_id FOREIGN KEY (by_id) REFERENCES accounts (id) ON DELETE SET NULL,
    CONSTRAINT fk_invitations_network_id FOREIGN KEY (network_id) REFERENCES networks (id) ON DELETE CASCADE
);

CREATE INDEX ix_invitations_blog_id ON invitations (blog_id);
CREATE INDEX ix_invitations_by_id ON invitations (by_id);
CREATE INDEX ix_invitations_network_id ON invitations (network_id);
CREATE UNIQUE INDEX ix_invitations_token_hash ON invitations (token_hash);
CREATE INDEX ix_login_passkeys_user_id ON login_passkeys (user_id);
CREATE INDEX ix_login_providers_user_id ON login_providers (user_id);
CREATE UNIQUE INDEX ix_logins_account_id ON logins (account_id);
CREATE UNIQUE INDEX ix_logins_normalized_email ON logins (normalized_email);
CREATE UNIQUE INDEX ix_logins_normalized_user_name ON logins (normalized_user_name);
CREATE INDEX ix_network_members_account_id ON network_members (account_id);
CREATE INDEX ix_security_events_login_id_id ON security_events (login_id, id DESC);
CREATE UNIQUE INDEX ix_sessions_key_hash ON sessions (key_hash);
CREATE INDEX ix_sessions_login_id ON sessions (login_id);
