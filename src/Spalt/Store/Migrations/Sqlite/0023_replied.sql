-- Whether anything answers a post, so that the pages of those that nothing answers need not ask.
ALTER TABLE posts ADD COLUMN has_replies INTEGER NOT NULL DEFAULT 0;
UPDATE posts SET has_replies = 1 WHERE id IN (SELECT reply_to_id FROM posts WHERE reply_to_id IS NOT NULL);
