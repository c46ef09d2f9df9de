-- The portal: networks, blogs, posts, comments, likes, headlines, and the rows that plumbing needs.
CREATE TABLE schema_migrations (
    name TEXT NOT NULL PRIMARY KEY,
    sha256 TEXT NOT NULL,
    applied_at TEXT NOT NULL
);

CREATE TABLE accounts (
    id INTEGER NOT NULL CONSTRAINT pk_accounts PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL,
    slug TEXT NOT NULL,
    about TEXT NULL,
    created_at TEXT NOT NULL
);

CREATE TABLE jobs (
    id INTEGER NOT NULL CONSTRAINT pk_jobs PRIMARY KEY AUTOINCREMENT,
    kind TEXT NOT NULL,
    payload TEXT NOT NULL,
    key TEXT NULL,
    due_at TEXT NOT NULL,
    attempts INTEGER NOT NULL,
    claimed_until TEXT NULL,
    last_error TEXT NULL,
    dead_at TEXT NULL
);

CREATE TABLE like_salts (
    day INTEGER NOT NULL CONSTRAINT pk_like_salts PRIMARY KEY,
    salt BLOB NOT NULL
);

CREATE TABLE networks (
    id INTEGER NOT NULL CONSTRAINT pk_networks PRIMARY KEY AUTOINCREMENT,
    host TEXT NOT NULL,
    name TEXT NOT NULL,
    language TEXT NOT NULL,
    time_zone TEXT NOT NULL,
    tagline TEXT NULL,
    publisher TEXT NULL,
    newspaper_name TEXT NULL,
    newspaper_url TEXT NULL,
    contact TEXT NULL,
    accent TEXT NOT NULL,
    created_at TEXT NOT NULL
);

CREATE TABLE thaws (
    id INTEGER NOT NULL CONSTRAINT pk_thaws PRIMARY KEY AUTOINCREMENT,
    tags TEXT NOT NULL,
    at TEXT NOT NULL
);

CREATE TABLE headline_feeds (
    id INTEGER NOT NULL CONSTRAINT pk_headline_feeds PRIMARY KEY AUTOINCREMENT,
    network_id INTEGER NOT NULL,
    url TEXT NOT NULL,
    title TEXT NULL,
    entity_tag TEXT NULL,
    last_modified TEXT NULL,
    read_at TEXT NULL,
    due_at TEXT NOT NULL,
    failures INTEGER NOT NULL,
    last_failure TEXT NULL,
    CONSTRAINT fk_headline_feeds_network_id FOREIGN KEY (network_id) REFERENCES networks (id) ON DELETE CASCADE
);

CREATE TABLE media_files (
    id INTEGER NOT NULL CONSTRAINT pk_media_files PRIMARY KEY AUTOINCREMENT,
    network_id INTEGER NOT NULL,
    hash TEXT NOT NULL,
    extension TEXT NOT NULL,
    width INTEGER NOT NULL,
    height INTEGER NOT NULL,
    bytes INTEGER NOT NULL,
    created_at TEXT NOT NULL,
    CONSTRAINT fk_media_files_network_id FOREIGN KEY (network_id) REFERENCES networks (id) ON DELETE RESTRICT
);

CREATE TABLE headlines (
    id INTEGER NOT NULL CONSTRAINT pk_headlines PRIMARY KEY AUTOINCREMENT,
    feed_id INTEGER NOT NULL,
    item_id TEXT NOT NULL,
    title TEXT NOT NULL,
    url TEXT NOT NULL,
    published_at TEXT NULL,
    seen_at TEXT NOT NULL,
    CONSTRAINT fk_headlines_feed_id FOREIGN KEY (feed_id) REFERENCES headline_feeds (id) ON DELETE CASCADE
);

CREATE TABLE blogs (
    id INTEGER NOT NULL CONSTRAINT pk_blogs PRIMARY KEY AUTOINCREMENT,
    network_id INTEGER NOT NULL,
    slug TEXT NOT NULL,
    title TEXT NOT NULL,
    tagline TEXT NULL,
    about_html TEXT NULL,
    accent TEXT NULL,
    portrait_id INTEGER NULL,
    post_count INTEGER NOT NULL,
    latest_at TEXT NULL,
    created_at TEXT NOT NULL,
    CONSTRAINT fk_blogs_network_id FOREIGN KEY (network_id) REFERENCES networks (id) ON DELETE RESTRICT,
    CONSTRAINT fk_blogs_portrait_id FOREIGN KEY (portrait_id) REFERENCES media_files (id) ON DELETE RESTRICT
);

CREATE TABLE blog_members (
    blog_id INTEGER NOT NULL,
    account_id INTEGER NOT NULL,
    role TEXT NOT NULL,
    since TEXT NOT NULL,
    CONSTRAINT pk_blog_members PRIMARY KEY (blog_id, account_id),
    CONSTRAINT fk_blog_members_account_id FOREIGN KEY (account_id) REFERENCES accounts (id) ON DELETE RESTRICT,
    CONSTRAINT fk_blog_members_blog_id FOREIGN KEY (blog_id) REFERENCES blogs (id) ON DELETE CASCADE
);

-- Without row ids: a blog's months lie together, and a page reads all of them.
CREATE TABLE blog_months (
    blog_id INTEGER NOT NULL,
    month INTEGER NOT NULL,
    post_count INTEGER NOT NULL,
    CONSTRAINT pk_blog_months PRIMARY KEY (blog_id, month),
    CONSTRAINT fk_blog_months_blog_id FOREIGN KEY (blog_id) REFERENCES blogs (id) ON DELETE CASCADE
) WITHOUT ROWID;

CREATE TABLE categories (
    id INTEGER NOT NULL CONSTRAINT pk_categories PRIMARY KEY AUTOINCREMENT,
    blog_id INTEGER NOT NULL,
    slug TEXT NOT NULL,
    name TEXT NOT NULL,
    post_count INTEGER NOT NULL,
    CONSTRAINT fk_categories_blog_id FOREIGN KEY (blog_id) REFERENCES blogs (id) ON DELETE CASCADE
);

CREATE TABLE posts (
    id INTEGER NOT NULL CONSTRAINT pk_posts PRIMARY KEY AUTOINCREMENT,
    network_id INTEGER NOT NULL,
    blog_id INTEGER NOT NULL,
    author_id INTEGER NOT NULL,
    slug TEXT NOT NULL,
    title TEXT NOT NULL,
    body_html TEXT NOT NULL,
    lead TEXT NOT NULL,
    language TEXT NULL,
    picture_id INTEGER NULL,
    picture_alt TEXT NULL,
    state TEXT NOT NULL,
    published_at TEXT NULL,
    published_precision TEXT NOT NULL,
    comment_count INTEGER NOT NULL,
    imported_comment_count INTEGER NOT NULL,
    like_count INTEGER NOT NULL,
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    CONSTRAINT fk_posts_author_id FOREIGN KEY (author_id) REFERENCES accounts (id) ON DELETE RESTRICT,
    CONSTRAINT fk_posts_blog_id FOREIGN KEY (blog_id) REFERENCES blogs (id) ON DELETE RESTRICT,
    CONSTRAINT fk_posts_network_id FOREIGN KEY (network_id) REFERENCES networks (id) ON DELETE RESTRICT,
    CONSTRAINT fk_posts_picture_id FOREIGN KEY (picture_id) REFERENCES media_files (id) ON DELETE RESTRICT
);

CREATE TABLE tags (
    id INTEGER NOT NULL CONSTRAINT pk_tags PRIMARY KEY AUTOINCREMENT,
    blog_id INTEGER NOT NULL,
    slug TEXT NOT NULL,
    name TEXT NOT NULL,
    post_count INTEGER NOT NULL,
    CONSTRAINT fk_tags_blog_id FOREIGN KEY (blog_id) REFERENCES blogs (id) ON DELETE CASCADE
);

CREATE TABLE comments (
    id INTEGER NOT NULL CONSTRAINT pk_comments PRIMARY KEY AUTOINCREMENT,
    post_id INTEGER NOT NULL,
    parent_id INTEGER NULL,
    author_name TEXT NOT NULL,
    body_html TEXT NOT NULL,
    state TEXT NOT NULL,
    written_at TEXT NOT NULL,
    written_precision TEXT NOT NULL,
    origin_id INTEGER NULL,
    CONSTRAINT fk_comments_parent_id FOREIGN KEY (parent_id) REFERENCES comments (id) ON DELETE RESTRICT,
    CONSTRAINT fk_comments_post_id FOREIGN KEY (post_id) REFERENCES posts (id) ON DELETE CASCADE
);

CREATE TABLE likes (
    post_id INTEGER NOT NULL,
    reader BLOB NOT NULL,
    place BLOB NULL,
    network_id INTEGER NOT NULL,
    at TEXT NOT NULL,
    CONSTRAINT pk_likes PRIMARY KEY (post_id, reader),
    CONSTRAINT fk_likes_post_id FOREIGN KEY (post_id) REFERENCES posts (id) ON DELETE CASCADE
);

CREATE TABLE post_categories (
    post_id INTEGER NOT NULL,
    category_id INTEGER NOT NULL,
    published_at TEXT NULL,
    CONSTRAINT pk_post_categories PRIMARY KEY (post_id, category_id),
    CONSTRAINT fk_post_categories_category_id FOREIGN KEY (category_id) REFERENCES categories (id) ON DELETE RESTRICT,
    CONSTRAINT fk_post_categories_post_id FOREIGN KEY (post_id) REFERENCES posts (id) ON DELETE CASCADE
);

CREATE TABLE post_origins (
    blog_id INTEGER NOT NULL,
    key TEXT NOT NULL,
    post_id INTEGER NOT NULL,
    CONSTRAINT pk_post_origins PRIMARY KEY (blog_id, key),
    CONSTRAINT fk_post_origins_blog_id FOREIGN KEY (blog_id) REFERENCES blogs (id) ON DELETE CASCADE,
    CONSTRAINT fk_post_origins_post_id FOREIGN KEY (post_id) REFERENCES posts (id) ON DELETE CASCADE
);

CREATE TABLE post_tags (
    post_id INTEGER NOT NULL,
    tag_id INTEGER NOT NULL,
    published_at TEXT NULL,
    CONSTRAINT pk_post_tags PRIMARY KEY (post_id, tag_id),
    CONSTRAINT fk_post_tags_post_id FOREIGN KEY (post_id) REFERENCES posts (id) ON DELETE CASCADE,
    CONSTRAINT fk_post_tags_tag_id FOREIGN KEY (tag_id) REFERENCES tags (id) ON DELETE RESTRICT
);

CREATE UNIQUE INDEX ix_accounts_slug ON accounts (slug);
CREATE INDEX ix_blog_members_account_id ON blog_members (account_id);
CREATE INDEX ix_blogs_network_id_latest_at ON blogs (network_id, latest_at DESC);
CREATE UNIQUE INDEX ix_blogs_network_id_slug ON blogs (network_id, slug);
CREATE INDEX ix_blogs_portrait_id ON blogs (portrait_id);
CREATE UNIQUE INDEX ix_categories_blog_id_slug ON categories (blog_id, slug);
CREATE INDEX ix_comments_parent_id ON comments (parent_id);
CREATE INDEX ix_comments_post_id_written_at_id ON comments (post_id, written_at, id) WHERE state = 'Approved';
CREATE INDEX ix_headline_feeds_due_at ON headline_feeds (due_at);
CREATE UNIQUE INDEX ix_headline_feeds_network_id_url ON headline_feeds (network_id, url);
CREATE UNIQUE INDEX ix_headlines_feed_id_item_id ON headlines (feed_id, item_id);
CREATE INDEX ix_jobs_due_at ON jobs (due_at) WHERE dead_at IS NULL;
CREATE UNIQUE INDEX ix_jobs_key ON jobs (key) WHERE dead_at IS NULL;
CREATE INDEX ix_likes_post_id_place ON likes (post_id, place);
CREATE INDEX ix_likes_network_id_at_post_id ON likes (network_id, at, post_id);
CREATE UNIQUE INDEX ix_media_files_network_id_hash ON media_files (network_id, hash);
CREATE UNIQUE INDEX ix_networks_host ON networks (host);
CREATE INDEX ix_post_categories_category_id_published_at_post_id ON post_categories (category_id, published_at DESC, post_id DESC);
CREATE INDEX ix_post_origins_post_id ON post_origins (post_id);
CREATE INDEX ix_post_tags_tag_id_published_at_post_id ON post_tags (tag_id, published_at DESC, post_id DESC);
CREATE INDEX ix_posts_author_id ON posts (author_id);
CREATE INDEX ix_posts_blog_id_author_id_published_at_id ON posts (blog_id, author_id, published_at DESC, id DESC) WHERE state = 'Published';
CREATE INDEX ix_posts_blog_id_published_at_id ON posts (blog_id, published_at DESC, id DESC) WHERE state = 'Published';
CREATE UNIQUE INDEX ix_posts_blog_id_slug ON posts (blog_id, slug);
CREATE INDEX ix_posts_network_id_published_at_id ON posts (network_id, published_at DESC, id DESC) WHERE state = 'Published';
CREATE INDEX ix_posts_picture_id ON posts (picture_id);
CREATE UNIQUE INDEX ix_tags_blog_id_slug ON tags (blog_id, slug);
CREATE INDEX ix_thaws_at ON thaws (at);
