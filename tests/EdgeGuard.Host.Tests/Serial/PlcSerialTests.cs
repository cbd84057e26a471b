using System;
using System.Collections.Generic;
using System.Linq;
using EdgeGuard.Cli;
using EdgeGuard.Core;
using EdgeGuard.Modbus;

namespace EdgeGuard.Host.Tests.Serial;

/// <summary>The simulated PLC on a serial line, in bytes.</summary>
[TestClass]
public sealed class PlcSerialTests : IDisposable
{
    private const int PatienceUs = 20_000_000;

    // How long the tests wait before they believe that nothing comes: the line's silence is 1.75 ms.
    private const int SilenceUs = 100_000;
    private const int RepeatUs = 2_000_000;
    private const int Repeats = 10;

    private static readonly SerialFormat Format = new(115_200, SerialParity.Even, 1);

    private readonly SystemClock _clock = new();
    private readonly PseudoTerminal _terminal;
    private readonly byte[] _buffer = new byte[600];

    public PlcSerialTests()
    {
        _terminal = new PseudoTerminal(_clock);
    }

    [TestMethod]
    public void What_is_written_is_read_back()
    {
        using PlcServer plc = Started();
        Assert.AreEqual("01060029000A", Ask("01 06 0029 000A"));
        Assert.AreEqual("010302000A", Ask("01 03 0029 0001"));
        Assert.AreEqual("01080000A537", Ask("01 08 0000 A537"));
        Assert.AreEqual("01C101", Ask("01 41"));
    }

    [TestMethod]
    public void Other_units_and_frames_with_a_wrong_CRC_find_silence()
    {
        using PlcServer plc = Started();
        Assert.AreEqual("", Ask("03 03 0028 0001"));
        Send("01 03 0028 0001 FFFF");
        Assert.AreEqual("", Received());
        Send("01 03 00");
        Assert.AreEqual("", Received());
        Assert.AreEqual("01030203E8", AskAfterSilence("01 03 0028 0001"));
    }

    [TestMethod]
    public void A_write_to_unit_0_is_for_all_and_nobody_answers()
    {
        using PlcServer plc = Started();
        Assert.AreEqual("", Ask("00 06 0029 0123"));
        Assert.AreEqual("0103020123", AskAfterSilence("01 03 0029 0001"));
        Assert.AreEqual("0203020123", Ask("02 03 0029 0001"));
    }

    [TestMethod]
    [DataRow("silence", "")]
    [DataRow("wrong-unit", "02030203E8 right")]
    [DataRow("wrong-function", "01130203E8 right")]
    [DataRow("trailing-bytes", "01030203E800 right")]
    [DataRow("short-response", "01030203 right")]
    [DataRow("exception=6", "018306 right")]
    [DataRow("slow=1", "01030203E8 right")]
    [DataRow("byte-by-byte=1", "01030203E8 right")]
    [DataRow("wrong-crc", "01030203E8 wrong")]
    [DataRow("cut", "01 wrong")]
    [DataRow("twice", "01030203E8B8FA01030203E8 right")]
    [DataRow("noise", "FF0001030203E8 wrong")]
    public void An_answer_is_wrong_in_just_the_way_that_was_asked_for(string fault, string expected)
    {
        using PlcServer plc = Started(fault + ":1");
        Send("01 03 0028 0001", withCrc: true);
        byte[] bytes = Received(fault == "silence" ? SilenceUs : PatienceUs);
        string crc = bytes.Length == 0 ? "" : Crc16.Holds(bytes, 0, bytes.Length) ? " right" : " wrong";
        if (fault == "twice") crc = Crc16.Holds(bytes, 0, bytes.Length / 2) ? " right" : " wrong";
        Assert.AreEqual(expected, Convert.ToHexString(bytes.AsSpan(0, Math.Max(0, bytes.Length - 2))) + crc);
        Assert.AreEqual("01030203E8", AskAfterSilence("01 03 0028 0001"));
    }

    [TestMethod]
    public void Every_request_is_remembered_as_it_came()
    {
        using PlcServer plc = Started();
        Ask("02 03 0028 0001");
        Assert.AreEqual("serial unit 2  0300280001 -> 030203E8", plc.Received.Single().ToString());
    }

    [TestMethod]
    public void At_the_pace_of_a_line_an_answer_takes_as_long_as_on_one()
    {
        using PlcServer plc = Started(paced: true);
        long start = _clock.Microseconds;
        Ask("01 03 0000 0064");
        var timing = new RtuTiming(Format, RtuTiming.MinStretchPercent);
        Assert.IsGreaterThanOrEqualTo(timing.FrameUs(8) + timing.InterFrameUs + timing.FrameUs(205), _clock.Microseconds - start);
    }

    [TestMethod]
    public void A_port_that_another_program_has_is_told()
    {
        using PlcServer first = Started();
        using var second = new PlcServer(Options([], false));
        Assert.AreEqual(SerialFault.Busy, second.Start());
    }

    public void Dispose() => _terminal.Dispose();

    private PlcServer Started(string? fault = null, bool paced = false)
    {
        var plc = new PlcServer(Options(fault == null ? [] : [PlcMisbehaviour.Parse(fault, out _)!], paced));
        Assert.AreEqual(SerialFault.None, plc.Start());
        return plc;
    }

    private PlcOptions Options(IReadOnlyList<PlcMisbehaviour> faults, bool paced) => new()
    {
        Serial = new PlcSerialOptions(new TtyPort(_terminal.Path, Format, isRs485: false, _clock), Format, paced),
        Units = [1, 2],
        Misbehaviours = faults,
    };

    // A PLC that had to wait for the processor has not heard the silence, and takes two requests for one, which is none: a client
    // repeats its own.
    private string AskAfterSilence(string request)
    {
        string answer = "";
        for (int i = 0; i < Repeats && answer.Length == 0; i++) answer = Ask(request, RepeatUs);
        return answer;
    }

    private string Ask(string request)
    {
        return Ask(
            request,
            request.StartsWith("00", StringComparison.Ordinal) || request.StartsWith("03 ", StringComparison.Ordinal)
                ? SilenceUs
                : PatienceUs);
    }

    // The answer without its CRC, which must be right; empty for silence.
    private string Ask(string request, int patienceUs)
    {
        Send(request, withCrc: true);
        byte[] answer = Received(patienceUs);
        Assert.IsTrue(answer.Length == 0 || Crc16.Holds(answer, 0, answer.Length), Convert.ToHexString(answer));
        return Convert.ToHexString(answer.AsSpan(0, Math.Max(0, answer.Length - Crc16.Length)));
    }

    private void Send(string hex, bool withCrc = false)
    {
        byte[] bytes = [.. Convert.FromHexString(hex.Replace(" ", "", StringComparison.Ordinal)), 0, 0];
        int count = bytes.Length - Crc16.Length;
        if (withCrc) Crc16.Append(bytes, 0, count);
        Assert.IsTrue(_terminal.Other.Write(bytes, 0, withCrc ? bytes.Length : count, _clock.Microseconds + PatienceUs));
    }

    private string Received() => Convert.ToHexString(Received(SilenceUs));

    private byte[] Received(int patienceUs)
    {
        int count = 0;
        int read = _terminal.Other.Read(_buffer, 0, _buffer.Length, _clock.Microseconds + patienceUs);
        while (read > 0)
        {
            count += read;
            read = _terminal.Other.Read(_buffer, count, _buffer.Length - count, _clock.Microseconds + SilenceUs);
        }
        return _buffer[..count];
    }
}
