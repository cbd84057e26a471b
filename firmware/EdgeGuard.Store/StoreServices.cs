namespace EdgeGuard.Store;

/// <summary>Where people change what is stored, put together once: each service asks the accounts who may.</summary>
/// <remarks>Nothing is in force before <see cref="Store.Isolation.Start"/> and <see cref="Store.Configurations.Start"/>.</remarks>
public sealed class StoreServices
{
    /// <param name="context">What all of them work with.</param>
    /// <param name="configurations">Puts configurations in force.</param>
    /// <param name="credentials">Puts certificates, keys and lists in use.</param>
    /// <param name="isolation">Ends all sessions, and lets clients in again.</param>
    public StoreServices(
        StoreContext context, IConfigurationApplier configurations, ICredentialApplier credentials, IIsolationApplier isolation)
    {
        Context = context;
        Accounts = new Accounts(context);
        Credentials = new Credentials(context, Accounts, credentials);
        Configurations = new Configurations(context, Accounts, configurations);
        Isolation = new Isolation(context, Accounts, isolation);
        Backups = new Backups(context, Accounts, Configurations, Credentials);
    }

    public StoreContext Context { get; }

    public Accounts Accounts { get; }

    public Credentials Credentials { get; }

    public Configurations Configurations { get; }

    public Isolation Isolation { get; }

    public Backups Backups { get; }
}
