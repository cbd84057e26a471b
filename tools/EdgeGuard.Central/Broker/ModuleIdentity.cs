using System.Linq;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using EdgeGuard.Core;

namespace EdgeGuard.Central;

/// <summary>Which module a client of the broker is, by its certificate: the one common name is <c>SITE/MODULE</c>.</summary>
/// <remarks>The CA gives such a name to nobody but by <c>edgeguard-central module</c>: names of clients and of modules' Modbus side have no
/// slash.</remarks>
/// <param name="Site">Its site.</param>
/// <param name="Module">Its name.</param>
public sealed record ModuleIdentity(string Site, string Module)
{
    private const string CommonName = "2.5.4.3";

    /// <summary>Where its topics begin.</summary>
    public string TopicPrefix => $"{ReportTopics.Root}/{Site}/{Module}/";

    /// <summary>Reads a certificate that was verified. Null: it is no module's.</summary>
    public static ModuleIdentity? Of(X509Certificate2 certificate)
    {
        string[] names = NamesOf(certificate);
        string[] parts = names.Length == 1 ? names[0].Split('/') : [];
        if (parts.Length != 2 || !ReportTopics.IsName(parts[0]) || !ReportTopics.IsName(parts[1])) return null;
        return new ModuleIdentity(parts[0], parts[1]);
    }

    private static string[] NamesOf(X509Certificate2 certificate)
    {
        try
        {
            return [.. certificate.SubjectName.EnumerateRelativeDistinguishedNames()
                .Where(name => !name.HasMultipleElements && name.GetSingleElementType().Value == CommonName)
                .Select(name => name.GetSingleElementValue() ?? "")];
        }
        catch (CryptographicException)
        {
            return [];
        }
    }
}
