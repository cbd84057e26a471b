namespace EdgeGuard.Shell.Commands;

/// <summary>Keys, certificates and lists: what shows who the module is, and whom it trusts.</summary>
internal static class CredentialCommands
{
    // A chain of four with large keys, or a list of some thousand revoked certificates.
    private const int MaxPem = 262_144;

    internal static void List(ConsoleSession session, CommandWords words)
    {
        string[] lines = session.Services.Body.Credentials();
        if (lines.Length == 0) session.Output.Line("Nothing is installed. 'csr new NAME' begins.");
        for (int i = 0; i < lines.Length; i++) session.Output.Line(lines[i]);
    }

    internal static void NewRequest(ConsoleSession session, CommandWords words)
    {
        if (words.Count < 3)
        {
            session.Fail("by which name or address do clients reach the module?", "'csr new 10.0.0.5 pump3.plant.example'");
            return;
        }
        var names = new string[words.Count - 2];
        for (int i = 0; i < names.Length; i++) names[i] = words[i + 2];
        ShowRequest(session, names);
    }

    internal static void Certificate(ConsoleSession session, CommandWords words)
    {
        Ask(session, CredentialKind.Certificate, "the module's certificate and the rest of its chain, PEM");
    }

    internal static void Authority(ConsoleSession session, CommandWords words)
    {
        Ask(session, CredentialKind.Authority, "the CA of the clients, PEM");
    }

    internal static void RevocationList(ConsoleSession session, CommandWords words)
    {
        Ask(session, CredentialKind.RevocationList, "the CA's revocation list, PEM");
    }

    internal static void BrokerAuthority(ConsoleSession session, CommandWords words)
    {
        Ask(session, CredentialKind.BrokerAuthority, "the CA of the broker, PEM");
    }

    /// <summary>Makes a key and shows its signing request. True when there is one.</summary>
    internal static bool ShowRequest(ConsoleSession session, string[] names)
    {
        string pem = session.Services.Body.NewSigningRequest(session.Person!, names, out string problem);
        if (problem.Length > 0)
        {
            session.Fail(problem, "");
            return false;
        }
        if (!session.IsBatch) session.Output.Line("The key was made here and stays here. Give this to your CA, and take its answer with 'install certificate':");
        SettingCommands.Text(session, pem, "");
        return true;
    }

    /// <summary>Installs a text, and says what it is. True when it is installed.</summary>
    internal static bool Install(ConsoleSession session, CredentialKind kind, string pem)
    {
        string problem = session.Services.Body.Install(session.Person!, kind, pem, out string said);
        if (problem.Length > 0)
        {
            session.Fail(problem, "nothing was installed");
            return false;
        }
        session.Output.Line(said);
        return true;
    }

    private static void Ask(ConsoleSession session, CredentialKind kind, string what)
    {
        session.AskText(what, MaxPem, pem => Install(session, kind, pem));
    }
}
