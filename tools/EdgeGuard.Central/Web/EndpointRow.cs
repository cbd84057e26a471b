namespace EdgeGuard.Central;

/// <summary>What an endpoint asks of whoever calls it.</summary>
/// <param name="Method">The method; <c>*</c> for any.</param>
/// <param name="Pattern">Its address, as it is mapped.</param>
/// <param name="Door">Whom it lets in.</param>
/// <param name="NeedsProof">Whether password and second factor must have been shown in the last minutes.</param>
internal sealed record EndpointRow(string Method, string Pattern, Door Door, bool NeedsProof = false);
