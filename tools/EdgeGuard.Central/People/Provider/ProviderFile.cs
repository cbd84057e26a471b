namespace EdgeGuard.Central;

/// <summary>Whose accounts are a provider's, in the file of accounts. Guarded by that file's lock.</summary>
internal sealed class ProviderFile
{
    private const string Tables =
        """
        CREATE TABLE IF NOT EXISTS provider_person(person INTEGER PRIMARY KEY, issuer TEXT NOT NULL, subject TEXT NOT NULL,
            UNIQUE(issuer, subject));
        """;

    private readonly SqliteFile _file;

    internal ProviderFile(SqliteFile file)
    {
        _file = file;
        file.Run(Tables);
    }

    /// <summary>The account of somebody; 0 for none.</summary>
    internal long PersonOf(ProviderIdentity identity) => _file.Number(
        "SELECT person FROM provider_person WHERE issuer = $1 AND subject = $2", identity.Issuer, identity.Subject);

    internal bool Has(long person) => _file.Number("SELECT count(*) FROM provider_person WHERE person = $1", person) == 1;

    internal void Add(long person, ProviderIdentity identity) =>
        _file.Run("INSERT INTO provider_person VALUES($1, $2, $3)", person, identity.Issuer, identity.Subject);

    internal void Remove(long person) => _file.Run("DELETE FROM provider_person WHERE person = $1", person);
}
