namespace EdgeGuard.Device;

/// <summary>A chip whose select is a pin of an expander on the same wires.</summary>
internal sealed class SelectedBus : ISpiBus
{
    private readonly Expander _expander;
    private readonly byte _mask;
    private readonly ISpiBus _bus;
    private readonly SpiWire _wire;

    /// <param name="expander">What selects it: high at its pin, while the expander itself is not selected.</param>
    /// <param name="number">The pin's number in port A, 0…7.</param>
    /// <param name="bus">The wires, without a chip select.</param>
    /// <param name="wire">The same as the expander's.</param>
    internal SelectedBus(Expander expander, int number, ISpiBus bus, SpiWire wire)
    {
        _expander = expander;
        _mask = (byte)(1 << number);
        _bus = bus;
        _wire = wire;
    }

    /// <inheritdoc/>
    public bool Transfer(byte[] send, byte[] receive, int count)
    {
        return _expander.Transfer(_mask, _bus, _wire, send, receive, count);
    }
}
