-- Whether and when a post was public, whatever has become of it since; who changes what at the same time as another; what lists of drafts look for.
ALTER TABLE posts ADD COLUMN public_at TEXT NULL;
ALTER TABLE posts ADD COLUMN public_precision TEXT NOT NULL DEFAULT 'Exact';
ALTER TABLE posts ADD COLUMN version INTEGER NOT NULL DEFAULT 0;
UPDATE posts SET public_at = published_at, public_precision = published_precision WHERE published_at IS NOT NULL AND state <> 'Scheduled';
ALTER TABLE networks ADD COLUMN version INTEGER NOT NULL DEFAULT 0;
ALTER TABLE network_looks ADD COLUMN version INTEGER NOT NULL DEFAULT 0;
ALTER TABLE network_slots ADD COLUMN version INTEGER NOT NULL DEFAULT 0;

CREATE INDEX ix_posts_blog_id ON posts (blog_id) WHERE state IN ('Draft', 'Scheduled') AND binned_at IS NULL;
CREATE INDEX ix_posts_network_id_published_at ON posts (network_id, published_at) WHERE state = 'Scheduled';
DROP INDEX ix_post_drafts_saved_by_id;
CREATE INDEX ix_post_drafts_saved_by_id_saved_at ON post_drafts (saved_by_id, saved_at);
CREATE INDEX ix_post_drafts_asked_at ON post_drafts (asked_at) WHERE asked_at IS NOT NULL;

-- Pictures that were chosen to stand for a post in lists, and are in no text: the library is to know that they are shown.
INSERT INTO post_pictures (post_id, file_id)
SELECT d.post_id, f.id FROM post_drafts d JOIN posts p ON p.id = d.post_id
JOIN media_files f ON f.network_id = p.network_id AND f.hash = json_extract(d.settings, '$.Picture')
WHERE d.settings LIKE '%"Picture"%'
ON CONFLICT DO NOTHING;
