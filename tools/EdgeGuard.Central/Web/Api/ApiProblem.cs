using System.Collections.Generic;
using System.Linq;
using EdgeGuard.Core;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace EdgeGuard.Central;

/// <summary>Errors for programs (RFC 9457): each place, what stands there and what to do, all of them at once.</summary>
internal static class ApiProblem
{
    internal const string ContentType = "application/problem+json";

    private const int MostCharacters = 200;

    internal static IResult Of(int status, string place, string value, string remedy) => Of(status, [new ApiMistake(place, value, remedy)]);

    internal static IResult Of(int status, IEnumerable<ApiMistake> mistakes)
    {
        ApiMistake[] all = [.. mistakes.Select(mistake => mistake with { Value = Shown(mistake.Value) })];
        var error = new ApiError("about:blank", ReasonPhrases.GetReasonPhrase(status), status, all[0].Remedy, all);
        return Results.Json(error, contentType: ContentType, statusCode: status);
    }

    private static string Shown(string value) => PeerText.Clean(value.Length <= MostCharacters ? value : value[..MostCharacters] + "…");
}
