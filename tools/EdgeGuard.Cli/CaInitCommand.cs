using System.CommandLine;
using EdgeGuard.Pki;

namespace EdgeGuard.Cli;

/// <summary><c>edgeguard ca init</c>: makes a site CA.</summary>
internal static class CaInitCommand
{
    private const string Description =
        "Makes a new CA: its key (mode 600), certificate and an empty revocation list.\n\n"
        + "Example: edgeguard ca init site --name \"Plant 7\"" + CaCommand.ExitCodes;

    internal static Command Create()
    {
        Argument<string> directory = CaCommand.Directory();
        var name = new Option<string>("--name")
        {
            Description = "The CA's name.",
            HelpName = "NAME",
            DefaultValueFactory = _ => "EdgeGuard site CA",
        };
        var command = new Command("init", Description) { directory, name };
        command.SetAction(parsed => CaCommand.Run(parsed.InvocationConfiguration, () =>
        {
            SiteCa ca = SiteCa.Create(parsed.GetValue(directory)!, parsed.GetValue(name)!);
            parsed.InvocationConfiguration.Output.WriteLine($"{ca.CertificatePath}  {ca.Subject}, valid until {ca.ValidUntil:yyyy-MM-dd}");
            parsed.InvocationConfiguration.Output.WriteLine($"{ca.CrlPath}  to be renewed before {ca.ListValidUntil():yyyy-MM-dd}");
        }));
        return command;
    }
}
