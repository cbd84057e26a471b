using System.Collections.Generic;
using System.CommandLine;
using System.IO;
using EdgeGuard.Host;

namespace EdgeGuard.Cli;

/// <summary>The options by which a command reaches a module: where it is, who asks, whom to trust.</summary>
internal sealed class ModuleOptions
{
    private readonly Option<string> _module = new("--module")
    {
        Description = "The module; the port is 802 unless given.",
        HelpName = "HOST:PORT",
        Required = true,
    };

    private readonly Option<string?> _identity = new("--identity")
    {
        Description = "Short for --certificate DIR/NAME.crt --key DIR/NAME.key --ca DIR/ca.crt.",
        HelpName = "DIR/NAME",
    };

    private readonly Option<string?> _certificate = new("--certificate")
    {
        Description = "The client's certificate, PEM.",
        HelpName = "FILE",
    };
    private readonly Option<string?> _key = new("--key") { Description = "Its private key, PEM, mode 600.", HelpName = "FILE" };
    private readonly Option<string?> _ca = new("--ca") { Description = "The CA that the module must be of, PEM.", HelpName = "FILE" };

    private readonly Option<int> _timeout = new("--timeout")
    {
        Description = "How long to wait for the connection, and for each answer.",
        HelpName = "MS",
        DefaultValueFactory = _ => 10_000,
    };

    internal void AddTo(Command command)
    {
        command.Add(_module);
        command.Add(_identity);
        command.Add(_certificate);
        command.Add(_key);
        command.Add(_ca);
        command.Add(_timeout);
    }

    internal int TimeoutMs(ParseResult parsed)
    {
        return parsed.GetValue(_timeout);
    }

    /// <summary>Where and who; null, and all problems on standard error, when that is not clear.</summary>
    internal (ModuleTarget Target, ClientIdentity Identity)? Read(ParseResult parsed, out int exit)
    {
        TextWriter error = parsed.InvocationConfiguration.Error;
        string module = parsed.GetValue(_module)!;
        string? prefix = parsed.GetValue(_identity);
        string? certificate = parsed.GetValue(_certificate) ?? prefix + ".crt";
        string? key = parsed.GetValue(_key) ?? prefix + ".key";
        string? ca = parsed.GetValue(_ca) ?? Path.Combine(Path.GetDirectoryName(prefix) ?? "", "ca.crt");
        exit = ClientExit.Misused;
        ModuleTarget? target = ModuleTarget.Parse(module);
        if (target == null) error.WriteLine($"edgeguard: error: --module '{module}' is not HOST or HOST:PORT, such as 10.1.2.3:802");
        if (TimeoutMs(parsed) < 1)
        {
            error.WriteLine($"edgeguard: error: --timeout {TimeoutMs(parsed)} is not a number of milliseconds; give 1 or more");
        }
        bool isWhoClear = prefix != null
            || (parsed.GetValue(_certificate) != null && parsed.GetValue(_key) != null && parsed.GetValue(_ca) != null);
        if (!isWhoClear)
        {
            error.WriteLine("edgeguard: error: who asks is not clear; give --identity DIR/NAME, or --certificate, --key and --ca");
        }
        if (target == null || !isWhoClear || TimeoutMs(parsed) < 1) return null;
        exit = ClientExit.Failed;
        var problems = new List<FileProblem>();
        ClientIdentity? identity = ClientIdentity.TryLoad(certificate, key, ca, problems);
        foreach (FileProblem problem in problems)
        {
            error.WriteLine($"edgeguard: {(problem.IsWarning ? "warning" : "error")}: {problem.Place}: {problem.Message}");
            error.WriteLine($"edgeguard: hint: {problem.Remedy}");
        }

        return identity == null ? null : (target, identity);
    }
}
