namespace EdgeGuard.Core;

/// <summary>A listener with threads of its own, which bring its links themselves: nobody has to wait in
/// <see cref="IListener.Accept"/>.</summary>
public interface ILinkBringer : IListener
{
    /// <summary>Has each link brought from here on, those that wait already first. Once. Until <see cref="IListener.Close"/>: what is on
    /// its way then may still come.</summary>
    /// <param name="take">Takes them, of several threads at once; it neither waits nor throws.</param>
    /// <param name="beat">Where the thread that waits for clients says that it is alive; ended with it.</param>
    void Start(LinkTaker take, Heartbeat beat);
}
