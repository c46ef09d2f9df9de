-- What a publisher decides about letters and sizes; addresses that a page of a blog had before.
ALTER TABLE networks ADD COLUMN mail_name text;
ALTER TABLE networks ADD COLUMN reply_to text;
ALTER TABLE networks ADD COLUMN picture_megabytes integer;
ALTER TABLE networks ADD COLUMN blog_megabytes integer;
ALTER TABLE networks ADD COLUMN invitations_a_day integer;
ALTER TABLE blogs ADD COLUMN megabytes integer;
ALTER TABLE blog_pages ADD COLUMN earlier text NOT NULL DEFAULT '';
ALTER TABLE blog_pages ALTER COLUMN earlier DROP DEFAULT;
