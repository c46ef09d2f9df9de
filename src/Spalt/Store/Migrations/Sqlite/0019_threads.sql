-- Threads of any size; likes on comments, and who wrote them; who may comment; mail about answers.
ALTER TABLE comments ADD COLUMN top_id INTEGER NOT NULL DEFAULT 0;
ALTER TABLE comments ADD COLUMN answer_count INTEGER NOT NULL DEFAULT 0;
ALTER TABLE comments ADD COLUMN like_count INTEGER NOT NULL DEFAULT 0;
ALTER TABLE comments ADD COLUMN standing TEXT NOT NULL DEFAULT 'Reader';

WITH RECURSIVE branches (id, top_id) AS (
    SELECT c.id, p.id FROM comments c JOIN comments p ON p.id = c.parent_id WHERE p.parent_id IS NULL
    UNION ALL
    SELECT c.id, b.top_id FROM comments c JOIN branches b ON c.parent_id = b.id
)
UPDATE comments SET top_id = branches.top_id FROM branches WHERE branches.id = comments.id;
UPDATE comments SET answer_count = answers.many
FROM (SELECT top_id, count(*) AS many FROM comments WHERE top_id <> 0 AND state = 'Approved' GROUP BY top_id) AS answers WHERE answers.top_id = comments.id;

CREATE INDEX ix_comments_post_id_top_id_written_at_id ON comments (post_id, top_id, written_at, id) WHERE state = 'Approved' OR answer_count > 0;
CREATE INDEX ix_comments_post_id_top_id_like_count_id ON comments (post_id, top_id, like_count DESC, id) WHERE state = 'Approved' OR answer_count > 0;
CREATE INDEX ix_comments_post_id_origin_id ON comments (post_id, origin_id) WHERE origin_id IS NOT NULL;
DROP INDEX ix_comments_account_id;
DROP INDEX ix_comments_email;
CREATE INDEX ix_comments_account_id_written_at ON comments (account_id, written_at);
CREATE INDEX ix_comments_email_written_at ON comments (email, written_at);

CREATE TABLE likes_of_all (
    post_id INTEGER NOT NULL,
    comment_id INTEGER NOT NULL,
    reader BLOB NOT NULL,
    place BLOB NULL,
    network_id INTEGER NOT NULL,
    at TEXT NOT NULL,
    CONSTRAINT pk_likes PRIMARY KEY (post_id, comment_id, reader),
    CONSTRAINT fk_likes_post_id FOREIGN KEY (post_id) REFERENCES posts (id) ON DELETE CASCADE
);
INSERT INTO likes_of_all (post_id, comment_id, reader, place, network_id, at) SELECT post_id, 0, reader, place, network_id, at FROM likes;
DROP TABLE likes;
ALTER TABLE likes_of_all RENAME TO likes;
CREATE INDEX ix_likes_post_id_comment_id_place ON likes (post_id, comment_id, place);
CREATE INDEX ix_likes_network_id_at_post_id ON likes (network_id, at, post_id) WHERE comment_id = 0;

-- Who may comment, and what somebody approves first: by network, blog and post. What a writer asks the readers.
ALTER TABLE networks ADD COLUMN comment_rule TEXT NOT NULL DEFAULT 'Open';
ALTER TABLE networks ADD COLUMN comment_days INTEGER NULL;
ALTER TABLE networks ADD COLUMN commenters TEXT NOT NULL DEFAULT 'Anybody';
ALTER TABLE networks ADD COLUMN comment_approval TEXT NOT NULL DEFAULT 'None';
ALTER TABLE blogs ADD COLUMN commenters TEXT NOT NULL DEFAULT 'Anybody';
ALTER TABLE blogs ADD COLUMN comment_approval TEXT NOT NULL DEFAULT 'None';
ALTER TABLE posts ADD COLUMN commenters TEXT NOT NULL DEFAULT 'Anybody';
ALTER TABLE posts ADD COLUMN comment_approval TEXT NOT NULL DEFAULT 'None';
ALTER TABLE posts ADD COLUMN question TEXT NULL;

-- Who wants mail about answers.
ALTER TABLE comments ADD COLUMN shown_at TEXT NULL;
CREATE INDEX ix_comments_post_id_shown_at ON comments (post_id, shown_at) WHERE state = 'Approved';

CREATE TABLE thread_followers (
    id INTEGER NOT NULL CONSTRAINT pk_thread_followers PRIMARY KEY AUTOINCREMENT,
    network_id INTEGER NOT NULL,
    post_id INTEGER NOT NULL,
    account_id INTEGER NULL,
    email TEXT NOT NULL,
    followed TEXT NOT NULL,
    asked_at TEXT NOT NULL,
    confirmed_at TEXT NULL,
    told_until TEXT NOT NULL,
    mailed_at TEXT NULL,
    CONSTRAINT fk_thread_followers_account_id FOREIGN KEY (account_id) REFERENCES accounts (id) ON DELETE CASCADE,
    CONSTRAINT fk_thread_followers_network_id FOREIGN KEY (network_id) REFERENCES networks (id) ON DELETE CASCADE,
    CONSTRAINT fk_thread_followers_post_id FOREIGN KEY (post_id) REFERENCES posts (id) ON DELETE CASCADE
);
CREATE UNIQUE INDEX ix_thread_followers_post_id_email ON thread_followers (post_id, email);
CREATE INDEX ix_thread_followers_network_id ON thread_followers (network_id);
CREATE INDEX ix_thread_followers_account_id ON thread_followers (account_id);
CREATE INDEX ix_thread_followers_email_asked_at ON thread_followers (email, asked_at);
CREATE INDEX ix_thread_followers_asked_at ON thread_followers (asked_at) WHERE confirmed_at IS NULL;
