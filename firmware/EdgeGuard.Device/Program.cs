using System;
using EdgeGuard.Core.Ports;
using EdgeGuard.Device.Boards;
using EdgeGuard.Device.Keys;
using EdgeGuard.Device.Module;
using EdgeGuard.Device.Storage;
using EdgeGuard.Device.Time;
using nanoFramework.Runtime.Native;

namespace EdgeGuard.Device;

/// <summary>The device: a board, and the module on it. Whatever ends the module, the board begins anew.</summary>
internal static class Program
{
    private const string Flash = "I:\\";

    // A fault that is there again at every start must not become a board that does nothing but start.
    private const int PauseMs = 10_000;

    /// <summary>Runs on a board. Returns, if at all, while it restarts.</summary>
    internal static void Run(Board board)
    {
        var clock = new DeviceClock(board.Counter);
        try
        {
            Console.WriteLine("EdgeGuard " + DeviceVersion.Text + " on " + board.Name);
            Serve(board, clock);
        }
        catch (Exception fault)
        {
            Console.WriteLine("internal fault, the module has ended: " + fault.ToString());
            clock.CreateSignal().Wait(clock.Now + PauseMs);
        }
        Power.RebootDevice();
    }

    private static void Serve(Board board, IClock clock)
    {
        var hmac = new NativeHmac();
        var random = new HardwareRandom(hmac, board.Counter);
        var parts = new BoardParts(board, clock, new FlashStore(Flash), hmac, random);
        new DeviceModule(parts).Run();
    }
}
