namespace EdgeGuard.Device;

/// <summary>A pin of an expander's port A, low until it is first written.</summary>
internal sealed class ExpanderPin : IOutputPin
{
    private readonly Expander _expander;
    private readonly byte _mask;

    /// <param name="expander">The chip.</param>
    /// <param name="number">The pin's number in port A, 0…7.</param>
    internal ExpanderPin(Expander expander, int number)
    {
        _expander = expander;
        _mask = (byte)(1 << number);
    }

    /// <inheritdoc/>
    public void Write(bool isHigh)
    {
        _expander.Force(_mask, isHigh ? _mask : (byte)0);
    }
}
