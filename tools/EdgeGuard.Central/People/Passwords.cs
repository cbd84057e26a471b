using System.Security.Cryptography;
using System.Text;
using EdgeGuard.Core;
using EdgeGuard.Store;

namespace EdgeGuard.Central;

/// <summary>Passwords: what is wrong with one, what is kept of it, and whether it is that. Any thread; takes its time.</summary>
internal sealed class Passwords(IHmac hmac, int iterations)
{
    private const int SaltBytes = 16;
    private const int HashBytes = 32;

    /// <summary>Of passwords that are set from now on.</summary>
    internal int Iterations => iterations;

    /// <summary>What is wrong with a password that is to be set, with its remedy; empty for nothing.</summary>
    internal static string Problem(string name, string password, string again) => Accounts.PasswordFault(name, password) switch
    {
        AccountFault.PasswordTooShort => $"A password has at least {AccountLimits.MinPassword} characters.",
        AccountFault.PasswordTooLong => $"A password has at most {AccountLimits.MaxPassword} bytes.",
        AccountFault.PasswordIsName => "The password holds the account's name: choose one that does not.",
        _ => password == again ? "" : "The two passwords differ: type them again.",
    };

    /// <summary>A new salt, and what is kept of a password with it.</summary>
    internal (byte[] Salt, byte[] Hash) New(string password)
    {
        byte[] salt = RandomNumberGenerator.GetBytes(SaltBytes);
        return (salt, Stretch(password, salt, iterations));
    }

    /// <summary>Whether it is the password of an account. For nobody's account it takes as long.</summary>
    internal bool IsRight(PersonRecord? person, string password)
    {
        bool isThere = person is { HasJoined: true };
        byte[] hash = Stretch(password, isThere ? person!.Salt : new byte[SaltBytes], isThere ? person!.Iterations : iterations);
        return CryptographicOperations.FixedTimeEquals(hash, person?.Hash ?? []);
    }

    private byte[] Stretch(string password, byte[] salt, int count)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(password.Length <= AccountLimits.MaxPassword ? password : "");
        return hmac.Stretch(bytes, salt, count, HashBytes);
    }
}
