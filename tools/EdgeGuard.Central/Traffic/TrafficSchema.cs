namespace EdgeGuard.Central;

/// <summary>The tables of <c>polls.db</c>.</summary>
internal static class TrafficSchema
{
    internal const int Layout = 1;

    // recording: what a module has told of one stream. is_present: the one that it told of last.
    // poll.told: the row as the module told it, as a report of one row; beside it what is searched and sorted by.
    internal const string Tables =
        """
        CREATE TABLE day(id INTEGER PRIMARY KEY, day TEXT NOT NULL UNIQUE);
        CREATE TABLE recording(id INTEGER PRIMARY KEY, site TEXT NOT NULL, module TEXT NOT NULL, stream TEXT NOT NULL,
            is_present INTEGER NOT NULL, boot INTEGER NOT NULL, number INTEGER NOT NULL, reports INTEGER NOT NULL,
            missing INTEGER NOT NULL, utc INTEGER NOT NULL, first INTEGER NOT NULL, at INTEGER NOT NULL, day INTEGER NOT NULL,
            seal INTEGER NOT NULL, began INTEGER NOT NULL, rows INTEGER NOT NULL, merges INTEGER NOT NULL, unlisted INTEGER NOT NULL,
            left_out INTEGER NOT NULL, UNIQUE(site, module, stream));
        CREATE TABLE client(id INTEGER PRIMARY KEY, recording INTEGER NOT NULL, identity TEXT NOT NULL, transport INTEGER NOT NULL,
            has_role INTEGER NOT NULL, role TEXT NOT NULL, subject TEXT NOT NULL, address TEXT NOT NULL, fingerprint TEXT NOT NULL,
            seal INTEGER NOT NULL, requests INTEGER NOT NULL, refused INTEGER NOT NULL, observed INTEGER NOT NULL,
            first INTEGER NOT NULL, last INTEGER NOT NULL, UNIQUE(recording, identity, transport, has_role, role));
        CREATE INDEX client_identity ON client(identity);
        CREATE TABLE client_address(client INTEGER NOT NULL, address TEXT NOT NULL, first INTEGER NOT NULL, last INTEGER NOT NULL,
            PRIMARY KEY(client, address)) WITHOUT ROWID;
        CREATE TABLE poll(id INTEGER PRIMARY KEY, recording INTEGER NOT NULL, client INTEGER NOT NULL, unit INTEGER NOT NULL,
            function INTEGER NOT NULL, sub INTEGER NOT NULL, malformed INTEGER NOT NULL, address INTEGER NOT NULL,
            quantity INTEGER NOT NULL, other INTEGER NOT NULL, others INTEGER NOT NULL, requests INTEGER NOT NULL,
            refused INTEGER NOT NULL, observed INTEGER NOT NULL, exceptions INTEGER NOT NULL, every INTEGER NOT NULL,
            takes INTEGER NOT NULL, first INTEGER NOT NULL, last INTEGER NOT NULL, seal INTEGER NOT NULL, report INTEGER NOT NULL,
            told BLOB NOT NULL,
            UNIQUE(recording, client, unit, function, sub, malformed, address, quantity, other, others));
        CREATE INDEX poll_client ON poll(client);
        """;
}
