-- Whether anything answers a post, so that the pages of those that nothing answers need not ask.
ALTER TABLE posts ADD COLUMN has_replies boolean NOT NULL DEFAULT false;
UPDATE posts SET has_replies = true WHERE id IN (SELECT reply_to_id FROM posts WHERE reply_to_id IS NOT NULL);
ALTER TABLE posts ALTER COLUMN has_replies DROP DEFAULT;
