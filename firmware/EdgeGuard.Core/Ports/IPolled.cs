namespace EdgeGuard.Core;

/// <summary>Whoever is served when something has happened to a link: see <see cref="ILinkPoller"/>.</summary>
public interface IPolled
{
}
