using System;
using System.IO;
using System.Linq;
using System.Text;
using EdgeGuard.Cli;

namespace EdgeGuard.Host.Tests.Terminal;

/// <summary>What a log of a console has, and what it leaves out.</summary>
[TestClass]
public sealed class SessionLogTests
{
    private const string Left = "(secret of a second factor: not written down)";

    [TestMethod]
    [DataRow("one\r\n\r\ntwo\r\n> ", "one||two|> ")]
    [DataRow("otp\r\notpauth:/ is none\r\n", "otp|otpauth:/ is none")]
    [
        DataRow(
            "code\r\n\u2588\u2584\u2588\r\n\u2580\u2580\r\nscan it:\r\notpauth://totp/x?secret=ABC&period=30\r\ndone\r\n",
            "code|" + Left + "|scan it:|" + Left + "|done")]
    [DataRow("done\r\notp", "done|otp")]
    public void Every_line_stands_there_but_a_second_factor_s_secret_however_the_bytes_come(string shown, string expected)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(shown);
        foreach (int piece in new[] { 1, 3, bytes.Length }) Assert.AreEqual(expected, Log(bytes, piece), $"{piece} bytes at once");
    }

    private static string Log(byte[] bytes, int piece)
    {
        string file = Path.GetTempFileName();
        try
        {
            using (SessionLog log = SessionLog.TryOpen(file, out _)!)
            {
                for (int at = 0; at < bytes.Length; at += piece) log.Add(bytes.AsSpan(at, Math.Min(piece, bytes.Length - at)));
            }
            return string.Join('|', File.ReadAllLines(file).Select(line => line["2026-11-28 09:59:00Z  ".Length..]));
        }
        finally
        {
            File.Delete(file);
        }
    }
}
