using EdgeGuard.Core;
using EdgeGuard.Store;

namespace EdgeGuard.Shell;

/// <summary>Who is logged in at one console, and what he may do. One session's thread.</summary>
internal sealed class Login
{
    private readonly ConsoleServices _services;

    internal Login(ConsoleServices services)
    {
        _services = services;
    }

    /// <summary>Null for nobody.</summary>
    internal Person? Person { get; private set; }

    /// <summary>Whether the account was changed or removed since.</summary>
    internal bool IsOutdated
    {
        get { return Person != null && !_services.Accounts.IsCurrent(Person); }
    }

    /// <summary>Whether a command is for whoever is here.</summary>
    internal bool MayUse(Command command)
    {
        return command.Level == AccountLevel.None || (Person != null && Person.Level >= command.Level);
    }

    internal void Enter(Person person)
    {
        Person = person;
        _services.ConsolePresence.Add(person);
    }

    /// <summary>Ends the login. False: nobody was logged in.</summary>
    internal bool Leave(LogoutReason reason)
    {
        if (Person == null) return false;
        _services.Accounts.Logout(Person, reason);
        _services.ConsolePresence.Remove(Person);
        Person = null;
        return true;
    }
}
