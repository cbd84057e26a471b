using EdgeGuard.Core;

namespace EdgeGuard.Store;

/// <summary>What everything works with that changes what is stored. Immutable; its parts take any thread.</summary>
public sealed class StoreContext
{
    /// <param name="records">Where everything is kept.</param>
    /// <param name="hmac">HMAC-SHA256.</param>
    /// <param name="random">Salts, secrets, keys.</param>
    /// <param name="clock">Trials, lock-outs and codes.</param>
    /// <param name="events">Takes every login, failure and change.</param>
    /// <param name="cost">What new passwords and passphrases cost.</param>
    public StoreContext(RecordStore records, IHmac hmac, IRandom random, IClock clock, IEventSink events, PasswordCost cost)
    {
        Records = records;
        Hmac = hmac;
        Random = random;
        Clock = clock;
        Events = events;
        Cost = cost;
    }

    public RecordStore Records { get; }

    public IHmac Hmac { get; }

    public IRandom Random { get; }

    public IClock Clock { get; }

    public IEventSink Events { get; }

    public PasswordCost Cost { get; }
}
