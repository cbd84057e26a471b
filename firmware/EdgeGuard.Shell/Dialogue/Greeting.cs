using EdgeGuard.Core;
using EdgeGuard.Terminal;

namespace EdgeGuard.Shell;

/// <summary>What a console shows before anybody has typed.</summary>
internal static class Greeting
{
    internal static void Show(ConsoleOutput output, ConsoleServices services, string address)
    {
        output.Line();
        output.Line("EdgeGuard " + services.Platform.Software + "   console " + address);
        output.Line("For authorised persons only. Everything that is done here is recorded,");
        output.Line("with the name of who does it.");
        output.Line("The module's time: " + ClockText.Of(services.Clock));
        if (services.Accounts.IsClaimed) output.Line("Type 'login NAME', or '?' for help.");
        else ShowUnclaimed(output, services);
    }

    private static void ShowUnclaimed(ConsoleOutput output, ConsoleServices services)
    {
        output.Line(Unclaimed(services));
        output.Line("Type 'setup', and have the claim code at hand: it is " + services.Platform.ClaimCodePlace + ".");
    }

    private static string Unclaimed(ConsoleServices services)
    {
        const string nobody = "Nobody has an account here";
        if (services.Configurations.InForce != null) return nobody + ". What was configured before is in force.";
        if (!services.Configurations.HasStarted) return nobody + ". The module is starting.";
        bool isNew = services.Configurations.Stored.Settings.Length == 0;
        if (isNew) return "This module is new: nothing is configured, and every request is refused.";
        return nobody + ", what is stored cannot be put in force, and every request is refused.";
    }
}
