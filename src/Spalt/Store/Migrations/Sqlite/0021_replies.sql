-- Whoever a post is about asks to answer it; an answer that is granted is a post that names what it answers.
ALTER TABLE posts ADD COLUMN reply_to_id INTEGER NULL CONSTRAINT fk_posts_reply_to_id REFERENCES posts (id) ON DELETE RESTRICT;
CREATE INDEX ix_posts_reply_to_id ON posts (reply_to_id) WHERE reply_to_id IS NOT NULL;

CREATE TABLE reply_requests (
    id INTEGER NOT NULL CONSTRAINT pk_reply_requests PRIMARY KEY AUTOINCREMENT,
    network_id INTEGER NOT NULL,
    post_id INTEGER NOT NULL,
    name TEXT NOT NULL,
    email TEXT NOT NULL,
    concerns TEXT NOT NULL,
    headline TEXT NOT NULL,
    markdown TEXT NOT NULL,
    body_html TEXT NOT NULL,
    text_hash BLOB NOT NULL,
    filed_at TEXT NOT NULL,
    decision_id INTEGER NULL,
    decided_at TEXT NULL,
    reply_id INTEGER NULL,
    CONSTRAINT fk_reply_requests_decision_id FOREIGN KEY (decision_id) REFERENCES decisions (id) ON DELETE CASCADE,
    CONSTRAINT fk_reply_requests_network_id FOREIGN KEY (network_id) REFERENCES networks (id) ON DELETE RESTRICT,
    CONSTRAINT fk_reply_requests_post_id FOREIGN KEY (post_id) REFERENCES posts (id) ON DELETE CASCADE,
    CONSTRAINT fk_reply_requests_reply_id FOREIGN KEY (reply_id) REFERENCES posts (id) ON DELETE CASCADE
);
CREATE INDEX ix_reply_requests_decision_id ON reply_requests (decision_id);
CREATE INDEX ix_reply_requests_network_id_id ON reply_requests (network_id, id) WHERE decided_at IS NULL;
CREATE INDEX ix_reply_requests_post_id ON reply_requests (post_id);
CREATE INDEX ix_reply_requests_reply_id ON reply_requests (reply_id);

-- When the words of a comment became what they are: what somebody read before that is not kept. Of older ones nobody knows more than when they changed at all.
ALTER TABLE comments ADD COLUMN revised_at TEXT NULL;
UPDATE comments SET revised_at = changed_at WHERE state IN ('Approved', 'Waiting');

-- A version that readers saw once and shall not see again, where the law or somebody's safety wants it so.
ALTER TABLE revisions ADD COLUMN withheld_at TEXT NULL;
