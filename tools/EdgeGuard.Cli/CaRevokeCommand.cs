using System.CommandLine;
using EdgeGuard.Pki;

namespace EdgeGuard.Cli;

/// <summary><c>edgeguard ca revoke</c>: revokes a certificate.</summary>
internal static class CaRevokeCommand
{
    private const string Description =
        "Revokes a certificate for good and writes a new revocation list. It counts once the modules have the list.\n\n"
        + "Example: edgeguard ca revoke site site/anna.crt" + CaCommand.ExitCodes;

    internal static Command Create()
    {
        Argument<string> directory = CaCommand.Directory();
        var which = new Argument<string>("SERIAL|FILE") { Description = "The certificate's file, or its serial number in hex." };
        var command = new Command("revoke", Description) { directory, which };
        command.SetAction(parsed => CaCommand.Run(parsed.InvocationConfiguration, () =>
        {
            SiteCa ca = SiteCa.Open(parsed.GetValue(directory)!);
            string serial = ca.Revoke(parsed.GetValue(which)!);
            parsed.InvocationConfiguration.Output.WriteLine($"{serial} is revoked");
            parsed.InvocationConfiguration.Error.WriteLine($"edgeguard: hint: give {ca.CrlPath} to the modules and have them reload it");
        }));
        return command;
    }
}
