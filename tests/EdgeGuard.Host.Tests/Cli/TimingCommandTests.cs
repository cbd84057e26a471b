using System;
using System.Linq;
using System.Text.Json;
using EdgeGuard.Cli;

namespace EdgeGuard.Host.Tests.Cli;

[TestClass]
public class TimingCommandTests
{
    // Reckoned by hand: 8 bytes asked and 5 + 2 N answered, 11 bits each, and two silences of 3.5 characters or 1.75 ms.
    [TestMethod]
    [DataRow(1200, 10, 2.7)]
    [DataRow(9600, 10, 21.8)]
    [DataRow(9600, 125, 3.2)]
    [DataRow(19200, 10, 43.6)]
    [DataRow(38400, 10, 77.2)]
    [DataRow(115200, 10, 150.3)]
    public void A_line_carries_what_frames_and_silences_leave_room_for(int baud, int registers, double perSecond)
    {
        JsonElement line = Line("--baud", $"{baud}", "--poll", $"{registers}", "--delay", "0ms");
        Assert.AreEqual(perSecond, line.GetProperty("requests_per_second").GetDouble(), 0.06);
    }

    [TestMethod]
    public void Every_function_is_reckoned_with_its_own_sizes()
    {
        foreach ((int function, int quantity, int asked, int answered) in new[]
                 {
                     (1, 9, 8, 7), (
                         2, 2000, 8, 255), (3, 125, 8, 255), (4, 1, 8, 7), (5, 1, 8, 8), (6, 1, 8, 8), (15, 9, 11, 8), (16, 123, 255, 8),
                 })
        {
            JsonElement result = Json("--function", $"{function}", "--poll", $"{quantity}");
            Assert.AreEqual(asked, result.GetProperty("request_bytes").GetInt32(), $"function {function}");
            Assert.AreEqual(answered, result.GetProperty("answer_bytes").GetInt32(), $"function {function}");
        }
    }

    [TestMethod]
    public void Clients_wait_for_all_before_them_and_for_one_that_the_PLC_leaves_unanswered()
    {
        // 4 × 45.833 ms and 1 s, a fifth more, rounded up to 50 ms.
        JsonElement line = Line("--baud", "9600", "--clients", "4", "--delay", "0ms");
        Assert.AreEqual(1_450_000, line.GetProperty("client_timeout_us").GetInt64());
    }

    [TestMethod]
    public void A_serial_client_waits_a_frame_and_a_silence_longer_each_way()
    {
        JsonElement line = Line("--baud", "9600", "--delay", "10ms");
        long added = line.GetProperty("serial_client_inline_us").GetInt64() - line.GetProperty("serial_client_direct_us").GetInt64();
        Assert.AreEqual(
            line.GetProperty("request_us").GetInt64() + line.GetProperty("answer_us").GetInt64()
                + 2 * line.GetProperty("t35_us").GetInt64(), added);
    }

    [TestMethod]
    public void The_table_has_a_column_for_each_baud_rate_and_says_what_to_set()
    {
        (int exitCode, string table, _) = Run("--baud", "9600,19200,115200", "--format", "8N2", "--clients", "4");
        Assert.AreEqual(0, exitCode);
        string[] told =
        [
            "9600 8N2", "19200 8N2", "115200 8N2", "set the clients' time-out to at least", "set the serial client's time-out to at least",
        ];
        foreach (string words in told) StringAssert.Contains(table, words);
    }

    [TestMethod]
    public void All_that_is_wrong_is_said_at_once_with_what_would_be_right()
    {
        (int exitCode, string output, string error) = Run(
            "--baud", "96000000,x", "--format", "7E1", "--poll", "126", "--clients", "0", "--delay", "5", "--plc-timeout", "2m");
        Assert.AreEqual(2, exitCode);
        string[] lines = error.TrimEnd().Split('\n');
        Assert.HasCount(7, lines, error);
        Assert.IsTrue(lines.All(line => line.StartsWith("edgeguard: error: --", StringComparison.Ordinal)), error);
        StringAssert.Contains(error, "--poll 126: one request of function 3 takes 1 to 125 holding registers");
        Assert.AreEqual("", output);
    }

    [TestMethod]
    public void A_PLC_that_is_slower_than_the_module_waits_is_told()
    {
        (int exitCode, _, string error) = Run("--delay", "1s");
        Assert.AreEqual(2, exitCode);
        StringAssert.Contains(error, "raise plc.timeout");
    }

    [TestMethod]
    public void A_function_that_it_does_not_know_is_refused_with_those_it_does()
    {
        (int exitCode, _, string error) = Run("--function", "43");
        Assert.AreEqual(2, exitCode);
        StringAssert.Contains(error, "--function 43 is none of 1, 2, 3, 4, 5, 6, 15, 16");
    }

    private static JsonElement Line(params string[] arguments) => Json(arguments).GetProperty("lines")[0];

    private static JsonElement Json(params string[] arguments)
    {
        (int exitCode, string output, string error) = Run([.. arguments, "--json"]);
        Assert.AreEqual(0, exitCode, error);
        using var json = JsonDocument.Parse(output);
        return json.RootElement.Clone();
    }

    private static (int ExitCode, string Output, string Error) Run(params string[] arguments) =>
        CliRun.Run(TimingCommand.Create(), arguments);
}
