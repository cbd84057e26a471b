using System.CommandLine;
using System.Linq;

namespace EdgeGuard.Cli;

/// <summary>The options by which a command is told its broker, and whose reports to take.</summary>
internal sealed class BrokerArguments(bool isRequired)
{
    private readonly Option<string?> _broker = new("--broker")
    {
        Description = "The MQTT broker; also mqtt://USER@HOST, or mqtts:// for TLS.",
        HelpName = "HOST:PORT",
        Required = isRequired,
    };

    private readonly Option<string?> _user = new("--user") { Description = "Our name at the broker.", HelpName = "NAME" };

    private readonly Option<string?> _password = new("--password-file")
    {
        Description = "File whose first line is the password; for its owner alone (mode 600).",
        HelpName = "FILE",
    };

    private readonly Option<string?> _site = new("--site") { Description = "This site only.", HelpName = "NAME" };

    private readonly Option<string?> _module = new("--module") { Description = "This module only.", HelpName = "NAME" };

    private readonly Option<string?> _ca = new("--ca")
    {
        Description = "TLS, and the CA (PEM) that the broker's certificate must chain to.",
        HelpName = "FILE",
    };

    private readonly Option<string?> _certificate = new("--certificate") { Description = "Our certificate (PEM).", HelpName = "FILE" };

    private readonly Option<string?> _key = new("--key") { Description = "Its private key (PEM).", HelpName = "FILE" };

    private readonly Option<string[]> _seals = new("--seal-key")
    {
        Description = "A module's key for verifying seals, from 'edgeguard seal-key'; repeat it for several.",
        HelpName = "FILE",
    };

    public void AddTo(Command command)
    {
        foreach (Option option in new Option[] { _broker, _user, _password, _site, _module, _ca, _certificate, _key, _seals })
        {
            command.Options.Add(option);
        }
    }

    /// <summary>Whether a broker is named.</summary>
    public bool IsNamed(ParseResult parsed) => parsed.GetValue(_broker) != null;

    /// <summary>Options that only a broker has a use for, and that were given.</summary>
    public string[] OfBroker(ParseResult parsed)
    {
        Option[] options = [_user, _password, _ca, _certificate, _key];
        return [.. options.Where(option => parsed.GetResult(option) != null).Select(option => option.Name)];
    }

    /// <summary>Options that only reports of modules have a use for, and that were given.</summary>
    public string[] OfReports(ParseResult parsed)
    {
        Option[] options = [_site, _module, _seals];
        return [.. OfBroker(parsed), .. options.Where(option => parsed.GetResult(option) != null).Select(option => option.Name)];
    }

    public BrokerOptions Read(ParseResult parsed) => new()
    {
        Broker = parsed.GetValue(_broker) ?? "",
        User = parsed.GetValue(_user) ?? "",
        PasswordFile = parsed.GetValue(_password) ?? "",
        Site = parsed.GetValue(_site) ?? "",
        Module = parsed.GetValue(_module) ?? "",
        CaFile = parsed.GetValue(_ca) ?? "",
        CertificateFile = parsed.GetValue(_certificate) ?? "",
        KeyFile = parsed.GetValue(_key) ?? "",
        SealKeyFiles = parsed.GetValue(_seals) ?? [],
    };
}
