-- Rules look at a comment before anybody does; a newsroom's own decisions teach one of them.
CREATE TABLE comment_rules (
    id INTEGER NOT NULL CONSTRAINT pk_comment_rules PRIMARY KEY AUTOINCREMENT,
    network_id INTEGER NOT NULL,
    rule TEXT NOT NULL,
    is_on INTEGER NOT NULL,
    number INTEGER NULL,
    minutes INTEGER NULL,
    words TEXT NOT NULL,
    version INTEGER NOT NULL,
    CONSTRAINT fk_comment_rules_network_id FOREIGN KEY (network_id) REFERENCES networks (id) ON DELETE CASCADE
);
CREATE UNIQUE INDEX ix_comment_rules_network_id_rule ON comment_rules (network_id, rule);

CREATE TABLE comment_holds (
    comment_id INTEGER NOT NULL,
    rule TEXT NOT NULL,
    detail TEXT NOT NULL,
    CONSTRAINT pk_comment_holds PRIMARY KEY (comment_id, rule),
    CONSTRAINT fk_comment_holds_comment_id FOREIGN KEY (comment_id) REFERENCES comments (id) ON DELETE CASCADE
);

CREATE TABLE comment_prints (
    comment_id INTEGER NOT NULL CONSTRAINT pk_comment_prints PRIMARY KEY,
    network_id INTEGER NOT NULL,
    print BLOB NULL,
    score REAL NULL,
    at TEXT NOT NULL,
    CONSTRAINT fk_comment_prints_comment_id FOREIGN KEY (comment_id) REFERENCES comments (id) ON DELETE CASCADE,
    CONSTRAINT fk_comment_prints_network_id FOREIGN KEY (network_id) REFERENCES networks (id) ON DELETE RESTRICT
);
CREATE INDEX ix_comment_prints_network_id_print ON comment_prints (network_id, print) WHERE print IS NOT NULL;

CREATE TABLE flood_marks (
    id INTEGER NOT NULL CONSTRAINT pk_flood_marks PRIMARY KEY AUTOINCREMENT,
    network_id INTEGER NOT NULL,
    place BLOB NOT NULL,
    at TEXT NOT NULL,
    CONSTRAINT fk_flood_marks_network_id FOREIGN KEY (network_id) REFERENCES networks (id) ON DELETE CASCADE
);
CREATE INDEX ix_flood_marks_at ON flood_marks (at);
CREATE INDEX ix_flood_marks_network_id_place_at ON flood_marks (network_id, place, at);

CREATE TABLE flood_salts (
    day INTEGER NOT NULL CONSTRAINT pk_flood_salts PRIMARY KEY,
    salt BLOB NOT NULL
);

CREATE TABLE learnt_words (
    network_id INTEGER NOT NULL,
    word TEXT NOT NULL,
    fine INTEGER NOT NULL,
    unwanted INTEGER NOT NULL,
    CONSTRAINT pk_learnt_words PRIMARY KEY (network_id, word),
    CONSTRAINT fk_learnt_words_network_id FOREIGN KEY (network_id) REFERENCES networks (id) ON DELETE CASCADE
);

CREATE TABLE learnt_comments (
    comment_id INTEGER NOT NULL,
    text_hash BLOB NOT NULL,
    is_unwanted INTEGER NOT NULL,
    CONSTRAINT pk_learnt_comments PRIMARY KEY (comment_id, text_hash),
    CONSTRAINT fk_learnt_comments_comment_id FOREIGN KEY (comment_id) REFERENCES comments (id) ON DELETE CASCADE
);
