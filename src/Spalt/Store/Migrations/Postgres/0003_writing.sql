-- Writing: drafts apart from what is public, revisions, links to previews, and what a writer says of a post.
ALTER TABLE posts ADD COLUMN canonical_url text;
ALTER TABLE posts ADD COLUMN comments_close_at timestamp with time zone;
ALTER TABLE posts ADD COLUMN sponsor_kind text;
ALTER TABLE posts ADD COLUMN sponsor text;
ALTER TABLE posts ADD COLUMN sponsor_notice text;
ALTER TABLE posts ADD COLUMN corrections text;
ALTER TABLE posts ADD COLUMN binned_at timestamp with time zone;
ALTER TABLE blogs ADD COLUMN requires_review boolean NOT NULL DEFAULT false;
ALTER TABLE blogs ALTER COLUMN requires_review DROP DEFAULT;

CREATE TABLE post_drafts (
    post_id bigint NOT NULL,
    CONSTRAINT pk_post_drafts PRIMARY KEY (post_id),
    title text NOT NULL,
    lead text NOT NULL,
    html text NOT NULL,
    settings text NOT NULL,
    version integer NOT NULL,
    saved_at timestamp with time zone NOT NULL,
    saved_by_id bigint NOT NULL,
    client text NOT NULL,
    applied_version integer,
    asked_at timestamp with time zone,
    asked_by_id bigint,
    note text,
    note_by_id bigint,
    CONSTRAINT fk_post_drafts_asked_by_id FOREIGN KEY (asked_by_id) REFERENCES accounts (id) ON DELETE RESTRICT,
    CONSTRAINT fk_post_drafts_note_by_id FOREIGN KEY (note_by_id) REFERENCES accounts (id) ON DELETE RESTRICT,
    CONSTRAINT fk_post_drafts_post_id FOREIGN KEY (post_id) REFERENCES posts (id) ON DELETE CASCADE,
    CONSTRAINT fk_post_drafts_saved_by_id FOREIGN KEY (saved_by_id) REFERENCES accounts (id) ON DELETE RESTRICT
);

CREATE TABLE revisions (
    post_id bigint NOT NULL,
    version integer NOT NULL,
    kind text NOT NULL,
    title text NOT NULL,
    lead text NOT NULL,
    html text NOT NULL,
    settings text NOT NULL,
    saved_at timestamp with time zone NOT NULL,
    saved_by_id bigint NOT NULL,
    correction text,
    CONSTRAINT pk_revisions PRIMARY KEY (post_id, version),
    CONSTRAINT fk_revisions_post_id FOREIGN KEY (post_id) REFERENCES posts (id) ON DELETE CASCADE,
    CONSTRAINT fk_revisions_saved_by_id FOREIGN KEY (saved_by_id) REFERENCES accounts (id) ON DELETE RESTRICT
);

CREATE TABLE preview_links (
    post_id bigint NOT NULL,
    CONSTRAINT pk_preview_links PRIMARY KEY (post_id),
    secret text NOT NULL,
    made_by_id bigint NOT NULL,
    expires_at timestamp with time zone NOT NULL,
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
