using EdgeGuard.Core;

namespace EdgeGuard.Cli;

/// <summary>A link that stands already, as a port: for whoever wants to open one himself.</summary>
public sealed class OpenPort(string name, ISerialLink link) : ISerialPort
{
    /// <inheritdoc/>
    public string Name => name;

    /// <inheritdoc/>
    public ISerialLink? Open(out SerialFault fault)
    {
        fault = SerialFault.None;
        return link;
    }
}
