using EdgeGuard.Core;

namespace EdgeGuard.Testing;

/// <summary>A panel that a test pushes and turns, and looks at.</summary>
public sealed class FakePanel : IPanel
{
    public bool IsButtonDown { get; set; }

    public bool IsKeyTurned { get; set; }

    public bool IsOpen { get; set; }

    /// <summary>Whether its contacts cannot be read.</summary>
    public bool IsDead { get; set; }

    public Lights Shown { get; private set; }

    public bool IsBypassed { get; private set; }

    public bool WasEverBypassed { get; private set; }

    public bool Look()
    {
        return !IsDead;
    }

    public void Show(Lights lights)
    {
        Shown = lights;
    }

    public void SetBypass(bool isClosed)
    {
        IsBypassed = isClosed;
        WasEverBypassed |= isClosed;
    }
}
