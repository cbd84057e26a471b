using System.Collections.Generic;

namespace EdgeGuard.Central;

/// <summary>An error as programs are told of it (RFC 9457).</summary>
/// <param name="Type">Always <c>about:blank</c>: it means no more than the status.</param>
/// <param name="Title">The status in words.</param>
/// <param name="Status">The status.</param>
/// <param name="Detail">What to do about the first mistake.</param>
/// <param name="Errors">All mistakes.</param>
internal sealed record ApiError(string Type, string Title, int Status, string Detail, IReadOnlyList<ApiMistake> Errors);
