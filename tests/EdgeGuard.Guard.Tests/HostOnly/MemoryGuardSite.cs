using System.Collections.Generic;
using System.Linq;
using EdgeGuard.Policy;
using EdgeGuard.Testing;
using EdgeGuard.Testing.Scenarios;

namespace EdgeGuard.Guard.Tests;

/// <summary>The carrier that is no carrier: links in memory.</summary>
internal sealed class MemoryGuardSite : IGuardSite
{
    private readonly GuardBed _bed;

    /// <param name="isShared">Whether one loop serves all sessions.</param>
    public MemoryGuardSite(bool isShared)
    {
        var configuration = new GuardConfiguration(PolicyReader.Read(GuardScenarios.Policy).Policy!);
        _bed = isShared ? GuardBed.StartLooping(configuration, 1) : GuardBed.Start(configuration);
    }

    public PlcModel Plc
    {
        get { return _bed.Plc.Model; }
    }

    public IReadOnlyList<byte[]> Forwarded
    {
        get { return _bed.Plc.Requests.Select(request => request.Pdu).ToList(); }
    }

    public ITestClient Connect(string? role)
    {
        return _bed.Connect(Peers.Tls(role));
    }

    public void Dispose()
    {
        _bed.Dispose();
    }
}
