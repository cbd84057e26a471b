using EdgeGuard.Core;

namespace EdgeGuard.Store;

/// <summary>Somebody who is logged in, as every change asks for one. Immutable. Only <see cref="Accounts"/> makes one.</summary>
public sealed class Person
{
    internal Person(int number, string name, AccountLevel level, string address)
    {
        Number = number;
        Name = name;
        Level = level;
        Peer = new Peer(PeerTransport.Console, address, name, AccountLevelText.Of(level), "", long.MaxValue);
    }

    /// <summary>Number of the account.</summary>
    public int Number { get; }

    public string Name { get; }

    public AccountLevel Level { get; }

    /// <summary>The person as events name it: subject is the account's name, role its level, address the console's.</summary>
    public Peer Peer { get; }
}
