using System.Text;
using EdgeGuard.Policy;

namespace EdgeGuard.Store;

/// <summary>What is wanted of a PEM file, and words for everything else that is in it: a certificate, a CA or a list that somebody put
/// there is taken or reported, and never passed over.</summary>
public static class PemText
{
    /// <summary>All certificates, in their order. Keys and parameters may stand beside them.</summary>
    /// <param name="file">The whole file.</param>
    /// <param name="holdsLists">Whether revocation lists are looked for in the same file by somebody else.</param>
    /// <param name="problems">Is given an error for whatever is not taken, and where there is no certificate.</param>
    public static PemBlock[] Certificates(byte[] file, bool holdsLists, ProblemList problems)
    {
        int before = problems.Errors;
        PemBlock[] blocks = PemReader.Read(file, problems);
        int count = 0;
        for (int i = 0; i < blocks.Length; i++)
        {
            PemBlock block = blocks[i];
            if (block.IsCertificate) blocks[count++] = block;
            else if (!PemLabel.IsCompany(block.Label) && !(holdsLists && block.IsRevocationList)) Misplaced(block, problems);
        }
        if (count == 0 && problems.Errors == before) Nothing(file, "certificate", PemLabel.Certificate, "openssl x509", problems);
        return First(blocks, count);
    }

    /// <summary>All revocation lists, in their order.</summary>
    /// <param name="file">The whole file.</param>
    /// <param name="holdsCertificates">Whether certificates are looked for in the same file by somebody else.</param>
    /// <param name="problems">Is given an error for whatever is not taken, and where there is no list.</param>
    public static PemBlock[] RevocationLists(byte[] file, bool holdsCertificates, ProblemList problems)
    {
        int before = problems.Errors;
        PemBlock[] blocks = PemReader.Read(file, problems);
        int count = 0;
        for (int i = 0; i < blocks.Length; i++)
        {
            PemBlock block = blocks[i];
            if (block.IsRevocationList) blocks[count++] = block;
            else if (!(holdsCertificates && block.IsCertificate)) Misplaced(block, problems);
        }
        if (count == 0 && problems.Errors == before) Nothing(file, "revocation list", PemLabel.RevocationList, "openssl crl", problems);
        return First(blocks, count);
    }

    /// <summary>The private key; certificates may stand beside it. Null, and a problem, where there is none or more than one.</summary>
    public static PemBlock? PrivateKey(byte[] file, ProblemList problems)
    {
        int before = problems.Errors;
        PemBlock? key = OnlyKey(PemReader.Read(file, problems), problems);
        if (key == null && problems.Errors == before) Nothing(file, "private key", "PRIVATE KEY", "openssl pkey", problems);
        return problems.Errors == before ? key : null;
    }

    /// <summary>The private key among blocks; null for none. An error for a second one.</summary>
    internal static PemBlock? OnlyKey(PemBlock[] blocks, ProblemList problems)
    {
        PemBlock? key = null;
        for (int i = 0; i < blocks.Length; i++)
        {
            if (!blocks[i].IsPrivateKey) continue;
            if (key != null)
            {
                problems.Error(blocks[i].Line, 0, "", "this is a second private key", "leave the one that belongs to the certificate");
            }
            else
            {
                key = blocks[i];
            }
        }
        return key;
    }

    /// <summary>Blocks as one text of the strictest form (RFC 7468 section 3), for libraries that take no other.</summary>
    public static string Write(PemBlock[] blocks)
    {
        StringBuilder text = TextBuilder.New();
        for (int i = 0; i < blocks.Length; i++)
        {
            string label = blocks[i].IsCertificate ? PemLabel.Certificate : blocks[i].Label;
            text.Append("-----BEGIN " + label + "-----\n");
            Base64Lines.Append(text, "", blocks[i].Content);
            text.Append("-----END " + label + "-----\n");
        }
        return text.ToString();
    }

    private static void Misplaced(PemBlock block, ProblemList problems)
    {
        problems.Error(block.Line, 0, block.Label, "the block '" + block.Label + "' is not looked at here", PemLabel.Remedy(block.Label));
    }

    private static void Nothing(byte[] file, string what, string label, string program, ProblemList problems)
    {
        if (file.Length == 0)
        {
            problems.Error(0, 0, "", "is empty", "put the " + what + " there, PEM");
        }
        else if (PemReader.IsDer(file))
        {
            problems.Error(0, 0, "", "is DER, and must be PEM", "'" + Converter(file, program) + " -in OLD -out NEW' makes PEM of it");
        }
        else
        {
            problems.Error(0, 0, "", "holds no " + what, "it must be PEM ('-----BEGIN " + label + "-----')");
        }
    }

    // A SEQUENCE that begins with an OBJECT IDENTIFIER is PKCS #7, one that begins with a small number PKCS #12.
    private static string Converter(byte[] file, string program)
    {
        int first = file.Length < 8 ? 0 : 2 + (file[1] & 3);
        if (file[first] == 0x06) return "openssl pkcs7 -inform DER -print_certs";
        return file[first] == 0x02 && file[first + 2] == 3 ? "openssl pkcs12 -nodes" : program + " -inform DER";
    }

    private static PemBlock[] First(PemBlock[] blocks, int count)
    {
        var first = new PemBlock[count];
        for (int i = 0; i < count; i++) first[i] = blocks[i];
        return first;
    }
}
