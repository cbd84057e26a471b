using System.Collections.Generic;
using System.Linq;
using EdgeGuard.Device.Tests.Libraries;
using EdgeGuard.Device.Tests.Panel;
using EdgeGuard.Device.Tests.Simulator;

namespace EdgeGuard.Device.Tests;

/// <summary>The chips of the Esp32Wrover on one bus, each under its chip select, the W5500's reset behind the expander.</summary>
internal sealed class WroverBench
{
    internal WroverBench(W5500Simulator simulator)
    {
        Hardware = FakeHardware.Renew();
        Hardware.Chips.Add(Esp32Wrover.PlcSelect, (sent, received, count) =>
        {
            Assert.AreEqual(0, Selects, "two chips are selected at once");
            simulator.Transfer(sent, received, count);
        });
        Hardware.Chips.Add(-1, (sent, received, count) => Chosen().Transfer(sent, received, count));
        Hardware.Chips.Add(Esp32Wrover.PanelSelect, (sent, received, count) => Expander.Transfer(sent, received, count));
        IOutputPin reset = simulator;
        // Held by its pull-down while the expander drives nothing.
        bool wasHigh = false;
        reset.Write(wasHigh);
        Expander.Changed = levels =>
        {
            bool isHigh = (levels & 1 << Esp32Wrover.PlcReset) != 0;
            if (isHigh != wasHigh) reset.Write(isHigh);
            wasHigh = isHigh;
        };
    }

    internal FakeHardware Hardware { get; }

    /// <summary>The chips that the expander selects, by its pin.</summary>
    internal Dictionary<int, ISpiBus> Selected { get; } = [];

    internal ExpanderSimulator Expander { get; } = new();

    private int Selects => Expander.PortA & 0x60;

    private ISpiBus Chosen()
    {
        return Selected.Single(chip => 1 << chip.Key == Selects).Value;
    }
}
