using EdgeGuard.Core;
using EdgeGuard.Shell;

namespace EdgeGuard.Host;

/// <summary>Standard input and output as the console: one link, which may be taken up again until standard input ends.</summary>
internal sealed class StdioConsolePort(IClock clock) : IConsolePort
{
    private readonly ISignal _closed = clock.CreateSignal();
    private readonly StandardInput _input = new();

    /// <inheritdoc/>
    public string Name => "stdio";

    /// <inheritdoc/>
    public bool IsShared => false;

    /// <inheritdoc/>
    public int Lines => StandardInput.Lines;

    /// <inheritdoc/>
    public ILink? Open(long until)
    {
        if (!_input.HasEnded) return new StdioLink(_input, clock);
        _closed.Wait(until);
        return null;
    }

    /// <inheritdoc/>
    public void Close()
    {
        _closed.Set();
        _input.Restore();
    }
}
