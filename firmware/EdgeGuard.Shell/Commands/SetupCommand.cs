
namespace EdgeGuard.Shell;

/// <summary>The guided first start.</summary>
internal static class SetupCommand
{
    internal static void Run(ConsoleSession session, CommandWords words)
    {
        if (session.IsBatch) session.Fail("'setup' leads a person", "a script says 'claim', 'login', 'set', 'policy edit' and 'commit'");
        else if (session.Person == null && session.Services.Accounts.IsClaimed) session.Fail("log in first", "login NAME");
        else new SetupGuide(session).Next();
    }
}
