namespace EdgeGuard.Module;

/// <summary>Decides what the module's UTC is, and keeps it over a restart. Any thread; never throws.</summary>
public interface ITimeKeeper
{
    /// <summary>Gives the clock what can be known at a start. Once, before all else.</summary>
    void Start();

    /// <summary>Looks whether the time is still right, and stores it now and then. Every five seconds.</summary>
    void Step();

    /// <summary>Stores the time for the next start.</summary>
    void End();
}
