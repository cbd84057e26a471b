using System;
using System.Threading;
using System.Threading.Tasks;

namespace EdgeGuard.Central;

/// <summary>A way by which people or programs outside are told of alerts.</summary>
internal interface INotifier : IDisposable
{
    /// <summary>Its name, such as <c>mail</c>.</summary>
    string Name { get; }

    /// <summary>Tells one. Ends when it was taken; any exception but one of <paramref name="stop"/> means that it was not, and is tried
    /// again.</summary>
    Task Send(AlertNotice notice, CancellationToken stop);
}
