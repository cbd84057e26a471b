using System;
using System.Threading;
using System.Threading.Tasks;
using EdgeGuard.Modbus;

namespace EdgeGuard.Cli;

/// <summary>A panel that polls the pump each second, as one does in every plant: so there is traffic to look at.</summary>
internal static class DemoPanel
{
    /// <summary>Its certificate.</summary>
    internal const string Name = "panel";

    private const byte Unit = 1;
    private const int Registers = 10;
    private const int TimeoutMs = 5_000;
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(1);

    /// <summary>Polls until told to stop, or until the module does not answer any more.</summary>
    internal static async Task Run(DemoSite site, CancellationToken stop)
    {
        using ModbusTlsClient? client = site.Connect(Name, out _);
        byte[] read = ModbusPdu.Read(AddressTable.HoldingRegisters, 0, Registers);
        while (client != null && !stop.IsCancellationRequested && client.Send(Unit, read, TimeoutMs).IsResponse)
        {
            await Task.Delay(Period, stop).ContinueWith(_ => { }, TaskScheduler.Default).ConfigureAwait(false);
        }
    }
}
