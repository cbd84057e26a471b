using System.Linq;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace EdgeGuard.Central;

/// <summary>Answers that are pages.</summary>
internal static class Pages
{
    /// <summary>What says that there is nothing that the person can see.</summary>
    internal static IResult Nothing { get; } = new NoAnswerResult(NoAnswer.Nothing);

    /// <summary>A page with its parameters.</summary>
    internal static RazorComponentResult<T> Of<T>(int status, params (string Name, object? Value)[] parameters)
        where T : IComponent =>
        new(parameters.ToDictionary(parameter => parameter.Name, parameter => parameter.Value)) { StatusCode = status };
}
