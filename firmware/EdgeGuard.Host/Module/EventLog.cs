using EdgeGuard.Core;

namespace EdgeGuard.Host;

/// <summary>Writes every event into the module's log, in the words that all of EdgeGuard uses. Where an event numbers a bus, it is named,
/// and where a bus is lost, the remedy stands on a line of its own.</summary>
/// <param name="log">Where to.</param>
/// <param name="lines">The buses; null while there is no configuration that has any.</param>
internal sealed class EventLog(StderrLog log, HostPlcPorts? lines) : IEventObserver
{
    /// <inheritdoc/>
    public void Observe(EventRecord record, Peer? peer)
    {
        string line = EventText.Line(record, peer);
        bool isClientPort = record.A == EventDetailText.ClientPort;
        if (lines != null && IsOfBus(record.Code) && !isClientPort) line += $"  ({lines.Name(record.A)})";
        else if (lines != null && IsOfPlc(record.Code)) line += $"  ({lines.Name(0)})";
        log.Write(line);
        if (lines == null || record.Code != EventCode.BusLost) return;
        log.Write("    " + (isClientPort ? lines.ClientProblem(peer, (SerialFault)record.B) : lines.Problem(record.A, (SerialFault)record.B)));
    }

    // The PLC is always the first line.
    private static bool IsOfPlc(EventCode code) => code is EventCode.PlcConnected or EventCode.PlcLost or EventCode.PlcFruitless
        or EventCode.PlcBytesDropped;

    private static bool IsOfBus(EventCode code) => code is EventCode.BusOpened or EventCode.BusLost or EventCode.UnitSilent
        or EventCode.UnitAnswers or EventCode.BusNeverSilent or EventCode.BusEchoes;
}
