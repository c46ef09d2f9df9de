-- Whom a newspaper keeps away by an address range.
ALTER TABLE comments ADD COLUMN range_hash bytea;

-- All of a post's comments, whatever became of them, and what was refused: other indexes hold what is shown or waits.
CREATE INDEX ix_comments_post_id ON comments (post_id);
CREATE INDEX ix_comments_id ON comments (id) WHERE state IN ('Rejected', 'Removed');
