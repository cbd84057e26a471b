namespace EdgeGuard.Store;

/// <summary>What the labels of PEM blocks mean, and what helps where one stands in the wrong place.</summary>
internal static class PemLabel
{
    internal const string Certificate = "CERTIFICATE";

    /// <summary>As programs of the nineties wrote it: the content is the same.</summary>
    internal const string OldCertificate = "X509 CERTIFICATE";

    internal const string RevocationList = "X509 CRL";

    private const string Key = "PRIVATE KEY";
    private const string Parameters = " PARAMETERS";

    internal static bool IsPrivateKey(string label)
    {
        return EndsWith(label, Key);
    }

    /// <summary>Whether a block may stand beside certificates and keys: what it holds is looked for in no such file.</summary>
    internal static bool IsCompany(string label)
    {
        return IsPrivateKey(label) || EndsWith(label, Parameters);
    }

    /// <summary>What to do about a block that is not looked at where it stands.</summary>
    internal static string Remedy(string label)
    {
        switch (label)
        {
            case Certificate:
            case OldCertificate:
                return "certificates of CAs belong into tls.ca";
            case RevocationList:
                return "revocation lists belong into tls.crl";
            case "TRUSTED CERTIFICATE":
                return "what OpenSSL adds about trust counts for nothing here: write it plain, with 'openssl x509 -in OLD -out NEW'";
            case "PKCS7":
            case "CMS":
                return "take the certificates out of it: 'openssl pkcs7 -in OLD -print_certs -out NEW'";
            case "CERTIFICATE REQUEST":
            case "NEW CERTIFICATE REQUEST":
                return "a request is no certificate yet: give it to the CA, and install its answer";
            default:
                return IsPrivateKey(label)
                    ? "a private key does not belong here: take it out"
                    : "take it out, or correct its first and last line";
        }
    }

    private static bool EndsWith(string text, string end)
    {
        return text.Length >= end.Length && text.Substring(text.Length - end.Length) == end;
    }
}
