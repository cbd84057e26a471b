using System.Threading.Tasks;
using Microsoft.AspNetCore.Http;

namespace EdgeGuard.Central;

/// <summary>What every answer tells a browser not to do.</summary>
internal static class SecurityHeaders
{
    // No script but the files of our own, and nothing from anywhere else.
    private const string Policy =
        "default-src 'none'; style-src 'self'; img-src 'self'; script-src 'self'; connect-src 'self'; form-action 'self'; "
        + "frame-ancestors 'none'; base-uri 'none'";

    internal static Task Add(HttpContext context, RequestDelegate next)
    {
        Set(context.Response.Headers);
        return next(context);
    }

    internal static void Set(IHeaderDictionary headers)
    {
        headers.ContentSecurityPolicy = Policy;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "same-origin";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=(), payment=()";
        // What is shown is the plant's: it must not be found in a cache after somebody signed out.
        headers.CacheControl = "no-cache, no-store";
        headers.Pragma = "no-cache";
    }
}
