using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using System.Threading;
using EdgeGuard.Core;
using EdgeGuard.Host;
using EdgeGuard.Modbus;

namespace EdgeGuard.Cli;

/// <summary>A serial line at the pace of its baud rate, a simulated PLC at one
/// end that answers as soon as it may, and the module at the other.</summary>
internal sealed class SerialBenchLine : IDisposable
{
    private const int PatienceMs = 20_000;

    private readonly SystemClock _clock = new();
    private readonly SerialFormat _format;
    private readonly PseudoTerminal _terminal;
    private readonly PacedLink _wire;
    private readonly PlcServer _plc;
    private readonly ProxyProcess _module;
    private readonly ModbusTlsClient[] _clients;

    // Of the first and the last request since the measurement began, as the PLC served them.
    private long _firstAt;
    private long _lastAt;
    private int _served;

    /// <exception cref="BenchException">Something does not come up.</exception>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public SerialBenchLine(string executable, BenchFolder folder, SerialFormat format, int clients, CancellationToken stop)
    {
        _format = format;
        _terminal = new PseudoTerminal(_clock);
        _wire = new PacedLink(_terminal.Other, format, _clock);
        _plc = new PlcServer(new PlcOptions { Serial = new PlcSerialOptions(new OpenPort(_terminal.Path, _wire), format, IsPaced: false) });
        _plc.Exchanged += _ => Served();
        if (_plc.Start() != SerialFault.None) throw new BenchException("the simulated PLC cannot be started");
        _module = ProxyProcess.Start(executable, [Settings(folder)]);
        try
        {
            int port = _module.WaitForPort("listening (TLS)", stop);
            _clients = [.. Enumerable.Range(0, clients).Select(_ => Connect(port, folder))];
        }
        catch (Exception e) when (e is BenchException or OperationCanceledException)
        {
            _module.Dispose();
            _plc.Dispose();
            _terminal.Dispose();
            throw;
        }
    }

    /// <summary>Lets all clients ask for so long.</summary>
    /// <exception cref="BenchException">A request failed.</exception>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public SerialBenchResult Measure(int registers, TimeSpan time, CancellationToken stop)
    {
        _served = 0;
        long until = Stopwatch.GetTimestamp() + (long)(time.TotalSeconds * Stopwatch.Frequency);
        var problems = new List<string>();
        Thread[] threads = [.. _clients.Select(client => new Thread(() =>
        {
            string problem = Ask(client, registers, until, stop);
            if (problem.Length > 0) lock (problems) problems.Add(problem);
        }))];
        foreach (Thread thread in threads) thread.Start();
        foreach (Thread thread in threads) thread.Join();
        stop.ThrowIfCancellationRequested();
        if (problems.Count > 0) throw new BenchException($"{problems[0]}; the module says:\n{_module.LastWords()}");

        // From the first request served to the last, so that neither end of the measurement counts half.
        double measured = (_served - 1) / Stopwatch.GetElapsedTime(_firstAt, _lastAt).TotalSeconds;
        var options = new TimingOptions
        {
            Function = PolledFunction.Of(FunctionCode.ReadHoldingRegisters)!,
            Quantity = registers,
            Clients = _clients.Length,
            DelayUs = 0,
            PlcTimeoutUs = 0,
        };
        var timing = new BusTiming(_format, options);
        return new SerialBenchResult(_format, registers, timing.Rate, measured, _wire.ShortestSilenceUs, timing.InterFrame);
    }

    public void Dispose()
    {
        foreach (ModbusTlsClient client in _clients) client.Dispose();
        _module.Dispose();
        _plc.Dispose();
        _terminal.Dispose();
    }

    private void Served()
    {
        _lastAt = Stopwatch.GetTimestamp();
        if (_served++ == 0) _firstAt = _lastAt;
    }

    // The stretch and the time-out are for this machine, not for the line: a program that keeps times may be held up, as no UART is.
    private string Settings(BenchFolder folder)
    {
        folder.Write("line.policy", "edgeguard-policy 1\npolicy line version 1\nrole Operator\n  allow 3 unit 1\n");
        return folder.Write("line.conf", $"""
            site bench
            module m1
            policy.file line.policy
            listen.tls 127.0.0.1:0
            tls.certificate proxy.crt
            tls.key proxy.key
            tls.ca ca.crt
            tls.crl ca.crl
            plc.timeout 10s
            bus line {_terminal.Path} {_format} stretch 10000
            unit 1 on line
            """);
    }

    private static ModbusTlsClient Connect(int port, BenchFolder folder) =>
        ModbusTlsClient.Connect("127.0.0.1", port, folder.Client, PatienceMs, out string problem) ?? throw new BenchException(problem);

    private static string Ask(ModbusTlsClient client, int registers, long until, CancellationToken stop)
    {
        byte[] pdu = ModbusPdu.Read(AddressTable.HoldingRegisters, 0, registers);
        while (Stopwatch.GetTimestamp() < until && !stop.IsCancellationRequested)
        {
            ModbusResponse answer = client.Send(1, pdu, PatienceMs);
            if (!answer.IsResponse) return answer.Problem;
            if (answer.ExceptionCode != 0) return $"the module answered with exception {answer.ExceptionCode}";
        }
        return "";
    }
}
