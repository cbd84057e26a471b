using System;
using System.CommandLine;
using EdgeGuard.Pki;

namespace EdgeGuard.Cli;

/// <summary><c>edgeguard ca</c>: a certificate authority for one site.</summary>
internal static class CaCommand
{
    /// <summary>What ends the help of each of them.</summary>
    internal const string ExitCodes = "\n\nExit codes: 0 done, 1 it cannot be done, 2 wrong arguments.";

    private const string Description =
        "A certificate authority for a site that has none: one directory with ca.crt, ca.key, ca.crl and what it issued.\n"
        + "Keep the directory off the plant's network: ca.key is the key to every module.\n\n"
        + "Example:\n"
        + "  edgeguard ca init site\n"
        + "  edgeguard ca issue site --module guard7 --host 10.1.2.3\n"
        + "  edgeguard ca issue site --client anna --role Operator" + ExitCodes;

    internal static Command Create()
    {
        return new Command("ca", Description)
        {
            CaInitCommand.Create(),
            CaIssueCommand.Create(),
            CaRevokeCommand.Create(),
            CaSignCommand.Create(),
            CaCrlCommand.Create(),
            CaShowCommand.Create(),
        };
    }

    internal static Argument<string> Directory()
    {
        return new Argument<string>("DIR") { Description = "The CA's directory." };
    }

    /// <summary>Does it, and tells why it could not be done.</summary>
    internal static int Run(InvocationConfiguration io, Action work)
    {
        try
        {
            work();
            return ClientExit.Success;
        }
        catch (CaException e)
        {
            io.Error.WriteLine("edgeguard: error: " + e.Message);
            if (e.Hint.Length > 0) io.Error.WriteLine("edgeguard: hint: " + e.Hint);
            return ClientExit.Failed;
        }
    }
}
