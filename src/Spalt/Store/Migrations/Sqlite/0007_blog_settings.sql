-- Settings of a blog: pictures, language, comments, state, menu and links; its pages.
ALTER TABLE blogs ADD COLUMN header_id INTEGER NULL CONSTRAINT fk_blogs_header_id REFERENCES media_files (id) ON DELETE RESTRICT;
ALTER TABLE blogs ADD COLUMN language TEXT NULL;
ALTER TABLE blogs ADD COLUMN comment_rule TEXT NOT NULL DEFAULT 'Open';
ALTER TABLE blogs ADD COLUMN comment_days INTEGER NULL;
ALTER TABLE blogs ADD COLUMN state TEXT NOT NULL DEFAULT 'Open';
ALTER TABLE blogs ADD COLUMN state_since TEXT NULL;
ALTER TABLE blogs ADD COLUMN menu TEXT NULL;
ALTER TABLE blogs ADD COLUMN links TEXT NULL;
ALTER TABLE blogs ADD COLUMN version INTEGER NOT NULL DEFAULT 0;

CREATE TABLE blog_pages (
    id INTEGER NOT NULL CONSTRAINT pk_blog_pages PRIMARY KEY AUTOINCREMENT,
    blog_id INTEGER NOT NULL,
    network_id INTEGER NOT NULL,
    slug TEXT NOT NULL,
    title TEXT NOT NULL,
    body_html TEXT NOT NULL,
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    version INTEGER NOT NULL,
    CONSTRAINT fk_blog_pages_blog_id FOREIGN KEY (blog_id) REFERENCES blogs (id) ON DELETE CASCADE,
    CONSTRAINT fk_blog_pages_network_id FOREIGN KEY (network_id) REFERENCES networks (id) ON DELETE RESTRICT
);

CREATE UNIQUE INDEX ix_blog_pages_blog_id_slug ON blog_pages (blog_id, slug);
CREATE INDEX ix_blog_pages_network_id ON blog_pages (network_id);
CREATE INDEX ix_blogs_header_id ON blogs (header_id);
