using System;
using EdgeGuard.Core;
using EdgeGuard.Settings;

namespace EdgeGuard.Host;

/// <summary>Writes every event into the module's log, in the words that all of EdgeGuard uses. Where an event numbers a bus, it is named,
/// and where a bus is lost, the remedy stands on a line of its own.</summary>
/// <param name="log">Where to.</param>
/// <param name="settings">What lines there are; null while nothing is in force.</param>
internal sealed class EventLog(StderrLog log, ModuleSettings? settings) : IEventObserver
{
    private readonly PlcPortPlan? _plan = settings == null ? null : new PlcPortPlan(settings);
    private readonly SerialSetting[] _clients = settings == null ? [] : PlcPortPlan.Clients(settings);

    /// <inheritdoc/>
    public void Observe(EventRecord record, Peer? peer)
    {
        string line = EventText.Line(record, peer);
        bool isClientPort = record.A == EventDetailText.ClientPort;
        if (_plan != null && IsOfBus(record.Code) && !isClientPort) line += $"  ({_plan.NameOf(record.A)})";
        else if (_plan != null && IsOfPlc(record.Code)) line += $"  ({_plan.NameOf(0)})";
        log.Write(line);
        if (_plan == null || record.Code != EventCode.BusLost) return;
        SerialSetting? lost = isClientPort ? Array.Find(_clients, client => client.Port == peer?.Address) : _plan.BusAt(record.A);
        log.Write("    " + (lost == null ? "" : TtyProblem.Text(lost.Port, lost.Format, lost.IsRs485, (SerialFault)record.B)));
    }

    // The PLC is always the first line.
    private static bool IsOfPlc(EventCode code) => code is EventCode.PlcConnected or EventCode.PlcLost or EventCode.PlcFruitless
        or EventCode.PlcBytesDropped;

    private static bool IsOfBus(EventCode code) => code is EventCode.BusOpened or EventCode.BusLost or EventCode.UnitSilent
        or EventCode.UnitAnswers or EventCode.BusNeverSilent or EventCode.BusEchoes;
}
