namespace EdgeGuard.Device;

/// <summary>The wires that several chips share: one of them is spoken to at a time.</summary>
/// <remarks>The library keeps apart what has a chip select of its own. What an expander selects it knows nothing of: between selecting and
/// releasing, nobody else may use the wires. The lock is a leaf and is held for one transaction, or three of some bytes.</remarks>
internal sealed class SpiWire
{
    /// <summary>Held by whoever uses the wires.</summary>
    internal readonly object Gate = new object();
}
