using System;
using System.CommandLine;
using EdgeGuard.Pki;
using EdgeGuard.Store;

namespace EdgeGuard.Cli;

/// <summary><c>edgeguard ca sign</c>: a certificate for a key that a module made itself.</summary>
internal static class CaSignCommand
{
    private const string Begin = "-----BEGIN CERTIFICATE REQUEST-----";
    private const string End = "-----END CERTIFICATE REQUEST-----";

    private const string Description =
        "Signs a module's request ('csr new NAME' on its console): the private key never leaves the module. Look at the names that\n"
        + "it is for: whoever has the certificate can pass for all of them.\n\n"
        + "Example: edgeguard ca sign site m1.csr" + CaCommand.ExitCodes;

    internal static Command Create()
    {
        Argument<string> directory = CaCommand.Directory();
        var request = new Argument<string>("request")
        {
            Description = "The request's file, PEM; or a log of 'edgeguard console', of which the last one is taken."
        };
        var days = new Option<int>("--days")
        {
            Description = "Days until it runs out.",
            HelpName = "N",
            DefaultValueFactory = _ => new IssueOptions().Days,
        };
        var into = new Option<string?>("--out")
        {
            Description = "Where the certificate goes; the CA's directory unless given.",
            HelpName = "DIR",
        };
        var command = new Command("sign", Description) { directory, request, days, into };
        command.SetAction(parsed => CaCommand.Run(parsed.InvocationConfiguration, () =>
        {
            string pem = LastRequest(CaFiles.Read(parsed.GetValue(request)!, "name the file that holds the module's request"));
            var options = new IssueOptions { Days = parsed.GetValue(days), Out = parsed.GetValue(into) };
            IssuedCertificate issued = SiteCa.Open(parsed.GetValue(directory)!).SignModule(pem, options);
            parsed.InvocationConfiguration.Output.WriteLine(
                $"{issued.CertificatePath}  serial {issued.Serial}, valid until {issued.ValidUntil:yyyy-MM-dd}, for {issued.Hosts}");
        }));
        return command;
    }

    private static string LastRequest(string text)
    {
        int at = text.LastIndexOf(Begin, StringComparison.Ordinal);
        string[]? lines = at < 0 ? null : PastedLines.Find(text[(text.LastIndexOf('\n', at) + 1)..], Begin, End, out int count)?[..count];
        return lines == null ? text : string.Join('\n', lines);
    }
}
