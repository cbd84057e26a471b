using System;
using System.Collections.Generic;
using EdgeGuard.Core;
using EdgeGuard.Modbus;
using EdgeGuard.Policy;

namespace EdgeGuard.Central;

/// <summary>What the simulated fleet lives through, round after round: each row happens to a module, or to a site.</summary>
internal static class FleetStory
{
    /// <summary>Seconds of a round.</summary>
    internal const int RoundSeconds = 600;

    /// <summary>The policy that its modules have in force.</summary>
    internal const string Policy = """
        edgeguard-policy 1
        policy pump-station version 7
        limit client 50/s burst 20

        role Scada
          allow reads    unit 1   address 0-199
        role Operator
          allow reads    unit 1   address 0-199
          allow 6        unit 1   address 40        value 0-1500
          allow 5        unit 1   address 7         when 3:12 = 0 within 5s
        role Engineer includes Operator
          allow 6        unit 1   address 100-119   step 50
        never programming
        """;

    /// <summary>Its lines, from 1, that events of the fleet name: who may read, which values may be written, and when a coil may.</summary>
    internal static readonly int ReadLine = LineOf("allow reads");

    /// <inheritdoc cref="ReadLine"/>
    internal static readonly int ValueLine = LineOf("allow 6 ");

    /// <inheritdoc cref="ReadLine"/>
    internal static readonly int StateLine = LineOf("allow 5 ");

    // Somebody raised a limit, and told nobody.
    private static readonly string Changed = Policy.Replace("value 0-1500", "value 0-9999");

    private const int ScanAddresses = 24;

    /// <summary>Its hash.</summary>
    internal static readonly string KnownPolicy = HashOf(Policy);

    private static readonly string ChangedPolicy = HashOf(Changed);

    internal static readonly IReadOnlyList<FleetAct> Acts =
    [
        new(4, 0, 1, Scan),
        new(8, 1, 0, m => m.Raise(SimulatedClients.Of(EventCode.Bypassed))),
        new(10, 2, 3, m => m.IsCut = true),
        new(14, 0, 2, m => m.Raise(SimulatedClients.Of(EventCode.CaseOpened))),
        new(18, 1, 2, LosePlc),
        new(22, 2, 1, m => m.Plc.Set(PlcState.Answers, m.Utc, 7, 9)),
        new(26, 0, 0, KnockWithoutCertificate),
        new(30, 1, 3, m => Poll(m, 240)),
        new(34, 2, 0, m => Commit(m, ChangedPolicy, 2)),
        new(38, 0, 3, m => m.Raise(SimulatedClients.Of(EventCode.SelfTested, 2, 14), SimulatedClients.Engineer)),
        new(42, 1, 1, m => m.Raise(SimulatedClients.Of(EventCode.CredentialEnding, (int)CredentialKind.ForBroker, 6))),
        new(46, 0, 4, m => m.Raise(SimulatedClients.Of(EventCode.ClockRefused, (int)ClockSource.Network, 86_400))),
        new(50, 2, 2, LoseEvents),
        new(54, 1, 1, m => m.Traffic.Ask(SimulatedClients.ScadaElsewhere, "03 unit 1 address 0 quantity 40")),
        new(90, 0, 2, m => m.Raise(SimulatedClients.Of(EventCode.CaseClosed))),
        new(120, 1, 0, m => m.Raise(SimulatedClients.Of(EventCode.BypassEnded, (int)BypassEnd.Key))),
        new(150, 2, 3, m => m.IsCut = false),
        new(160, 1, 2, FindPlc),
        new(170, 2, 1, m => m.Plc.Set(PlcState.Answers, m.Utc)),
        new(180, 1, 4, Isolate),
        new(210, 0, 3, m => m.Raise(SimulatedClients.Of(EventCode.SelfTested, 0, 14), SimulatedClients.Engineer)),
        new(240, 2, FleetAct.All, m => m.IsCut = true),
        new(360, 2, FleetAct.All, m => m.IsCut = false),
        new(400, 1, 4, Open),
        new(420, 0, 4, m => m.Raise(SimulatedClients.Of(EventCode.ClockSet, 2, (int)ClockTrust.Trusted))),
        new(440, 1, 1, m => m.Raise(SimulatedClients.Of(EventCode.CredentialInstalled, 1))),
        new(460, 2, 0, m => Commit(m, KnownPolicy, 3)),
    ];

    /// <summary>The text of one of its policies.</summary>
    internal static string TextOf(string hash) => hash == ChangedPolicy ? Changed : Policy;

    private static void Commit(SimulatedModule module, string hash, int generation)
    {
        module.SetPolicy(hash, GuardMode.Enforce, generation);
        module.Raise(SimulatedClients.Of(EventCode.ConfigurationActive, generation, Convert.ToInt32(hash[..8], 16)));
        module.Raise(SimulatedClients.Of(EventCode.ConfigurationCommitted, generation), SimulatedClients.Engineer);
    }

    private static int LineOf(string rule) =>
        1 + Array.FindIndex(Policy.Split('\n'), line => line.Contains(rule, StringComparison.Ordinal));

    private static string HashOf(string policy) => PolicyReader.Read(policy).Policy!.HashText();

    // One client that tries everything once.
    private static void Scan(SimulatedModule module)
    {
        byte[] functions =
        [
            FunctionCode.ReadCoils, FunctionCode.WriteSingleCoil, FunctionCode.WriteMultipleRegisters, FunctionCode.ReportServerId,
            FunctionCode.ReadFileRecord,
        ];
        for (int i = 0; i < ScanAddresses; i++)
        {
            module.Count(Counter.Refused);
            byte function = functions[i % functions.Length];
            module.Refuse(SimulatedClients.Refused((byte)(1 + i % 8), function, i * 100, Refusal.Function), SimulatedClients.Contractor);
        }
    }

    private static void LosePlc(SimulatedModule module)
    {
        module.Plc.Set(PlcState.Silent, module.Utc);
        module.Raise(SimulatedClients.Of(EventCode.PlcLost, 0, (int)PlcState.Silent));
    }

    private static void FindPlc(SimulatedModule module)
    {
        module.Plc.Set(PlcState.Answers, module.Utc);
        module.Raise(SimulatedClients.Of(EventCode.PlcConnected, 0, 142));
    }

    private static void KnockWithoutCertificate(SimulatedModule module)
    {
        for (int i = 0; i < 40; i++)
        {
            module.Count(Counter.HandshakesRefused);
            module.Raise(SimulatedClients.Of(EventCode.HandshakeRefused, (int)HandshakeFault.NotTls), SimulatedClients.Stranger(i / 8));
        }
    }

    // A client that was set up wrongly: the same question, over and over.
    private static void Poll(SimulatedModule module, int times)
    {
        EventRecord refused = SimulatedClients.Refused(1, FunctionCode.ReadHoldingRegisters, 400, Refusal.Address, ReadLine);
        refused.Repeats = times;
        module.Count(Counter.Refused, times);
        module.Refuse(refused, SimulatedClients.Scada);
    }

    private static void LoseEvents(SimulatedModule module)
    {
        module.Lose(3);
        module.Raise(SimulatedClients.Of(EventCode.BrokerConnected, 2));
    }

    private static void Isolate(SimulatedModule module)
    {
        module.Status.SetIsolated(true);
        module.Raise(SimulatedClients.Of(EventCode.IsolationBegan, (int)IsolationReason.ByPerson));
    }

    private static void Open(SimulatedModule module)
    {
        module.Status.SetIsolated(false);
        module.Raise(SimulatedClients.Of(EventCode.IsolationEnded));
    }
}
