namespace EdgeGuard.Store;

/// <summary>What cuts the plant's clients off and lets them in again. Any thread; never throws.</summary>
public interface IIsolationApplier
{
    /// <summary>Ends every session and lets nobody in, now and in whatever
    /// configuration comes into force, until <see cref="Open"/>.</summary>
    /// <returns>How many sessions were ended.</returns>
    int Isolate();

    /// <summary>Lets clients in again.</summary>
    void Open();
}
