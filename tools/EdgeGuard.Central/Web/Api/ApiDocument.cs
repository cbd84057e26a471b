using System.Collections.Generic;
using System.Threading.Tasks;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace EdgeGuard.Central;

/// <summary>What the OpenAPI document says besides what the routes themselves say.</summary>
internal static class ApiDocument
{
    private const string Scheme = "key";

    internal static void Set(OpenApiOptions options)
    {
        options.ShouldInclude = route => route.RelativePath?.StartsWith("api/v1/", System.StringComparison.Ordinal) == true;
        options.AddDocumentTransformer((document, _, _) => Complete(document));
    }

    private static Task Complete(OpenApiDocument document)
    {
        document.Info = new OpenApiInfo
        {
            Title = "EdgeGuard Central",
            Version = "v1",
            Description = "What the console shows, for programs. Nothing is changed by it. Errors are application/problem+json with "
                + "'errors': place, value, remedy. What there is nothing to say of is absent. Later versions add fields and rename none.",
        };
        // Where it is asked from is where it is.
        document.Servers = [];
        document.Components ??= new OpenApiComponents();
        document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>
        {
            [Scheme] = new OpenApiSecurityScheme
            {
                Type = SecuritySchemeType.Http,
                Scheme = "bearer",
                Description = "A key that an administrator made on the page 'Keys'.",
            },
        };
        document.Security = [new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(Scheme, document)] = [] }];
        return Task.CompletedTask;
    }
}
