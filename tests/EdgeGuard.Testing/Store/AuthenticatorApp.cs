using System;
using System.Linq;
using EdgeGuard.Store;

namespace EdgeGuard.Testing.Store;

/// <summary>The app of somebody who takes the second factor that a module offers.</summary>
public static class AuthenticatorApp
{
    /// <summary>The secret in the address that a console shows, in base 32.</summary>
    public static string SecretIn(string shown) => shown.Split("secret=")[1].Split('&')[0];

    /// <summary>The bytes of a secret in base 32.</summary>
    public static byte[] Bytes(string secret)
    {
        string bits = string.Concat(secret.Select(Bits));
        return [.. Enumerable.Range(0, bits.Length / 8).Select(i => Convert.ToByte(bits.Substring(8 * i, 8), 2))];
    }

    /// <summary>The six digits that it shows at a time, milliseconds since 1970.</summary>
    public static string Code(byte[] secret, long utc) => Totp.Code(new LibraryHmac(), secret, Totp.StepAt(utc));

    private static string Bits(char c) =>
        Convert.ToString("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".IndexOf(c, StringComparison.Ordinal), 2).PadLeft(5, '0');
}
