-- A blog may have a host for itself.
ALTER TABLE blogs ADD COLUMN domain TEXT;
CREATE UNIQUE INDEX ix_blogs_domain ON blogs (domain);
