using System;
using System.Diagnostics;
using System.Threading;
using EdgeGuard.Core;
using EdgeGuard.Modbus;
using EdgeGuard.Policy;

namespace EdgeGuard.Cli;

/// <summary>What the demo tells, and the check of every step: the client's answer, what the PLC saw, and the event.</summary>
internal sealed class DemoStory
{
    /// <summary>Steps of the story.</summary>
    internal const int Steps = 9;

    private const byte Unit = 1;
    private const int TimeoutMs = 10_000;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);
    private readonly DemoSite _site;
    private readonly DemoScreen _screen;
    private int _failures;

    private DemoStory(DemoSite site, DemoScreen screen)
    {
        _site = site;
        _screen = screen;
    }

    /// <summary>Tells the whole story. False when a step did not go as told.</summary>
    internal static bool Tell(DemoSite site, DemoScreen screen)
    {
        var story = new DemoStory(site, screen);
        story.Tell();
        return story._failures == 0;
    }

    private void Tell()
    {
        const int Setpoint = PlcMap.SpeedSetpoint;
        Allowed("An operator reads the pump's speed and level setpoints", "alice", "03 read holding registers 40-41",
            ModbusPdu.Read(AddressTable.HoldingRegisters, Setpoint, 2), answer => string.Join(", ", answer.Registers()));
        Allowed("writes the speed, within its limit of 1500", "alice", "06 write holding register 40 := 1200",
            ModbusPdu.WriteRegisters(Setpoint, [1200]), _ => _site.PlcRegister(Setpoint) == 1200 ? "the PLC has 1200" : null);
        Refused("and beyond it", "alice", "06 write holding register 40 := 2000",
            ModbusPdu.WriteRegisters(Setpoint, [2000]), Refusal.Value);
        Refused("opens the valve, which only a stopped pump's may be", "alice", "05 write coil 7 := on",
            ModbusPdu.WriteCoils(PlcMap.DischargeValve, [true]), Refusal.State);
        Refused("An engineer turns a gain by more than one step of 50", "erin", "06 write holding register 100 := 9000",
            ModbusPdu.WriteRegisters(PlcMap.Gain, [9000]), Refusal.Step);
        Refused("and tries to stop the PLC with a programming function", "erin", "90 vendor function, 5A 00 41",
            [0x5A, 0x00, 0x41], Refusal.Never);
        Refused("Somebody with a certificate but no role reads", "dave", "03 read holding register 40",
            ModbusPdu.Read(AddressTable.HoldingRegisters, Setpoint, 1), Refusal.NoRole);
        Stranger("Somebody without a certificate connects");
        Stored("All of it has reached the central console meanwhile");
    }

    private void Allowed(string title, string who, string what, byte[] pdu, Func<ModbusResponse, string?> outcome)
    {
        _screen.Step(title, who, what);
        ModbusResponse answer = Ask(who, pdu);
        string? seen = answer.IsResponse && answer.ExceptionCode == 0 ? outcome(answer) : null;
        if (seen != null) _screen.Allowed(seen);
        else Fail($"it should have been allowed: {Words(answer)}");
    }

    private void Refused(string title, string who, string what, byte[] pdu, Refusal reason)
    {
        _screen.Step(title, who, what);
        int eventsBefore = _site.Events.Count;
        // A value that a rule needs is read from the PLC; what may not reach it is the request itself.
        int seenBefore = _site.Seen(pdu);
        ModbusResponse answer = Ask(who, pdu);
        if (answer.ExceptionCode != ExceptionCode.IllegalFunction)
        {
            Fail($"it should have been refused with exception 01: {Words(answer)}");
            return;
        }
        if (_site.Seen(pdu) != seenBefore)
        {
            Fail("it was refused, and reached the PLC all the same");
            return;
        }
        _screen.Refused("exception 01, and the PLC never saw it");
        Event(eventsBefore, e => e.Record.Code == EventCode.RequestRefused && e.Record.Reason == reason);
    }

    private void Stranger(string title)
    {
        _screen.Step(title, "nobody", "a TLS handshake");
        int eventsBefore = _site.Events.Count;
        using ModbusTlsClient? client = _site.Connect(null, out _);
        // In TLS 1.3 the client hears of it only with its first request.
        ModbusResponse? answer = client?.Send(Unit, ModbusPdu.Read(AddressTable.HoldingRegisters, 0, 1), TimeoutMs);
        if (answer is { IsResponse: true })
        {
            Fail("it should have been rejected at the handshake");
            return;
        }
        _screen.Refused("the handshake failed; no request was even read");
        Event(eventsBefore, e => e.Record.Code == EventCode.HandshakeRefused);
    }

    private void Stored(string title)
    {
        _screen.Step(title, "console", $"the refusals of {DemoSite.SiteName}/{DemoSite.ModuleName}");
        long told = _site.Events.Refusals;
        var watch = Stopwatch.StartNew();
        while (Stored() != told && watch.Elapsed < Patience) Thread.Sleep(20);
        if (Stored() == told) _screen.Stored($"{told} of them, and no event is missing");
        else Fail($"it has {Stored()} refusals of {told}");
    }

    private long Stored() => _site.Central.Refusals(DemoSite.SiteName, DemoSite.ModuleName);

    private void Event(int from, Func<FollowedEvent, bool> fits)
    {
        FollowedEvent? found = _site.Events.WaitFor(from, fits, Patience);
        if (found != null) _screen.Event(found);
        else Fail("its event did not reach the broker");
    }

    private ModbusResponse Ask(string who, byte[] pdu)
    {
        using ModbusTlsClient? client = _site.Connect(who, out string problem);
        return client == null ? ModbusResponse.None(problem) : client.Send(Unit, pdu, TimeoutMs);
    }

    private void Fail(string why)
    {
        _failures++;
        _screen.Failed(why);
    }

    private static string Words(ModbusResponse answer)
    {
        if (!answer.IsResponse) return answer.Problem;
        return answer.ExceptionCode == 0
            ? "the answer was " + Convert.ToHexString(answer.Pdu)
            : $"the answer was exception {answer.ExceptionCode:X2}";
    }
}
