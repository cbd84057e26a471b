using System.Security.Cryptography;
using System.Text;
using EdgeGuard.Store;

namespace EdgeGuard.Central;

/// <summary>Codes of 60 random bits that are good once: for who is invited, and for who lost the authenticator. What is kept of one is its
/// hash; to guess 60 bits of it takes longer than any code is good.</summary>
internal static class OneTimeCode
{
    /// <summary>What is kept of a code, in whatever case and groups it was typed.</summary>
    internal static byte[] Hash(string code) => SHA256.HashData(Encoding.UTF8.GetBytes(ClaimCode.Plain(code)));
}
