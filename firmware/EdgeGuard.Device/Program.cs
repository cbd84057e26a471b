using System;
using EdgeGuard.Core;
using EdgeGuard.Module;
using nanoFramework.Runtime.Native;

namespace EdgeGuard.Device;

/// <summary>The device: a board, and the module on it. Whatever ends the module, the board restarts.</summary>
internal static class Program
{
    private const string Flash = "I:\\";

    // A fault that is there again at every start must not become a board that does nothing but start.
    private const int PauseMs = 10_000;

    private const int LookMs = 1_000;

    // Locally administered.
    private static readonly byte[] BringUpMac = { 0x02, 0x45, 0x47, 0x00, 0x00, 0x01 };

    /// <summary>Runs on a board. Returns, if at all, while it restarts.</summary>
    internal static void Run(Board board)
    {
        var clock = new DeviceClock(board.Counter);
        try
        {
            Console.WriteLine("EdgeGuard " + ModuleVersion.Text + " on " + board.Name);
            Serve(board, clock);
        }
        catch (Exception fault)
        {
            Console.WriteLine("internal fault, the module has ended: " + fault.ToString());
            board.LetGo();
            clock.CreateSignal().Wait(clock.Now + PauseMs);
        }
        board.LetGo();
        Power.RebootDevice();
    }

    private static void Serve(Board board, DeviceClock clock)
    {
        DeviceRandom? random = DeviceRandom.TryOpen(new InterpreterEntropy(board.HasEntropy), out string problem);
        if (random == null) LookOnly(board, clock, problem);
        else new DeviceModule(new BoardParts(board, clock, new FlashStore(Flash), new NativeHmac(), random)).Run();
    }

    // No key may be made here: the board can be brought up, and nothing else.
    private static void LookOnly(Board board, DeviceClock clock, string problem)
    {
        Console.WriteLine("nothing is guarded and nothing is listened to: " + problem);
        W5500Chip? chip = board.CreatePlcSide(BoardParts.NoAddresses(BringUpMac), 0, clock);
        BringUp? bringUp = chip == null ? null : new BringUp(chip, clock);
        ISignal pause = clock.CreateSignal();
        while (true)
        {
            string? line = bringUp == null ? null : bringUp.Look();
            if (line != null) Console.WriteLine(line);
            pause.Wait(clock.Now + LookMs);
        }
    }
}
