-- How often pages were read and feeds followed: sums of days, nothing of anybody.

CREATE TABLE day_reads (
    network_id INTEGER NOT NULL,
    day TEXT NOT NULL,
    blog_id INTEGER NOT NULL,
    post_id INTEGER NOT NULL,
    referrer TEXT NOT NULL,
    reads INTEGER NOT NULL,
    CONSTRAINT pk_day_reads PRIMARY KEY (network_id, day, blog_id, post_id, referrer),
    CONSTRAINT fk_day_reads_network_id FOREIGN KEY (network_id) REFERENCES networks (id) ON DELETE CASCADE
);

CREATE TABLE feed_subscribers (
    network_id INTEGER NOT NULL,
    day TEXT NOT NULL,
    blog_id INTEGER NOT NULL,
    service TEXT NOT NULL,
    subscribers INTEGER NOT NULL,
    CONSTRAINT pk_feed_subscribers PRIMARY KEY (network_id, day, blog_id, service),
    CONSTRAINT fk_feed_subscribers_network_id FOREIGN KEY (network_id) REFERENCES networks (id) ON DELETE CASCADE
);

CREATE INDEX ix_day_reads_blog_id_day ON day_reads (blog_id, day);
