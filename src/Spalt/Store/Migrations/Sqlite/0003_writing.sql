-- Writing: drafts apart from what is public, revisions, links to previews, and what a writer says of a post.
ALTER TABLE posts ADD COLUMN canonical_url TEXT NULL;
ALTER TABLE posts ADD COLUMN comments_close_at TEXT NULL;
ALTER TABLE posts ADD COLUMN sponsor_kind TEXT NULL;
ALTER TABLE posts ADD COLUMN sponsor TEXT NULL;
ALTER TABLE posts ADD COLUMN sponsor_notice TEXT NULL;
ALTER TABLE posts ADD COLUMN corrections TEXT NULL;
ALTER TABLE posts ADD COLUMN binned_at TEXT NULL;
ALTER TABLE blogs ADD COLUMN requires_review INTEGER NOT NULL DEFAULT 0;

CREATE TABLE post_drafts (
    post_id INTEGER NOT NULL CONSTRAINT pk_post_drafts PRIMARY KEY,
    title TEXT NOT NULL,
    lead TEXT NOT NULL,
    html TEXT NOT NULL,
    settings TEXT NOT NULL,
    version INTEGER NOT NULL,
    saved_at TEXT NOT NULL,
    saved_by_id INTEGER NOT NULL,
    client TEXT NOT NULL,
    applied_version INTEGER NULL,
    asked_at TEXT NULL,
    asked_by_id INTEGER NULL,
    note TEXT NULL,
    note_by_id INTEGER NULL,
    CONSTRAINT fk_post_drafts_asked_by_id FOREIGN KEY (asked_by_id) REFERENCES accounts (id) ON DELETE RESTRICT,
    CONSTRAINT fk_post_drafts_note_by_id FOREIGN KEY (note_by_id) REFERENCES accounts (id) ON DELETE RESTRICT,
    CONSTRAINT fk_post_drafts_post_id FOREIGN KEY (post_id) REFERENCES posts (id) ON DELETE CASCADE,
    CONSTRAINT fk_post_drafts_saved_by_id FOREIGN KEY (saved_by_id) REFERENCES accounts (id) ON DELETE RESTRICT
);

CREATE TABLE revisions (
    post_id INTEGER NOT NULL,
    version INTEGER NOT NULL,
    kind TEXT NOT NULL,
    title TEXT NOT NULL,
    lead TEXT NOT NULL,
    html TEXT NOT NULL,
    settings TEXT NOT NULL,
    saved_at TEXT NOT NULL,
    saved_by_id INTEGER NOT NULL,
    correction TEXT NULL,
    CONSTRAINT pk_revisions PRIMARY KEY (post_id, version),
    CONSTRAINT fk_revisions_post_id FOREIGN KEY (post_id) REFERENCES posts (id) ON DELETE CASCADE,
    CONSTRAINT fk_revisions_saved_by_id FOREIGN KEY (saved_by_id) REFERENCES accounts (id) ON DELETE RESTRICT
);

CREATE TABLE preview_links (
    post_id INTEGER NOT NULL CONSTRAINT pk_preview_links PRIMARY KEY,
    secret TEXT NOT NULL,
    made_by_id INTEGER NOT NULL,
    expires_at TEXT NOT NULL,
    CONSTRAINT fk_preview_links_made_by_id FOREIGN KEY (made_by_id) REFERENCES accounts (id) ON DELETE RESTRICT,
    CONSTRAINT fk_preview_links_post_id FOREIGN KEY (post_id) REFERENCES posts (id) ON DELETE CASCADE
);

CREATE INDEX ix_post_drafts_asked_by_id ON post_drafts (asked_by_id);
CREATE INDEX ix_post_drafts_note_by_id ON post_drafts (note_by_id);
CREATE INDEX ix_post_drafts_saved_by_id ON post_drafts (saved_by_id);
CREATE INDEX ix_posts_binned_at ON posts (binned_at) WHERE binned_at IS NOT NULL;
CREATE INDEX ix_posts_blog_id_id ON posts (blog_id, id DESC);
CREATE INDEX ix_preview_links_made_by_id ON preview_links (made_by_id);
CREATE UNIQUE INDEX ix_preview_links_secret ON preview_links (secret);
CREATE INDEX ix_revisions_saved_by_id ON revisions (saved_by_id);
