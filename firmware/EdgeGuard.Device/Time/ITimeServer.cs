namespace EdgeGuard.Device;

/// <summary>Sets the processor's calendar from the network, whenever it likes. Never throws.</summary>
internal interface ITimeServer
{
    /// <summary>Begins. False: it cannot.</summary>
    bool Start();

    /// <summary>Ends: from now on it sets nothing.</summary>
    void Stop();
}
