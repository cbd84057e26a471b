namespace EdgeGuard.Core;

/// <summary>Opens links to the PLC. Any thread; never throws.</summary>
public interface IDialer
{
    /// <summary>A new link, or null when there is none by <paramref name="deadline"/> (refused, unreachable, too slow).</summary>
    ILink? Dial(long deadline);
}
