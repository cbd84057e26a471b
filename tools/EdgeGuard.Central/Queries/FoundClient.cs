namespace EdgeGuard.Central;

/// <summary>Everything that a file knows of a client, as its columns have it: what makes clients of several files the same one.</summary>
internal sealed record FoundClient(long Transport, long HasRole, string Role, string Subject, string Address, string Fingerprint);
