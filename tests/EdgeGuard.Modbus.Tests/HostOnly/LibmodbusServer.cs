using System;
using System.Collections.Generic;
using System.ComponentModel;
using System.Diagnostics;
using System.IO;
using System.Threading.Tasks;
using EdgeGuard.Testing.Wire;

namespace EdgeGuard.Modbus.Tests.HostOnly;

/// <summary>The program tests/fuzz/libmodbus/replies.c, compiled where libmodbus and a C compiler are installed.</summary>
internal static class LibmodbusServer
{
    private const string Hint = "no C compiler or no libmodbus: apt-get install gcc libc6-dev libmodbus-dev";

    /// <summary>What libmodbus answers to each PDU, function code first; "-" for nothing.</summary>
    public static string[] Ask(IReadOnlyList<byte[]> pdus)
    {
        string folder = Directory.CreateTempSubdirectory("edgeguard-libmodbus-").FullName;
        try
        {
            string program = Compile(folder);
            using var process = Process.Start(
                new ProcessStartInfo(program) { RedirectStandardInput = true, RedirectStandardOutput = true })!;
            Task<string> output = process.StandardOutput.ReadToEndAsync();
            foreach (byte[] pdu in pdus) process.StandardInput.WriteLine(Convert.ToHexString(pdu));
            process.StandardInput.Close();
            string[] replies = output.GetAwaiter().GetResult().Split('\n', StringSplitOptions.RemoveEmptyEntries);
            process.WaitForExit();
            Assert.AreEqual(0, process.ExitCode, "the libmodbus program failed");
            Assert.HasCount(pdus.Count, replies);
            return replies;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static string Compile(string folder)
    {
        string source = Path.Combine(WireVectorFolder.Checkout, "tests", "fuzz", "libmodbus", "replies.c");
        string program = Path.Combine(folder, "replies");
        try
        {
            var start = new ProcessStartInfo("cc", ["-O1", "-o", program, source, "-lmodbus"]) { RedirectStandardError = true };
            using var compiler = Process.Start(start)!;
            string problems = compiler.StandardError.ReadToEnd();
            compiler.WaitForExit();
            if (compiler.ExitCode != 0) Missing(problems);
        }
        catch (Win32Exception e)
        {
            Missing(e.Message);
        }
        return program;
    }

    private static void Missing(string problem)
    {
        if (Environment.GetEnvironmentVariable("EDGEGUARD_PEERS") == "required") Assert.Fail(Hint + "\n" + problem);
        Assert.Inconclusive(Hint);
    }
}
