using System.Collections.Generic;
using System.Linq;
using EdgeGuard.Core;
using EdgeGuard.Guard;
using EdgeGuard.Policy;
using EdgeGuard.Testing;
using EdgeGuard.Testing.Scenarios;

namespace EdgeGuard.Device.Tests.Guard;

/// <summary>The gateway that the host runs, with its PLC behind the simulated chip, in the time of a fake clock.</summary>
internal sealed class ChipGuardSite : IGuardSite
{
    private readonly List<ChipBed> _chips = [];

    internal ChipGuardSite()
    {
        Bed = GuardBed.Start(new GuardConfiguration(PolicyReader.Read(GuardScenarios.Policy).Policy!), Dialer);
    }

    public PlcModel Plc
    {
        get { return Chip.Plc.Model; }
    }

    public IReadOnlyList<byte[]> Forwarded
    {
        get { return Chip.Plc.Requests.Select(request => request.Pdu).ToList(); }
    }

    internal GuardBed Bed { get; }

    internal ChipBed Chip
    {
        get { return _chips[0]; }
    }

    public ITestClient Connect(string? role)
    {
        return Bed.Connect(Peers.Tls(role));
    }

    public void Dispose()
    {
        Bed.Dispose();
        Chip.Dispose();
    }

    private IDialer Dialer(FakeClock clock)
    {
        var chip = new ChipBed(clock);
        _chips.Add(chip);
        // As the module does when it starts: the first request finds a chip that is awake.
        chip.Run(() => chip.Chip.Prepare(clock.Now + ChipBed.Soon));
        return chip.Dialer;
    }
}
