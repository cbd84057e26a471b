using System.Linq;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http.HttpResults;

namespace EdgeGuard.Central;

/// <summary>Answers that are pages.</summary>
internal static class Pages
{
    /// <summary>A page with its parameters.</summary>
    internal static RazorComponentResult<T> Of<T>(int status, params (string Name, object? Value)[] parameters)
        where T : IComponent =>
        new(parameters.ToDictionary(parameter => parameter.Name, parameter => parameter.Value)) { StatusCode = status };
}
