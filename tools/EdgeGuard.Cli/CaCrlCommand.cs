using System.CommandLine;
using EdgeGuard.Pki;

namespace EdgeGuard.Cli;

/// <summary><c>edgeguard ca crl</c>: renews the revocation list.</summary>
internal static class CaCrlCommand
{
    private const string Description =
        "Writes the same revocation list anew, before it runs out: with a list that has run out a module lets nobody in.\n\n"
        + "Example: edgeguard ca crl site --days 365" + CaCommand.ExitCodes;

    internal static Command Create()
    {
        Argument<string> directory = CaCommand.Directory();
        var days = new Option<int>("--days")
        {
            Description = "Days until the next one is due.",
            HelpName = "N",
            DefaultValueFactory = _ => 365,
        };
        days.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() < 1) result.AddError("--days must be 1 or more");
        });
        var command = new Command("crl", Description) { directory, days };
        command.SetAction(parsed => CaCommand.Run(parsed.InvocationConfiguration, () =>
        {
            SiteCa ca = SiteCa.Open(parsed.GetValue(directory)!);
            ca.RenewList(parsed.GetValue(days));
            parsed.InvocationConfiguration.Output.WriteLine($"{ca.CrlPath}  to be renewed before {ca.ListValidUntil():yyyy-MM-dd}");
        }));
        return command;
    }
}
