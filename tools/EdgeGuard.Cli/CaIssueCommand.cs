using System.CommandLine;
using EdgeGuard.Pki;

namespace EdgeGuard.Cli;

/// <summary><c>edgeguard ca issue</c>: issues a module's or a client's certificate.</summary>
internal static class CaIssueCommand
{
    private const string Description =
        "Issues a certificate and its key (mode 600), for a module (--module, --host) or a client (--client, --role).\n\n"
        + "Example: edgeguard ca issue site --client anna --role Operator --days 365" + CaCommand.ExitCodes;

    internal static Command Create()
    {
        Argument<string> directory = CaCommand.Directory();
        var module = new Option<string?>("--module") { Description = "A module's certificate, by this name.", HelpName = "NAME" };
        var hosts = new Option<string[]>("--host")
        {
            Description = "An address or name that clients dial the module by; may be given several times.",
            HelpName = "HOST",
            AllowMultipleArgumentsPerToken = true,
        };
        var client = new Option<string?>("--client") { Description = "A client's certificate, by this name.", HelpName = "NAME" };
        var role = new Option<string?>("--role") { Description = "The client's one role; without, it has none.", HelpName = "ROLE" };
        var days = new Option<int>("--days")
        {
            Description = "Days until it runs out.",
            HelpName = "N",
            DefaultValueFactory = _ => new IssueOptions().Days,
        };
        var rsa = new Option<bool>("--rsa") { Description = "RSA 3072 instead of P-256." };
        var into = new Option<string?>("--out") { Description = "Where the files go; the CA's directory unless given.", HelpName = "DIR" };
        var command = new Command("issue", Description) { directory, module, hosts, client, role, days, rsa, into };
        command.SetAction(parsed =>
        {
            string? moduleName = parsed.GetValue(module);
            string? clientName = parsed.GetValue(client);
            string[] hostNames = parsed.GetValue(hosts) ?? [];
            string problem = Misuse(moduleName, clientName, hostNames, parsed.GetValue(role));
            if (problem.Length > 0)
            {
                parsed.InvocationConfiguration.Error.WriteLine("edgeguard: error: " + problem);
                return ClientExit.Misused;
            }

            var options = new IssueOptions { Days = parsed.GetValue(days), Rsa = parsed.GetValue(rsa), Out = parsed.GetValue(into) };
            return CaCommand.Run(parsed.InvocationConfiguration, () =>
            {
                SiteCa ca = SiteCa.Open(parsed.GetValue(directory)!);
                Print(parsed.InvocationConfiguration, moduleName != null
                    ? ca.IssueModule(moduleName, hostNames, options)
                    : ca.IssueClient(clientName!, parsed.GetValue(role), options));
            });
        });
        return command;
    }

    private static string Misuse(string? module, string? client, string[] hosts, string? role)
    {
        if ((module == null) == (client == null)) return "give either --module NAME or --client NAME";
        if (module != null && role != null) return "a module has no --role; roles are for clients";
        return client != null && hosts.Length > 0 ? "a client has no --host; hosts are for modules" : "";
    }

    private static void Print(InvocationConfiguration io, IssuedCertificate issued)
    {
        io.Output.WriteLine($"{issued.CertificatePath}  serial {issued.Serial}, valid until {issued.ValidUntil:yyyy-MM-dd}");
        io.Output.WriteLine($"{issued.KeyPath}  keep secret");
        if (issued.Kind == "client" && issued.Role == null)
        {
            io.Error.WriteLine("edgeguard: hint: without --role this client may do only what the policy gives 'role none'");
        }
    }
}
