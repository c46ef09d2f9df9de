-- Nearly every blog is merged into none: an index that says so led questions about single posts through all blogs and their posts.
DROP INDEX ix_blogs_merged_into_id;
CREATE INDEX ix_blogs_merged_into_id ON blogs (merged_into_id) WHERE merged_into_id IS NOT NULL;
