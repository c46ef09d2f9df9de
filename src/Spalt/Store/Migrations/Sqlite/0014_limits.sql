-- What a publisher decides about letters and sizes; addresses that a page of a blog had before.
ALTER TABLE networks ADD COLUMN mail_name TEXT NULL;
ALTER TABLE networks ADD COLUMN reply_to TEXT NULL;
ALTER TABLE networks ADD COLUMN picture_megabytes INTEGER NULL;
ALTER TABLE networks ADD COLUMN blog_megabytes INTEGER NULL;
ALTER TABLE networks ADD COLUMN invitations_a_day INTEGER NULL;
ALTER TABLE blogs ADD COLUMN megabytes INTEGER NULL;
ALTER TABLE blog_pages ADD COLUMN earlier TEXT NOT NULL DEFAULT '';
