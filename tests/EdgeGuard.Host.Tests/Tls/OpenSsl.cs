using System.Collections.Generic;
using System.Diagnostics;
using System.Threading.Tasks;
using EdgeGuard.Testing;

namespace EdgeGuard.Host.Tests.Tls;

/// <summary>The openssl command: a TLS client that nobody here wrote.</summary>
internal static class OpenSsl
{
    private const int EndMs = 20_000;

    /// <summary>Runs it to its end with nothing to read, and answers all that it wrote and its exit code.</summary>
    internal static (string Output, int ExitCode) Run(params IEnumerable<string> arguments)
    {
        using Process process = Start(arguments);
        process.StandardInput.Close();
        return End(process);
    }

    /// <summary>Runs it with one line to read and an input that stays open, until it ends by itself; all that it wrote.</summary>
    internal static string Ask(string line, IEnumerable<string> arguments)
    {
        using Process process = Start(arguments);
        process.StandardInput.WriteLine(line);
        process.StandardInput.Flush();
        return End(process).Output;
    }

    private static (string Output, int ExitCode) End(Process process)
    {
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        Task<string> error = process.StandardError.ReadToEndAsync();
        if (!process.WaitForExit(EndMs))
        {
            process.Kill();
            Assert.Fail("openssl did not end");
        }

        return (output.Result + error.Result, process.ExitCode);
    }

    private static Process Start(IEnumerable<string> arguments)
    {
        return Process.Start(new ProcessStartInfo(PeerProgram.Find("openssl", "openssl"), arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
    }
}
