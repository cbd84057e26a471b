using System;
using System.CommandLine;
using System.IO;
using System.Text;
using EdgeGuard.Host;
using EdgeGuard.Store;
using EdgeGuard.Telemetry;

namespace EdgeGuard.Cli;

/// <summary><c>edgeguard seal-key</c>: takes the key for verifying events out of what the module's console showed.</summary>
internal static class SealKeyCommand
{
    private const int Failed = 1;
    private const int Misused = 2;

    private const string Description =
        "Makes of what the console's 'seal-key' showed (a text under a passphrase, also within a log of the session) a file that\n"
        + "'edgeguard watch --seal-key' takes. Only its owner may read it: who has it can verify the module's events, and could forge "
            + "them.\n"
        + "The passphrase is asked for, or is the first line of standard input; it is never an argument.\n\n"
        + "Example: edgeguard seal-key m1.console.log m1.sealkey\n\n"
        + "Exit codes: 0 done, 1 the passphrase is wrong or the file is not right, 2 wrong arguments.";

    internal static Command Create()
    {
        var from = new Argument<string>("shown") { Description = "What the console showed.", HelpName = "FILE" };
        var to = new Argument<string>("key-file") { Description = "The key's file, which must not be there yet.", HelpName = "FILE" };
        var command = new Command("seal-key", Description) { from, to };
        command.SetAction(parsed => Run(parsed.GetValue(from)!, parsed.GetValue(to)!, parsed.InvocationConfiguration.Error));
        return command;
    }

    private static int Run(string from, string to, TextWriter error)
    {
        if (!File.Exists(from)) return Fail(error, $"'{from}': there is no such file", Misused);
        if (File.Exists(to)) return Fail(error, $"'{to}' is there already: name another file", Misused);
        try
        {
            SealKeyText? found = SealKeyText.Read(File.ReadAllText(from), Passphrase(error), new SystemHmac(), out BackupFault fault);
            if (found == null) return Fail(error, $"'{from}': {Words(fault)}", Failed);
            new SealKey(found.Stream, found.Key).Write(to);
            return 0;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return Fail(error, e.Message, Failed);
        }
    }

    private static string Words(BackupFault fault) => fault switch
    {
        BackupFault.NotBackup => "there is no seal key in it: the console's command 'seal-key' shows one",
        BackupFault.Mac => "the passphrase is wrong, or the text was changed",
        _ => "the seal key breaks off, or a line of it is damaged: copy it again, whole",
    };

    private static string Passphrase(TextWriter error)
    {
        if (Console.IsInputRedirected) return Console.In.ReadLine() ?? "";
        error.Write("passphrase: ");
        var typed = new StringBuilder();
        for (ConsoleKeyInfo key = Console.ReadKey(true); key.Key != ConsoleKey.Enter; key = Console.ReadKey(true))
        {
            if (key.Key == ConsoleKey.Backspace && typed.Length > 0) typed.Length--;
            else if (!char.IsControl(key.KeyChar)) typed.Append(key.KeyChar);
        }
        error.WriteLine();
        return typed.ToString();
    }

    private static int Fail(TextWriter error, string problem, int exit)
    {
        error.WriteLine("edgeguard: error: " + problem);
        return exit;
    }
}
