using System;
using EdgeGuard.Modbus;
using EdgeGuard.Testing;
using EdgeGuard.Testing.Serial;

namespace EdgeGuard.Guard.Tests;

/// <summary>A gateway before a simulated serial bus with units 1 to 4, all of which the clients know by these numbers.</summary>
internal sealed class BusBed : IDisposable
{
    internal const string ReadAll = """
        role Operator
          allow reads
        """;

    internal const string ReadAndWriteAll = """
        role Operator
          allow reads, writes
        """;

    private BusBed(string rules, BusSettings settings)
    {
        var configuration = new GuardConfiguration(SampleConfigurations.Compile(rules))
        {
            PlcTimeoutMs = settings.TimeoutMs,
            Routes = settings.Routes ?? Routes(settings.UnitTimeoutMs),
        };
        Guard = GuardBed.StartWith(configuration, guard => [Line(guard.Clock, settings)]);
    }

    private int _clients;

    internal GuardBed Guard { get; }

    internal FakeClock Clock => Guard.Clock;

    internal SerialWire Wire { get; private set; } = null!;

    internal WirePort Port { get; private set; } = null!;

    internal WireUnit[] Units { get; private set; } = [];

    internal static BusBed Start(string rules, BusSettings? settings = null) => new(rules, settings ?? new BusSettings());

    internal MemoryClient Connect() => Guard.Connect(Peers.Tls("Operator", "client-" + ++_clients));

    internal byte[]? Ask(MemoryClient client, byte[] frame, int milliseconds = 5_000) => Guard.AskWithin(client, frame, milliseconds);

    public void Dispose() => Guard.Dispose();

    private static UnitRoutes Routes(int timeoutMs)
    {
        var routes = new UnitRoutesBuilder().RouteBroadcast(0);
        for (byte unit = 1; unit <= 4; unit++) routes.Route(unit, 0, unit, timeoutMs);
        return routes.Build();
    }

    private PlcPortSetup Line(FakeClock clock, BusSettings settings)
    {
        Wire = new SerialWire(clock, settings.Format, settings.Seed);
        Port = Wire.AddPort("bus");
        Units = [Wire.AddUnit(1), Wire.AddUnit(2), Wire.AddUnit(3), Wire.AddUnit(4)];
        foreach (WireUnit unit in Units)
        {
            for (int i = 0; i < 1000; i++) unit.Model.HoldingRegisters[i] = (ushort)(unit.Id << 12 | i);
        }
        var options = new BusOptions(new RtuTiming(settings.Format, settings.StretchPercent))
        {
            Retries = settings.Retries,
            TurnaroundMs = settings.TurnaroundMs,
            HasEcho = settings.HasEcho,
        };
        return PlcPortSetup.Bus(Port, options);
    }

    internal sealed record BusSettings
    {
        internal SerialFormat Format { get; init; } = new(9600, SerialParity.Even, 1);

        internal int StretchPercent { get; init; } = 100;

        internal int Retries { get; init; } = 1;

        internal int TurnaroundMs { get; init; } = 100;

        internal bool HasEcho { get; init; }

        internal int TimeoutMs { get; init; } = 1_000;

        internal int UnitTimeoutMs { get; init; }

        internal UnitRoutes? Routes { get; init; }

        internal int Seed { get; init; } = 1;
    }
}
