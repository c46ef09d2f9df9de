-- Pictures that people upload: their variants, the library of each blog, and which posts show which.

ALTER TABLE media_files ADD COLUMN variant_width INTEGER NULL;
ALTER TABLE media_files ADD COLUMN variant_height INTEGER NULL;
ALTER TABLE media_files ADD COLUMN is_animated INTEGER NOT NULL DEFAULT 0;
-- What is there already came by imports.
ALTER TABLE media_files ADD COLUMN is_imported INTEGER NOT NULL DEFAULT 1;
CREATE INDEX ix_media_files_hash ON media_files (hash);

CREATE TABLE blog_pictures (
    id INTEGER NOT NULL CONSTRAINT pk_blog_pictures PRIMARY KEY AUTOINCREMENT,
    blog_id INTEGER NOT NULL,
    file_id INTEGER NOT NULL,
    name TEXT NOT NULL,
    alt TEXT NOT NULL,
    is_decorative INTEGER NOT NULL,
    caption TEXT NOT NULL,
    credit TEXT NOT NULL,
    focal_x INTEGER NOT NULL,
    focal_y INTEGER NOT NULL,
    words TEXT NOT NULL,
    added_by_id INTEGER NOT NULL,
    added_at TEXT NOT NULL,
    CONSTRAINT fk_blog_pictures_added_by_id FOREIGN KEY (added_by_id) REFERENCES accounts (id) ON DELETE RESTRICT,
    CONSTRAINT fk_blog_pictures_blog_id FOREIGN KEY (blog_id) REFERENCES blogs (id) ON DELETE CASCADE,
    CONSTRAINT fk_blog_pictures_file_id FOREIGN KEY (file_id) REFERENCES media_files (id) ON DELETE RESTRICT
);

CREATE TABLE post_pictures (
    post_id INTEGER NOT NULL,
    file_id INTEGER NOT NULL,
    CONSTRAINT pk_post_pictures PRIMARY KEY (post_id, file_id),
    CONSTRAINT fk_post_pictures_file_id FOREIGN KEY (file_id) REFERENCES media_files (id) ON DELETE RESTRICT,
    CONSTRAINT fk_post_pictures_post_id FOREIGN KEY (post_id) REFERENCES posts (id) ON DELETE CASCADE
);

CREATE INDEX ix_blog_pictures_added_by_id ON blog_pictures (added_by_id);
CREATE UNIQUE INDEX ix_blog_pictures_blog_id_file_id ON blog_pictures (blog_id, file_id);
CREATE INDEX ix_blog_pictures_blog_id_id ON blog_pictures (blog_id, id);
CREATE INDEX ix_blog_pictures_file_id ON blog_pictures (file_id);
CREATE INDEX ix_post_pictures_file_id ON post_pictures (file_id);
