using System;
using EdgeGuard.Core.Ports;
using EdgeGuard.Device.Boards;
using EdgeGuard.Device.Time;
using EdgeGuard.Device.W5500;

namespace EdgeGuard.Device;

/// <summary>The device. Today it brings up a board: the guard does not run on it yet, and it listens to nobody.</summary>
internal static class Program
{
    // TEST-NET-1 (RFC 5737) and a locally administered MAC address: what is written to the chip here never meets a network's own.
    private static readonly byte[] Mac = { 0x02, 0x45, 0x47, 0x00, 0x00, 0x01 };
    private static readonly byte[] Address = { 192, 0, 2, 1 };
    private static readonly byte[] Mask = { 255, 255, 255, 0 };
    private static readonly byte[] NoGateway = { 0, 0, 0, 0 };

    private const int IntervalMs = 1_000;

    /// <summary>Runs on a board. Returns only where there is nothing to look at.</summary>
    internal static void Run(Board board)
    {
        Console.WriteLine("EdgeGuard on " + board.Name + ": board bring-up. No guard runs, nothing is listened to.");
        var clock = new DeviceClock(board.Counter);
        var addresses = new W5500Addresses(Mac, Address, Mask, NoGateway);
        W5500Chip? chip = board.CreatePlcSide(addresses, new Random().Next(), clock);
        if (chip == null)
        {
            Console.WriteLine("There is no network toward a PLC on this board: nothing to look at.");
            return;
        }
        var bringUp = new BringUp(chip, clock);
        ISignal pause = clock.CreateSignal();
        while (true)
        {
            string? line = bringUp.Look();
            if (line != null) Console.WriteLine(line);
            pause.Wait(clock.Now + IntervalMs);
        }
    }
}
