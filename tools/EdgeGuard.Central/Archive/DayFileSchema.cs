using System;
using EdgeGuard.Core;

namespace EdgeGuard.Central;

/// <summary>The tables of one file of the archive.</summary>
/// <remarks><c>batch</c>, <c>report</c>, <c>metric</c> and <c>rejected</c> are what arrived, and are never changed; <c>event</c>,
/// <c>seldom</c>, <c>refusal</c> and <c>refused</c> are derived from batches, and made anew by <c>rebuild</c>. Rows are appended by number:
/// so nothing but the index of first numbers and those of modules is written out of order.</remarks>
internal static class DayFileSchema
{
    /// <summary>Number of this layout, in <c>PRAGMA user_version</c>.</summary>
    internal const int Layout = 1;

    internal const string Tables =
        """
        CREATE TABLE file(day TEXT NOT NULL);
        CREATE TABLE module(id INTEGER PRIMARY KEY, site TEXT NOT NULL, name TEXT NOT NULL, UNIQUE(site, name));
        CREATE TABLE stream(id INTEGER PRIMARY KEY, module INTEGER NOT NULL, stream BLOB NOT NULL, boot INTEGER NOT NULL,
            UNIQUE(module, stream, boot));
        CREATE TABLE batch(id INTEGER PRIMARY KEY, module INTEGER NOT NULL, stream INTEGER NOT NULL, first INTEGER NOT NULL,
            last INTEGER NOT NULL, received INTEGER NOT NULL, bytes BLOB NOT NULL);
        CREATE INDEX batch_first ON batch(stream, first);
        CREATE TABLE report(id INTEGER PRIMARY KEY, module INTEGER NOT NULL, kind INTEGER NOT NULL, received INTEGER NOT NULL,
            bytes BLOB NOT NULL);
        CREATE TABLE counter(id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);
        CREATE TABLE metric(id INTEGER PRIMARY KEY, module INTEGER NOT NULL, received INTEGER NOT NULL, packed BLOB NOT NULL);
        CREATE INDEX metric_module ON metric(module, id);
        CREATE TABLE rejected(id INTEGER PRIMARY KEY, site TEXT NOT NULL, module TEXT NOT NULL, kind INTEGER NOT NULL,
            received INTEGER NOT NULL, bytes BLOB NOT NULL);
        """;

    internal const string Derived =
        """
        CREATE TABLE peer(id INTEGER PRIMARY KEY, transport INTEGER NOT NULL, has_role INTEGER NOT NULL, role TEXT NOT NULL,
            subject TEXT NOT NULL, address TEXT NOT NULL, fingerprint TEXT NOT NULL,
            UNIQUE(transport, has_role, role, subject, address, fingerprint));
        CREATE TABLE event(id INTEGER PRIMARY KEY, batch INTEGER NOT NULL, place INTEGER NOT NULL, module INTEGER NOT NULL,
            seal INTEGER NOT NULL, utc INTEGER NOT NULL, code INTEGER NOT NULL, reason INTEGER NOT NULL, peer INTEGER NOT NULL,
            unit INTEGER NOT NULL, function INTEGER NOT NULL, address INTEGER NOT NULL, value INTEGER NOT NULL, rule INTEGER NOT NULL,
            repeats INTEGER NOT NULL);
        CREATE INDEX event_module ON event(module, id);
        CREATE TABLE refusal(module INTEGER NOT NULL, peer INTEGER NOT NULL, code INTEGER NOT NULL, reason INTEGER NOT NULL,
            unit INTEGER NOT NULL, function INTEGER NOT NULL, sub INTEGER NOT NULL, address INTEGER NOT NULL, quantity INTEGER NOT NULL,
            rule INTEGER NOT NULL, kind INTEGER NOT NULL, n INTEGER NOT NULL, first INTEGER NOT NULL, last INTEGER NOT NULL,
            event INTEGER NOT NULL,
            PRIMARY KEY(module, peer, code, reason, unit, function, sub, address, quantity, rule, kind)) WITHOUT ROWID;
        """;

    /// <summary>Where the events stand that are seldom: what makes a search for them quick among millions of others, and costs these
    /// nothing. Derived too; a file of an earlier version gets it when it is opened to be written, or made anew.</summary>
    internal const string Seldom =
        """
        CREATE TABLE seldom(event INTEGER PRIMARY KEY, module INTEGER NOT NULL, code INTEGER NOT NULL);
        CREATE INDEX seldom_module ON seldom(module);
        CREATE INDEX seldom_code ON seldom(code);
        """;

    /// <summary>When the last refusal of each module came: none of it came later. So the last refusals of all modules are found among those
    /// of few. Derived too, and likewise in a file of an earlier version.</summary>
    internal const string Refused = "CREATE TABLE refused(module INTEGER PRIMARY KEY, last INTEGER NOT NULL)";

    /// <summary>Fills it from the refusals that are there.</summary>
    internal const string FillRefused = "INSERT INTO refused " + LastRefusals;

    /// <summary>The same as the table has, for a file that has none.</summary>
    internal const string LastRefusals = "SELECT module, max(last) AS last FROM refusal GROUP BY module";

    internal const string DropDerived =
        "DROP TABLE IF EXISTS seldom; DROP TABLE IF EXISTS refused; DROP TABLE IF EXISTS refusal; "
        + "DROP TABLE IF EXISTS event; DROP TABLE IF EXISTS peer;";

    // What clients do all day.
    private static readonly int[] Frequent =
    [
        (int)EventCode.SessionOpened, (int)EventCode.SessionClosed, (int)EventCode.HandshakeRefused, (int)EventCode.SessionRefused,
        (int)EventCode.RequestRefused, (int)EventCode.RequestObserved, (int)EventCode.RequestLimited, (int)EventCode.WriteForwarded,
    ];

    /// <summary>Fills it from the events that are there.</summary>
    internal static string FillSeldom =>
        $"INSERT INTO seldom SELECT id, module, code FROM event WHERE code NOT IN ({string.Join(", ", Frequent)})";

    /// <summary>Whether events of a code are among the seldom ones.</summary>
    internal static bool IsSeldom(long code) => Array.TrueForAll(Frequent, one => one != code);
}
