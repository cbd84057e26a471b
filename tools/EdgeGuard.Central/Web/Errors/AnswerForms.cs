using System;
using Microsoft.AspNetCore.Http;

namespace EdgeGuard.Central;

/// <summary>Tells forms apart.</summary>
internal static class AnswerForms
{
    private const string Api = "/api/";

    internal static AnswerForm Of(HttpRequest request)
    {
        string accept = request.Headers.Accept.ToString();
        if (accept.Contains("text/html", StringComparison.OrdinalIgnoreCase)) return AnswerForm.Page;
        bool isForPrograms = request.Path.Value?.StartsWith(Api, StringComparison.Ordinal) == true;
        if (isForPrograms || accept.Contains("json", StringComparison.OrdinalIgnoreCase)) return AnswerForm.Json;
        return accept.Length == 0 ? AnswerForm.Page : AnswerForm.Text;
    }
}
