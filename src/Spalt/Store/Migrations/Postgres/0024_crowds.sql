-- How many comments came a moment ago.
CREATE INDEX ix_comment_prints_network_id_at ON comment_prints (network_id, at);
