using System.Text;
using EdgeGuard.Core;

namespace EdgeGuard.Store;

/// <summary>Codes that follow time (RFC 6238) with HMAC-SHA256, six digits, 30 seconds: the second factor.</summary>
public static class Totp
{
    public const int Digits = 6;
    public const int StepSeconds = 30;

    /// <summary>Bytes of a new secret: the length of the hash, as RFC 6238 section 5.1 asks.</summary>
    public const int SecretLength = 32;

    /// <summary>Longest secret that is read.</summary>
    internal const int MaxSecret = 64;

    // A phone may be half a minute off, and a person types for a while.
    private const int StepsAround = 1;

    /// <summary>Number of the step that a time is in.</summary>
    /// <param name="utcMs">Milliseconds since 1970.</param>
    public static long StepAt(long utcMs)
    {
        return utcMs / 1000 / StepSeconds;
    }

    /// <summary>The code of a step.</summary>
    public static string Code(IHmac hmac, byte[] secret, long step)
    {
        return Code(hmac, secret, step, Digits);
    }

    /// <summary>The step of a code that is right now, and later than
    /// <paramref name="after"/>, the step that was used last; 0 for none.</summary>
    public static long Find(IHmac hmac, byte[] secret, string code, long utcMs, long after)
    {
        byte[] typed = Encoding.UTF8.GetBytes(code.Trim());
        long found = 0;
        long now = StepAt(utcMs);
        for (long step = now - StepsAround; step <= now + StepsAround; step++)
        {
            bool isRight = ConstantTime.Equal(typed, Encoding.UTF8.GetBytes(Code(hmac, secret, step, Digits)));
            if (isRight && step > after) found = step;
        }
        return found;
    }

    /// <summary>What an authenticator app reads from a QR code.</summary>
    public static string Uri(string module, string account, byte[] secret)
    {
        return "otpauth://totp/EdgeGuard:" + module + "-" + account + "?secret=" + Base32.Encode(secret)
            + "&issuer=EdgeGuard&algorithm=SHA256&digits=" + Digits.ToString() + "&period=" + StepSeconds.ToString();
    }

    // RFC 4226 section 5.3, with the last byte of the longer hash.
    internal static string Code(IHmac hmac, byte[] secret, long step, int digits)
    {
        var counter = new byte[8];
        BigEndian.Put64(counter, 0, step);
        byte[] mac = hmac.Compute(secret, counter, 0, counter.Length);
        int offset = mac[mac.Length - 1] & 0x0F;
        int number = BigEndian.Get32(mac, offset) & 0x7FFFFFFF;
        int modulus = 1;
        for (int i = 0; i < digits; i++) modulus *= 10;
        string text = (number % modulus).ToString();
        while (text.Length < digits) text = "0" + text;
        return text;
    }
}
