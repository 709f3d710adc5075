"""What the simulator remembers, as SQLite tables; instants are seconds since 1970."""

SCHEMA = """
CREATE TABLE IF NOT EXISTS facts (name TEXT PRIMARY KEY, value TEXT NOT NULL);

CREATE TABLE IF NOT EXISTS channels (
    id INTEGER PRIMARY KEY,
    access_token TEXT NOT NULL UNIQUE,
    secret TEXT NOT NULL,
    webhook_url TEXT NOT NULL,
    basic_id TEXT NOT NULL UNIQUE,
    number TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    bot_user_id TEXT NOT NULL UNIQUE,
    quota INTEGER,
    default_menu TEXT
);

CREATE TABLE IF NOT EXISTS access_tokens (
    token TEXT PRIMARY KEY,
    channel INTEGER NOT NULL REFERENCES channels (id) ON DELETE CASCADE,
    expires_at REAL NOT NULL
);

CREATE TABLE IF NOT EXISTS people (
    user_id TEXT PRIMARY KEY,
    display_name TEXT NOT NULL,
    role TEXT NOT NULL
);

CREATE TABLE IF NOT EXISTS friendships (
    channel INTEGER NOT NULL REFERENCES channels (id) ON DELETE CASCADE,
    user_id TEXT NOT NULL REFERENCES people (user_id) ON DELETE CASCADE,
    state TEXT NOT NULL CHECK (state IN ('friend', 'blocked', 'unknown')),
    rich_menu TEXT,
    loading_until REAL,
    PRIMARY KEY (channel, user_id)
);

CREATE TABLE IF NOT EXISTS groups (
    channel INTEGER NOT NULL REFERENCES channels (id) ON DELETE CASCADE,
    id TEXT NOT NULL,
    name TEXT NOT NULL,
    is_joined INTEGER NOT NULL,
    people INTEGER NOT NULL,
    PRIMARY KEY (channel, id)
);

CREATE TABLE IF NOT EXISTS group_members (
    channel INTEGER NOT NULL,
    group_id TEXT NOT NULL,
    user_id TEXT NOT NULL REFERENCES people (user_id) ON DELETE CASCADE,
    PRIMARY KEY (channel, group_id, user_id),
    FOREIGN KEY (channel, group_id) REFERENCES groups (channel, id) ON DELETE CASCADE
);

CREATE TABLE IF NOT EXISTS chat (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    channel INTEGER NOT NULL,
    user_id TEXT NOT NULL,
    at REAL NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('received', 'own', 'press', 'note')),
    via TEXT NOT NULL,
    body TEXT NOT NULL,
    message_id TEXT,
    delivery TEXT,
    retry_key TEXT,
    webhook INTEGER,
    is_silent INTEGER NOT NULL DEFAULT 0,
    is_read INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX IF NOT EXISTS chat_of_person ON chat (channel, user_id, id);

CREATE TABLE IF NOT EXISTS monthly_usage (
    channel INTEGER NOT NULL,
    month TEXT NOT NULL,
    people INTEGER NOT NULL,
    PRIMARY KEY (channel, month)
);

CREATE TABLE IF NOT EXISTS retry_keys (
    channel INTEGER NOT NULL,
    key TEXT NOT NULL,
    first_at REAL NOT NULL,
    request_id TEXT NOT NULL,
    sent TEXT NOT NULL,
    PRIMARY KEY (channel, key)
);

CREATE TABLE IF NOT EXISTS reply_tokens (
    token TEXT PRIMARY KEY,
    channel INTEGER NOT NULL,
    user_id TEXT NOT NULL,
    received_at REAL NOT NULL,
    occurred_at REAL NOT NULL,
    is_used INTEGER NOT NULL DEFAULT 0
);

CREATE TABLE IF NOT EXISTS link_tokens (
    token TEXT PRIMARY KEY,
    channel INTEGER NOT NULL,
    user_id TEXT NOT NULL,
    issued_at REAL NOT NULL,
    is_used INTEGER NOT NULL DEFAULT 0
);

CREATE TABLE IF NOT EXISTS read_tokens (
    token TEXT PRIMARY KEY,
    channel INTEGER NOT NULL
);

CREATE TABLE IF NOT EXISTS rates (
    channel INTEGER NOT NULL,
    operation TEXT NOT NULL,
    per_second REAL NOT NULL,
    burst REAL NOT NULL,
    tokens REAL NOT NULL,
    at REAL NOT NULL,
    PRIMARY KEY (channel, operation)
);

CREATE TABLE IF NOT EXISTS contents (
    message_id TEXT PRIMARY KEY,
    channel INTEGER NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('ready', 'processing', 'gone')),
    media_type TEXT NOT NULL,
    data BLOB NOT NULL
);

CREATE TABLE IF NOT EXISTS rich_menus (
    id TEXT PRIMARY KEY,
    channel INTEGER NOT NULL,
    definition TEXT NOT NULL,
    media_type TEXT,
    image BLOB
);

CREATE TABLE IF NOT EXISTS rich_menu_aliases (
    channel INTEGER NOT NULL,
    alias TEXT NOT NULL,
    menu TEXT NOT NULL,
    PRIMARY KEY (channel, alias)
);

CREATE TABLE IF NOT EXISTS faults (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    definition TEXT NOT NULL,
    remaining INTEGER NOT NULL,
    to_skip INTEGER NOT NULL
);

CREATE TABLE IF NOT EXISTS requests (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    at REAL NOT NULL,
    channel INTEGER,
    operation TEXT,
    method TEXT NOT NULL,
    path TEXT NOT NULL,
    body TEXT,
    request_id TEXT NOT NULL,
    retry_key TEXT,
    status TEXT NOT NULL,
    is_accepted INTEGER NOT NULL,
    details TEXT NOT NULL,
    fault TEXT
);

CREATE TABLE IF NOT EXISTS webhooks (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    channel INTEGER NOT NULL,
    at REAL NOT NULL,
    events TEXT NOT NULL,
    status INTEGER,
    error TEXT,
    seconds REAL NOT NULL,
    is_redelivery INTEGER NOT NULL,
    is_ok INTEGER NOT NULL
);
"""

RECORDED_TABLES = (
    "access_tokens",
    "chat",
    "monthly_usage",
    "retry_keys",
    "reply_tokens",
    "link_tokens",
    "read_tokens",
    "rates",
    "contents",
    "rich_menus",
    "rich_menu_aliases",
    "faults",
    "requests",
    "webhooks",
)
"""What `reset` forgets; channels and people stay unless everything is asked for."""
