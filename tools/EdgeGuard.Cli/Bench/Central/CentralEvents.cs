using EdgeGuard.Central;
using EdgeGuard.Core;
using EdgeGuard.Modbus;
using EdgeGuard.Policy;

namespace EdgeGuard.Cli;

/// <summary>What simulated modules tell under load: half of it refusals, of eight addresses and three people; the rest writes and
/// sessions.</summary>
internal static class CentralEvents
{
    private const int Addresses = 8;
    private const int Values = 1500;

    private static readonly Peer[] Peers = [SimulatedClients.Operator, SimulatedClients.Engineer, SimulatedClients.Scada];

    /// <summary>Lets a module tell so many events.</summary>
    /// <param name="module">The module.</param>
    /// <param name="count">How many.</param>
    /// <param name="number">Number of the first among those that it ever told: what each is follows from that.</param>
    internal static void Tell(SimulatedModule module, int count, long number)
    {
        for (long i = number; i < number + count; i++) module.Raise(Event(i), Peers[i % Peers.Length]);
    }

    private static EventRecord Event(long number) => (number % 4) switch
    {
        0 => SimulatedClients.Refused(
            1, FunctionCode.WriteSingleRegister, 40 + Address(number), Refusal.Value, FleetStory.ValueLine, Value(number) + Values),
        1 => SimulatedClients.Written(40 + Address(number), Value(number)),
        2 => SimulatedClients.Refused(1, FunctionCode.WriteSingleCoil, Address(number), Refusal.State, FleetStory.StateLine, 1),
        _ => SimulatedClients.Of(EventCode.SessionOpened, (int)PeerTransport.Tls),
    };

    private static int Address(long number) => (int)(number / 4 % Addresses);

    private static int Value(long number) => (int)(number * 7 % Values);
}
