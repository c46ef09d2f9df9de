-- What a network's publisher decides: looks, menus, rules, slots; blogs that are suspended or merged into others.
ALTER TABLE networks ADD COLUMN contact_email TEXT NULL;
ALTER TABLE networks ADD COLUMN contact_phone TEXT NULL;
ALTER TABLE headline_feeds ADD COLUMN name TEXT NULL;
ALTER TABLE blogs ADD COLUMN suspended_at TEXT NULL;
ALTER TABLE blogs ADD COLUMN suspended_why TEXT NULL;
ALTER TABLE blogs ADD COLUMN merged_into_id INTEGER NULL CONSTRAINT fk_blogs_merged_into_id REFERENCES blogs (id) ON DELETE RESTRICT;

CREATE TABLE network_looks (
    id INTEGER NOT NULL CONSTRAINT pk_network_looks PRIMARY KEY AUTOINCREMENT,
    network_id INTEGER NOT NULL,
    logo_id INTEGER NULL,
    paper TEXT NULL,
    ink TEXT NULL,
    paper_dark TEXT NULL,
    ink_dark TEXT NULL,
    face TEXT NOT NULL,
    menu TEXT NULL,
    footer TEXT NULL,
    CONSTRAINT fk_network_looks_logo_id FOREIGN KEY (logo_id) REFERENCES media_files (id) ON DELETE RESTRICT,
    CONSTRAINT fk_network_looks_network_id FOREIGN KEY (network_id) REFERENCES networks (id) ON DELETE CASCADE
);

CREATE TABLE network_rules (
    id INTEGER NOT NULL CONSTRAINT pk_network_rules PRIMARY KEY AUTOINCREMENT,
    network_id INTEGER NOT NULL,
    version INTEGER NOT NULL,
    markdown TEXT NOT NULL,
    html TEXT NOT NULL,
    by_id INTEGER NOT NULL,
    by_name TEXT NOT NULL,
    at TEXT NOT NULL,
    CONSTRAINT fk_network_rules_by_id FOREIGN KEY (by_id) REFERENCES accounts (id) ON DELETE RESTRICT,
    CONSTRAINT fk_network_rules_network_id FOREIGN KEY (network_id) REFERENCES networks (id) ON DELETE CASCADE
);

CREATE TABLE network_slots (
    id INTEGER NOT NULL CONSTRAINT pk_network_slots PRIMARY KEY AUTOINCREMENT,
    network_id INTEGER NOT NULL,
    place TEXT NOT NULL,
    html TEXT NOT NULL,
    hosts TEXT NOT NULL,
    CONSTRAINT fk_network_slots_network_id FOREIGN KEY (network_id) REFERENCES networks (id) ON DELETE CASCADE
);

CREATE INDEX ix_blogs_merged_into_id ON blogs (merged_into_id);
CREATE INDEX ix_network_looks_logo_id ON network_looks (logo_id);
CREATE UNIQUE INDEX ix_network_looks_network_id ON network_looks (network_id);
CREATE INDEX ix_network_rules_by_id ON network_rules (by_id);
CREATE UNIQUE INDEX ix_network_rules_network_id_version ON network_rules (network_id, version);
CREATE UNIQUE INDEX ix_network_slots_network_id_place ON network_slots (network_id, place);
