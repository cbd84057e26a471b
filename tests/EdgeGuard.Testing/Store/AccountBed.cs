using System.Text;
using EdgeGuard.Core;
using EdgeGuard.Store;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace EdgeGuard.Testing.Store;

/// <summary>A module with a label and, once claimed, anna, a technician.</summary>
public sealed class AccountBed
{
    public const string Label = "4K7T-09WX-M2QD";
    public const string Password = "correct horse battery";
    public const int Cost = 3;

    public AccountBed(TornStore medium, int seed = 1)
    {
        Medium = medium;
        Records = new RecordStore(medium);
        Accounts = new Accounts(Context(new SeededRandom(seed)));
    }

    public TornStore Medium { get; }

    public RecordStore Records { get; }

    public FakeClock Clock { get; } = new();

    public RecordingEventSink Events { get; } = new();

    public Accounts Accounts { get; }

    /// <summary>A module as it comes from the factory.</summary>
    public static AccountBed New(int seed = 1)
    {
        var medium = new TornStore();
        new RecordStore(medium).Write(RecordName.Label, Encoding.UTF8.GetBytes(Label));
        return new AccountBed(medium, seed);
    }

    /// <summary>The module, claimed by anna.</summary>
    public static AccountBed Claimed(out Person anna)
    {
        AccountBed bed = New();
        Assert.AreEqual(AccountFault.None, bed.Accounts.Claim(Label, "anna", Password, "console", out Person? person));
        anna = person!;
        return bed;
    }

    /// <summary>What services of the module work with.</summary>
    public StoreContext Context(IRandom random, IHmac? hmac = null, IClock? clock = null, IEventSink? events = null)
    {
        return new StoreContext(Records, hmac ?? new LibraryHmac(), random, clock ?? Clock, events ?? Events, new PasswordCost(Cost, 300));
    }

    /// <summary>The same medium after a restart.</summary>
    public AccountBed Restart() => new(Medium.Restart());

    public LoginResult Login(string name, string password, string code = "") => Accounts.Login(name, password, code, "console");

    /// <summary>Gives a person a second factor, and returns its secret.</summary>
    public byte[] SetSecondFactor(Person person)
    {
        Assert.AreEqual(AccountFault.None, Accounts.NewSecondFactor(person, "m1", out string uri));
        byte[] secret = AuthenticatorApp.Bytes(AuthenticatorApp.SecretIn(uri));
        Assert.AreEqual(AccountFault.None, Accounts.ConfirmSecondFactor(person, Code(secret)));
        return secret;
    }

    public string Code(byte[] secret) => AuthenticatorApp.Code(secret, Clock.Utc);
}
