using System.Text;
using EdgeGuard.Core;
using EdgeGuard.Policy;
using EdgeGuard.Store;

namespace EdgeGuard.Shell;

/// <summary>Keys, certificates and lists: what shows who the module is,
/// and whom it trusts. In use at once, and no part of a commit.</summary>
internal static class CredentialCommands
{
    internal static void List(ConsoleSession session, CommandWords words)
    {
        string[] lines = session.Services.Platform.Credentials();
        if (lines.Length == 0) session.Output.Line("Nothing is installed. 'csr new NAME' begins.");
        for (int i = 0; i < lines.Length; i++) session.Output.Line(lines[i]);
    }

    internal static void NewRequest(ConsoleSession session, CommandWords words)
    {
        if (words.Count < 3)
        {
            session.Fail("by which name or address do clients reach the module?", "'csr new 10.0.0.5 pump3.plant.example'");
        }
        else
        {
            ShowRequest(session, words.Rest(2));
        }
    }

    internal static void Certificate(ConsoleSession session, CommandWords words)
    {
        Ask(session, RecordName.TlsIdentity, "the module's certificate and the rest of its chain, PEM");
    }

    internal static void Authority(ConsoleSession session, CommandWords words)
    {
        Ask(session, RecordName.TlsCa, "the CA of the clients, PEM");
    }

    internal static void RevocationList(ConsoleSession session, CommandWords words)
    {
        Ask(session, RecordName.TlsCrl, "the CA's revocation list, PEM");
    }

    internal static void BrokerAuthority(ConsoleSession session, CommandWords words)
    {
        Ask(session, RecordName.MqttCa, "the CA of the broker, PEM");
    }

    internal static void BrokerPassword(ConsoleSession session, CommandWords words)
    {
        session.Dialogue.Ask("password at the broker: ", "", true, password => Install(session, RecordName.MqttPassword, password));
    }

    /// <summary>Makes a key and shows its signing request, where the platform
    /// makes keys. True when a certificate is what comes next.</summary>
    /// <param name="session">Who asks.</param>
    /// <param name="names">Names and addresses with blanks between; the first is the common name.</param>
    internal static bool ShowRequest(ConsoleSession session, string names)
    {
        CredentialFault fault = session.Services.Credentials.NewRequest(session.Person!, names, out string pem);
        if (fault == CredentialFault.Problems)
        {
            session.Fail("'" + names + "' cannot stand in a certificate", "names and IP addresses with blanks between");
        }
        else
        {
            Tell(session, fault, null);
        }
        if (fault == CredentialFault.NoKeysHere) return true;
        if (fault != CredentialFault.None) return false;
        if (!session.IsBatch)
        {
            session.Output.Line(
                "The key was made here and stays here. Give this to your CA, and install what it returns with 'install certificate':");
        }
        SettingCommands.Text(session, pem, "");
        return true;
    }

    /// <summary>Installs a text. True when it is in use.</summary>
    internal static bool Install(ConsoleSession session, string record, string pem)
    {
        var problems = new ProblemList();
        CredentialFault fault = Install(session, record, pem, false, problems);
        if (fault == CredentialFault.EndsEverybody) session.Output.Problems(record, problems);
        return Finish(session, fault, problems);
    }

    // As above, and whoever it ends where somebody says that it is meant.
    private static void InstallOrAsk(ConsoleSession session, string record, string pem)
    {
        var problems = new ProblemList();
        CredentialFault fault = Install(session, record, pem, false, problems);
        if (fault != CredentialFault.EndsEverybody)
        {
            Finish(session, fault, problems);
            return;
        }
        session.Output.Problems(record, problems);
        session.Dialogue.Ask("install it all the same? 'yes' does: ", "anything else keeps what was installed", false, answer =>
        {
            var found = new ProblemList();
            if (answer == "yes") Finish(session, Install(session, record, pem, true, found), found);
            else session.Fail("nothing was installed", "");
        });
    }

    private static CredentialFault Install(ConsoleSession session, string record, string pem, bool whoeverItEnds, ProblemList problems)
    {
        Credentials credentials = session.Services.Credentials;
        if (record != RecordName.TlsIdentity)
        {
            return credentials.Install(session.Person!, record, Encoding.UTF8.GetBytes(pem), whoeverItEnds, problems);
        }
        KeyedCertificate? own = KeyedCertificate.FromPem(pem, problems);
        if (problems.Errors > 0) return CredentialFault.Problems;
        return own == null
            ? credentials.InstallCertificate(session.Person!, pem, problems)
            : credentials.Install(session.Person!, record, own.ToBytes(), whoeverItEnds, problems);
    }

    // True when it is in use.
    private static bool Finish(ConsoleSession session, CredentialFault fault, ProblemList problems)
    {
        Tell(session, fault, problems);
        if (fault == CredentialFault.None && !session.IsBatch)
        {
            session.Output.Line("Installed, and in use for whoever connects from now on.");
        }
        return fault == CredentialFault.None;
    }

    private static void Tell(ConsoleSession session, CredentialFault fault, ProblemList? problems)
    {
        bool isRead = fault == CredentialFault.None || fault == CredentialFault.Problems;
        if (isRead && problems != null) session.Output.Problems("installed together", problems);
        if (fault != CredentialFault.None) session.Fail(CredentialFaultText.Message(fault), CredentialFaultText.Remedy(fault));
    }

    private static void Ask(ConsoleSession session, string record, string what)
    {
        session.Dialogue.AskText(what, CredentialSet.MaxBytes, pem => InstallOrAsk(session, record, pem));
    }
}
